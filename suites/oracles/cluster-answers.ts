import { saysExpired } from "../../endpoint/aws/access-lost.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { clusterOf, isUnreachable, type Reply } from "../../protocol/reply.ts";
import { isThrottled } from "../../protocol/throttling.ts";
import { valueAt } from "../../spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import { type Condition, type MemberForm, objectWith } from "../record/condition.ts";
import type { Difference } from "../record/record.ts";
import { check, wanting, type Finding } from "./finding.ts";
import { tagMembers } from "./registration.ts";

/** A registration as it was sent and answered. */
export interface Told {
  readonly input: JsonObject;
  readonly cluster: JsonObject;
}

const EXPECTED = "200 with the cluster as registered";

/** Members that a cluster keeps from its registration to its description. */
export function sameCluster({ cluster, input }: Told, reply: Reply): Finding {
  const described = clusterOf(reply) ?? {};
  const config = (of: JsonObject): JsonObject => (isJsonObject(of["connectorConfig"]) ? of["connectorConfig"] : {});
  const pairs: [string, JsonValue | undefined, JsonValue | undefined][] = [
    ["/cluster/name", input["name"], described["name"]],
    ["/cluster/arn", cluster["arn"], described["arn"]],
    ["/cluster/createdAt", cluster["createdAt"], described["createdAt"]],
    [TAGS, sorted(input["tags"]), sorted(described["tags"])],
    ...["activationId", "activationExpiry", "provider", "roleArn"].map(
      (member): [string, JsonValue | undefined, JsonValue | undefined] => [
        `/cluster/connectorConfig/${member}`,
        config(cluster)[member],
        config(described)[member],
      ],
    ),
  ];
  const known = pairs.filter(([, before]) => (before ?? null) !== null);
  const members = known.flatMap(([at, before]): MemberForm[] =>
    at === TAGS && isJsonObject(input["tags"])
      ? tagMembers(at, input["tags"])
      : [{ at, equals: JSON.stringify(before) }],
  );
  const condition = { answers: [objectWith(200)], members, settles: true };
  if (reply.status !== 200 || clusterOf(reply) === undefined) {
    return unlessNoWord(reply, wanting(check(false, EXPECTED, describeReply(reply)), condition));
  }
  const differences: Difference[] = known
    .filter(([, before, now]) => JSON.stringify(before) !== JSON.stringify(now))
    .map(([at, before, now]) => ({ at, expected: JSON.stringify(before), received: JSON.stringify(now) ?? "absent" }));
  const received =
    differences.length === 0 ? "as registered" : `other values at ${differences.map(({ at }) => at).join(", ")}`;
  return wanting(check(differences.length === 0, EXPECTED, received, differences), condition);
}

const TAGS = "/cluster/tags";

/** No tags are the same as none: members may be absent. */
function sorted(tags: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(tags)) return tags;
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : entries;
}

/** The cluster of that name, and no other. */
export function deregisterAnswer(reply: Reply, name: string): Finding {
  const cluster = clusterOf(reply);
  const same = cluster?.["name"] === name;
  const received = cluster !== undefined && !same ? `${reply.status} with another cluster` : describeReply(reply);
  const finding = check(reply.status === 200 && same, "200 with the cluster of that name", received);
  return unlessNoWord(reply, wanting(finding, ofName(name)));
}

/** What the answer to a deregistration shows of the cluster, by requirement. */
export function departure(told: Pick<Told, "cluster">, reply: Reply): (readonly [requirement: string, Finding])[] {
  return [
    ["deregister.same-cluster", sameDeparted(told, reply)],
    ["deregister.no-activation-code", withoutActivationCode(reply)],
  ];
}

/** What the answer to a deregistration shows of the cluster is as it was told at its registration; it may show less. */
export function sameDeparted({ cluster }: Pick<Told, "cluster">, reply: Reply): Finding {
  const shown = clusterOf(reply) ?? {};
  const members = DEPARTED.map((at) => ({
    at: `/cluster${at}`,
    before: valueAt(cluster, at) ?? null,
    now: valueAt(shown, at) ?? null,
  })).filter(({ before, now }) => before !== null && now !== null);
  const differences = members
    .filter(({ before, now }) => JSON.stringify(before) !== JSON.stringify(now))
    .map(({ at, before, now }) => ({ at, expected: JSON.stringify(before), received: JSON.stringify(now) }));
  const others = `other values at ${differences.map(({ at }) => at).join(", ")}`;
  const received = differences.length === 0 ? "as registered" : others;
  return check(differences.length === 0, "the cluster as it was registered", received, differences);
}

const DEPARTED = [
  "/arn",
  "/createdAt",
  ...["activationId", "activationExpiry", "provider", "roleArn"].map((member) => `/connectorConfig/${member}`),
];

/** The code is told once, in the answer to the registration. */
export function withoutActivationCode(reply: Reply): Finding {
  const at = "/connectorConfig/activationCode";
  const code = valueAt(clusterOf(reply) ?? {}, at) ?? null;
  const finding = check(code === null, "no activationCode", code === null ? "no activationCode" : "an activationCode");
  return wanting(finding, { members: [{ at: `/cluster${at}`, absent: true }] });
}

/** 200 with the cluster of this name. */
export function ofName(name: string): Condition {
  return { answers: [objectWith(200)], members: [{ at: "/cluster/name", equals: JSON.stringify(name) }] };
}

/** A pace, no connection, or credentials that have expired say nothing of a cluster. */
function unlessNoWord(reply: Reply, finding: Finding): Finding {
  return isUnreachable(reply) || isThrottled(reply) || saysExpired(reply) ? { ...finding, grade: "unclear" } : finding;
}
