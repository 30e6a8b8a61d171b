import { describeReply } from "#protocol/answers/describe-reply.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { type Condition, type MemberForm, objectWith } from "#suites/record/condition.ts";
import type { Difference } from "#suites/record/record.ts";
import { check, wanting, type Finding, type RequirementFinding } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { toldApart } from "#suites/oracles/member-finding.ts";
import { sameTags, tagMembers } from "./same-tags.ts";
import { MEMBERS, type ClusterWord } from "#spec/registration/registered-cluster.ts";

/** A registration as it was sent and answered. */
export interface Told {
  readonly input: JsonObject;
  readonly cluster: JsonObject;
}

const EXPECTED = "200 with the cluster as registered";

/** What a cluster keeps, each as it was sent or as the answer to its registration told it. */
const KEPT: readonly (readonly [word: ClusterWord, told: "sent" | "answered"])[] = [
  ["name", "sent"],
  ["arn", "answered"],
  ["created", "answered"],
  ["tags", "sent"],
  ["activation", "answered"],
  ["expiry", "answered"],
  ["provider", "answered"],
  ["role", "answered"],
];

/** Members that a cluster keeps from its registration to its description. */
export function sameCluster({ cluster, input }: Told, reply: Reply): Finding {
  const described = clusterOf(reply) ?? {};
  const pairs = KEPT.map(([word, told]): [string, JsonValue | undefined, JsonValue | undefined] => {
    const [before, now] = [shownMember(told === "sent" ? input : cluster, word), shownMember(described, word)];
    return [MEMBERS[word].inAnswer, before, now];
  });
  const known = pairs.filter(([, before]) => isKept(before));
  const tags = shownMember(input, "tags");
  const members = known.flatMap(([at, before]): MemberForm[] =>
    at === MEMBERS.tags.inAnswer && isJsonObject(tags)
      ? tagMembers(at, tags)
      : [{ at, equals: jsonText(before ?? null) }],
  );
  const condition = { answers: [objectWith(200)], members, settles: true };
  if (reply.status !== 200 || clusterOf(reply) === undefined) {
    return unlessUninformative(reply, wanting(check(false, EXPECTED, describeReply(reply)), condition));
  }
  const differences = known.flatMap(([at, before, now]) => differencesAt(at, before, now));
  return wanting(alike(EXPECTED, differences), condition);
}

/** There is nothing to keep where nothing was sent; no tags are the same as none. */
function isKept(value: JsonValue | undefined): boolean {
  return (value ?? null) !== null && !(isJsonObject(value) && Object.keys(value).length === 0);
}

/** Tags are the only objects among what is kept, and differ one by one. */
function differencesAt(at: string, before: JsonValue | undefined, now: JsonValue | undefined): readonly Difference[] {
  if (isJsonObject(before) && isJsonObject(now))
    return sameTags({ at, sent: before, whose: "" }, now).differences ?? [];
  return sortedText(before ?? null) === sortedText(now ?? null) ? [] : [{ at, ...toldApart(before, now) }];
}

/** In words, the first of the differences stands for all. */
function alike(expected: string, differences: readonly Difference[]): Finding {
  const [first, ...others] = differences;
  if (first === undefined) return check(true, expected, "as registered");
  const more = others.length === 0 ? "" : `; and other values at ${others.map(({ at }) => at).join(", ")}`;
  const received = `${first.at} ${first.received}${more}`;
  return check(false, `${expected}: ${first.at} ${first.expected}`, received, differences);
}

/** The cluster of that name, and no other. */
export function deregisterAnswer(reply: Reply, name: string): Finding {
  const cluster = clusterOf(reply);
  const same = shownMember(cluster, "name") === name;
  const received = cluster !== undefined && !same ? `${reply.status} with another cluster` : describeReply(reply);
  const finding = check(reply.status === 200 && same, "200 with the cluster of that name", received);
  // The attempt whose reply was lost may have removed it.
  const isRepeated = mayBeMissing(reply) && reply.earlier.some(({ failure }) => failure !== undefined);
  return unlessUninformative(reply, wanting(isRepeated ? { ...finding, grade: "unclear" } : finding, ofName(name)));
}

/** What the answer to a deregistration shows of the cluster, by requirement. */
export function departure(told: Pick<Told, "cluster">, reply: Reply): RequirementFinding[] {
  return [...leaving(reply), ["deregister.same-cluster", sameDeparted(told, reply)]];
}

/** The same, as far as the answer alone tells. */
export function leaving(reply: Reply): RequirementFinding[] {
  const status = shownMember(clusterOf(reply), "status") ?? null;
  return [
    ...(status === null ? [] : [["deregister.status-deleting", isDeleting(status)] as const]),
    ["deregister.no-activation-code", withoutActivationCode(reply)],
  ];
}

function isDeleting(status: JsonValue): Finding {
  const members = [{ at: MEMBERS.status.inAnswer, equals: '"DELETING"' }];
  return wanting(check(status === "DELETING", "DELETING", jsonText(status)), { members });
}

/** What the answer to a deregistration shows of the cluster is as it was told at its registration; it may show less. */
export function sameDeparted({ cluster }: Pick<Told, "cluster">, reply: Reply): Finding {
  const shown = clusterOf(reply) ?? {};
  const members = DEPARTED.map((word) => ({
    at: MEMBERS[word].inAnswer,
    before: shownMember(cluster, word) ?? null,
    now: shownMember(shown, word) ?? null,
  })).filter(({ before, now }) => before !== null && now !== null);
  const differences = members.flatMap(({ at, before, now }) => differencesAt(at, before, now));
  const kept = members.map(({ at, before }): MemberForm => ({ at, among: [jsonText(before)] }));
  return wanting(alike("the cluster as it was registered", differences), { members: kept });
}

const DEPARTED: readonly ClusterWord[] = ["arn", "created", "activation", "expiry", "provider", "role"];

/** The code is told once, in the answer to the registration. */
export function withoutActivationCode(reply: Reply): Finding {
  const { inAnswer, name } = MEMBERS.code;
  const isTold = (shownMember(clusterOf(reply), "code") ?? null) !== null;
  const finding = check(!isTold, `no ${name}`, `${isTold ? "an" : "no"} ${name}`);
  return wanting(finding, { members: [{ at: inAnswer, absent: true }] });
}

/** 200 with the cluster of this name. */
export function ofName(name: string): Condition {
  return { answers: [objectWith(200)], members: [{ at: MEMBERS.name.inAnswer, equals: JSON.stringify(name) }] };
}
