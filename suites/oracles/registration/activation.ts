import { plainText } from "#spec/json/plain-text.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { shownMember } from "#custody/looking/shown-cluster.ts";
import type { ActivationMemory } from "./activation-memory.ts";
import { check, type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { memberFinding, receivedValue, show, typeName } from "#suites/oracles/member-finding.ts";
import { looksLike, nowFor, timeFinding, timeRead, withinTime, WRONG_TIME, YEAR } from "#suites/oracles/times.ts";

/** RFC 9562, section 4, in either case. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = 86_400;

const ACTIVATION = [
  ["register.activation.id", "activation"],
  ["register.activation.code", "code"],
] as const;

/** A registration hands out an id and a code of its own. */
export function* judgeActivation(
  cluster: JsonObject,
  replay: boolean,
  memory: ActivationMemory,
): Iterable<RequirementFinding> {
  for (const [id, word] of ACTIVATION) {
    const { inAnswer: at, name: member, path } = MEMBERS[word];
    const value = shownMember(cluster, word);
    const present = typeof value === "string" && value !== "";
    // No source says that the code is given a second time.
    if (replay && word === "code") continue;
    const difference = { at, expected: `a non-empty string ${path}`, ...receivedValue(value, withoutSecret) };
    const finding = check(present, difference.expected, difference.received, [difference]);
    yield [id, wanting(finding, { members: [{ at, types: ["string"], nonEmpty: true, present: true }] })];
    if (!present || replay) continue;
    if (word === "activation") {
      yield ["register.activation.id-uuid", check(UUID.test(value), "a UUID", "a string of another form")];
    }
    const before = memory.remember(`${member}:${value}`, plainText(shownMember(cluster, "name")));
    const again = before === undefined ? "a new value" : `the ${member} given before to another cluster`;
    const renewed = check(before === undefined, `a new ${member} for each registration`, again);
    yield ["register.activation.fresh", wanting(renewed, { members: [{ at, fresh: true }] })];
  }
}

/** The value is a secret, whatever its form. */
function withoutSecret(value: JsonValue): string {
  return typeof value === "string" ? `a string of ${value.length} characters` : typeName(value);
}

/** An activation expires three days after the registration. */
export function* judgeExpiry(reply: Reply, cluster: JsonObject): Iterable<RequirementFinding> {
  const expiry = shownMember(cluster, "expiry");
  const { inAnswer: at, path } = MEMBERS.expiry;
  const { seconds, unit } = timeRead(reply, expiry);
  const shown = receivedValue(expiry, (value) => show(value) + looksLike(unit));
  const inSeconds = seconds !== undefined && unit === undefined;
  const timed = memberFinding(inSeconds, { at, expected: `${path} in epoch seconds`, ...shown });
  const span = unit === undefined ? {} : { secondsFromNow: { from: -YEAR, to: YEAR } };
  yield [
    "register.activation.expiry",
    wanting(timed, { members: [{ at, types: ["number"], present: true, ...span }] }),
  ];
  // In whatever unit it is written, how far away it is counts.
  if (seconds !== undefined)
    yield* judgeDistance(reply, seconds, timeRead(reply, shownMember(cluster, "created")).seconds);
}

function* judgeDistance(reply: Reply, expiry: number, created: number | undefined): Iterable<RequirementFinding> {
  const at = MEMBERS.expiry.inAnswer;
  const now = nowFor(reply, expiry - 3 * DAY);
  const received = `${((expiry - now) / DAY).toFixed(3)} days from now`;
  const future = timeFinding(now - expiry, { at, expected: "a time still to come", received });
  const past = expiredWhenCreated(reply, expiry, created);
  yield ["register.activation.expiry-future", past ?? wanting(future, withinTime(at, { from: -WRONG_TIME }))];
  const soon = timeFinding(expiry - now - 3 * DAY, { at, expected: "at most 3 days", received });
  const atMost = { from: Number.MIN_SAFE_INTEGER, to: 3 * DAY + WRONG_TIME };
  yield ["register.activation.expiry-three-days", wanting(soon, withinTime(at, atMost))];
  if (created === undefined) return;
  const lifetime = expiry - created;
  const close = memberFinding(Math.abs(lifetime - 3 * DAY) <= 60, {
    at,
    expected: `72 hours after ${MEMBERS.created.name}, to the minute`,
    received: `${(lifetime / 3600).toFixed(3)} hours`,
  });
  yield ["register.activation.expiry-72h", close];
}

/** Both times come from one clock, however wrong: a creation that is no time of now is judged by itself. */
function expiredWhenCreated(reply: Reply, expiry: number, created: number | undefined): Finding | undefined {
  if (created === undefined || expiry >= created) return undefined;
  if (Math.abs(created - nowFor(reply, created)) > WRONG_TIME) return undefined;
  const received = `${(created - expiry).toFixed(3)} s before it`;
  return memberFinding(false, {
    at: MEMBERS.expiry.inAnswer,
    expected: `a time after ${MEMBERS.created.name}`,
    received,
  });
}
