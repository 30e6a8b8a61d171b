import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import type { Condition, MemberForm } from "../record/condition.ts";
import { status } from "../record/condition.ts";
import { childPointer } from "../../spec/json/json-pointer.ts";
import { check, wanting, type Finding } from "./finding.ts";
import type { ActivationMemory } from "../session/context/activation-memory.ts";
import type { Judge } from "./judge.ts";
import type { Difference } from "../record/record.ts";
import { headerValue } from "../../protocol/headers.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { clusterOf, memberOf } from "../../clusters/looking/shown-cluster.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import type { RunContext } from "../session/context/run-context.ts";
import { MEMBERS, SHOWN, type ClusterWord } from "../../spec/registration/registered-cluster.ts";

const DAY = 86_400;
/** Seconds that clocks may differ by. */
const CLOCK_SLACK = 300;
/**
 * Seconds beyond which a time is wrong by more than any clock: milliseconds, minutes, or the time of another zone. The
 * next zone is an hour off, and what passes between a clock and an answer may take some of it away.
 */
const WRONG_TIME = 59 * 60;

export interface RegistrationSent {
  readonly input: JsonObject;
  /** The request repeats an earlier one, so its answer may be the earlier answer. */
  readonly replay: boolean;
}

/** What a successful registration must say of the cluster: the request echoed, a fresh activation, a name in its ARN. */
export function judgeRegistration(reply: Reply, sent: RegistrationSent, context: RunContext, judge: Judge): void {
  judge(
    "register.status-200",
    wanting(check(reply.status === 200, "200", describeReply(reply)), { answers: [status(200)] }),
  );
  const cluster = clusterOf(reply);
  const there = check(cluster !== undefined, `an object \`${SHOWN.slice(1)}\` in the body`, describeReply(reply));
  judge("register.cluster", wanting(there, { members: [{ at: SHOWN, types: ["object"], present: true }] }));
  if (cluster === undefined) return;
  judgeEcho(cluster, sent.input, judge);
  judgeActivation(cluster, sent.replay, context.activations, judge);
  judgeExpiry(reply, cluster, judge);
  judgeArn(cluster, context.target.region, judge);
  judgeCreation(reply, cluster, judge);
}

function judgeEcho(cluster: JsonObject, input: JsonObject, judge: Judge): void {
  for (const [id, word] of ECHOED) judgeSame(id, word, { input, cluster }, judge);
  const tags = memberOf(input, "tags") ?? {};
  const echoed = memberOf(cluster, "tags") ?? {};
  if (isJsonObject(tags)) {
    judge("register.echo.tags", sameTags({ at: MEMBERS.tags.place, sent: tags, whose: "of the request" }, echoed));
  }
}

const ECHOED = [
  ["register.echo.name", "name"],
  ["register.echo.provider", "provider"],
  ["register.echo.role-arn", "role"],
] as const;

function judgeSame(
  id: string,
  word: ClusterWord,
  { input, cluster }: { readonly input: JsonObject; readonly cluster: JsonObject },
  judge: Judge,
): void {
  const [sent, got] = [memberOf(input, word), memberOf(cluster, word)];
  if (typeof sent !== "string") return;
  const at = MEMBERS[word].place;
  // Encoders leave an empty text out, and no source says that an empty one is a name, a provider or a role.
  const same = got === sent || (sent === "" && (got === undefined || got === null));
  const [expected, received] = [show(sent), show(got)];
  const finding = check(same, `${at} ${expected}`, same ? "the same" : received, [{ at, expected, received }]);
  judge(id, wanting(finding, { members: [{ at, equals: JSON.stringify(sent) }] }));
}

export interface TagsWanted {
  /** JSON pointer of the tags in the answer. */
  readonly at: string;
  readonly sent: JsonObject;
  /** In words, after "the tags". */
  readonly whose: string;
}

/** Each of the tags with its value, and no other. */
export function sameTags({ at, sent, whose }: TagsWanted, got: JsonValue): Finding {
  const names = Object.keys(sent);
  const expected = tagsOf(names.length, whose);
  const condition = { members: tagMembers(at, sent) };
  if (!isJsonObject(got)) {
    return wanting(check(false, expected, show(got), [{ at, expected, received: show(got) }]), condition);
  }
  // Told apart first: there are tags in most registrations, and hardly ever a difference.
  const same = Object.keys(got).length === names.length && names.every((name) => own(got, name) === sent[name]);
  if (same) return check(true, expected, expected);
  const differences = [...new Set([...names, ...Object.keys(got)])]
    .map((name) => ({ name, sent: own(sent, name), got: own(got, name) }))
    .filter((tag) => tag.sent !== tag.got)
    .map((tag) => ({
      name: tag.name,
      difference: { at: childPointer(at, tag.name), expected: show(tag.sent), received: show(tag.got) },
    }));
  const received = tagsThatDiffer(differences);
  const shown = differences.slice(0, 20).map(({ difference }) => difference);
  return wanting(check(false, expected, received, shown), condition);
}

/** Each tag, and no other; no tags are as good as none shown. */
export function tagMembers(at: string, tags: JsonObject): MemberForm[] {
  const names = Object.keys(tags);
  const each = names.map((name): MemberForm => ({ at: childPointer(at, name), equals: JSON.stringify(tags[name]) }));
  return [{ at, types: ["object", "null"] }, { at, size: names.length }, ...each];
}

function tagsOf(count: number, whose: string): string {
  if (count === 0) return whose === "of the request" ? "no tags, as in the request" : "no tags";
  return count === 1 ? `the tag ${whose}` : `the ${count} tags ${whose}`;
}

/** The key of the first, and both values: to be read where no list of differences is. */
function tagsThatDiffer(differences: readonly { readonly name: string; readonly difference: Difference }[]): string {
  const [first] = differences;
  if (first === undefined) return "none that differs";
  const { expected, received } = first.difference;
  const told = `tag ${show(first.name)}: ${received} for ${expected}`;
  const more = differences.length - 1;
  return more === 0 ? told : `${told}, and ${more} more that differ${more === 1 ? "s" : ""}`;
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** RFC 9562, section 4, in either case. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function judgeActivation(cluster: JsonObject, replay: boolean, memory: ActivationMemory, judge: Judge): void {
  for (const [id, word] of [
    ["register.activation.id", "activation"],
    ["register.activation.code", "code"],
  ] as const) {
    const { place: at, name: member, path } = MEMBERS[word];
    const value = memberOf(cluster, word);
    const present = typeof value === "string" && value !== "";
    const received = present ? `a string of ${value.length} characters` : show(value);
    // No source says that the code is given a second time.
    if (replay && word === "code") continue;
    const finding = check(present, `a non-empty string ${path}`, received);
    judge(id, wanting(finding, { members: [{ at, types: ["string"], nonEmpty: true, present: true }] }));
    if (!present || replay) continue;
    if (word === "activation") {
      judge("register.activation.id-uuid", check(UUID.test(value), "a UUID", "a text of another form"));
    }
    const before = memory.remember(`${member}:${value}`, String(memberOf(cluster, "name")));
    const again = before === undefined ? "a new value" : `the ${member} given before to another cluster`;
    const renewed = check(before === undefined, `a new ${member} for each registration`, again);
    judge("register.activation.fresh", wanting(renewed, { members: [{ at, fresh: true }] }));
  }
}

function judgeExpiry(reply: Reply, cluster: JsonObject, judge: Judge): void {
  const [expiry, created] = [memberOf(cluster, "expiry"), memberOf(cluster, "created")];
  const { place: at, path } = MEMBERS.expiry;
  const numeric = typeof expiry === "number";
  judge(
    "register.activation.expiry",
    wanting(differing(numeric, at, `${path} in epoch seconds`, show(expiry)), {
      members: [{ at, types: ["number"], present: true }],
    }),
  );
  if (!numeric) return;
  const now = serverNow(reply);
  const days = `${((expiry - now) / DAY).toFixed(3)} days from now`;
  const future = timeFinding(now - expiry, at, "a time still to come", days);
  judge("register.activation.expiry-future", wanting(future, withinTime(at, { from: -WRONG_TIME })));
  const soon = timeFinding(expiry - now - 3 * DAY, at, "at most 3 days", days);
  const atMost = { from: Number.MIN_SAFE_INTEGER, to: 3 * DAY + WRONG_TIME };
  judge("register.activation.expiry-three-days", wanting(soon, withinTime(at, atMost)));
  if (typeof created !== "number") return;
  const lifetime = expiry - created;
  const close = Math.abs(lifetime - 3 * DAY) <= 60;
  judge(
    "register.activation.expiry-72h",
    differing(
      close,
      at,
      `72 hours after ${MEMBERS.created.name}, to the minute`,
      `${(lifetime / 3600).toFixed(3)} hours`,
    ),
  );
}

function judgeArn(cluster: JsonObject, region: string, judge: Judge): void {
  const [arn, name] = [memberOf(cluster, "arn"), memberOf(cluster, "name")];
  const at = MEMBERS.arn.place;
  const expected = `arn:<partition>:eks:${region}:<account>:cluster/${String(name)}`;
  const parts = typeof arn === "string" ? /^arn:aws[a-z-]*:eks:([^:]*):(\d{12}):cluster\/(.*)/s.exec(arn) : null;
  const named = differing(parts !== null && parts[3] === name, at, expected, show(arn));
  const like = { matches: "^arn:aws[a-z-]*:eks:[^:]*:[0-9]{12}:cluster/", endsWith: MEMBERS.name.place };
  judge("register.arn", wanting(named, { members: [{ at, ...like }] }));
  if (parts !== null) judge("register.arn-region", check(parts[1] === region, `the Region ${region}`, show(parts[1])));
}

function judgeCreation(reply: Reply, cluster: JsonObject, judge: Judge): void {
  const [created, status] = [memberOf(cluster, "created"), memberOf(cluster, "status")];
  const at = MEMBERS.created.place;
  const expected = "epoch seconds, within five minutes of now";
  if (typeof created === "number") {
    const off = created - serverNow(reply);
    const finding = timeFinding(Math.abs(off), at, expected, `${off.toFixed(1)} s from now`);
    judge("register.created-at", wanting(finding, withinTime(at, { from: -WRONG_TIME, to: WRONG_TIME })));
  } else {
    // The model lets any member of an answer be absent; a wrong type is another requirement's business.
    judge("register.created-at", {
      ...differing(false, at, expected, show(created)),
      grade: "tolerated",
      alternative: "no time",
    });
  }
  const initial = status === "PENDING" || status === "CREATING";
  judge("register.initial-status", check(initial, "PENDING or CREATING", show(status)));
}

/** A finding about the value of one member, which differs from run to run. */
function differing(met: boolean, at: string, expected: string, received: string): Finding {
  return check(met, expected, met ? "such a value" : received, [{ at, expected, received }]);
}

function withinTime(at: string, secondsFromNow: NonNullable<MemberForm["secondsFromNow"]>): Condition {
  return { members: [{ at, secondsFromNow }] };
}

/** A time that lies this many seconds on the wrong side of the truth. */
function timeFinding(off: number, at: string, expected: string, received: string): Finding {
  const finding = differing(off <= CLOCK_SLACK, at, expected, received);
  if (off <= CLOCK_SLACK || off > WRONG_TIME) return finding;
  return { ...finding, grade: "tolerated", alternative: "within an hour of it" };
}

/** The endpoint's own clock where it gives one, so that a skewed clock of ours raises no alarm. Epoch seconds. */
function serverNow({ exchange }: Reply): number {
  const date = exchange.response === undefined ? undefined : headerValue(exchange.response.headers, "date");
  const stamp = date === undefined ? Number.NaN : Date.parse(date);
  return (Number.isNaN(stamp) ? exchange.startedAt + exchange.durationMs : stamp) / 1000;
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
