import { describe, expect, test } from "@jest/globals";
import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import {
  departure,
  deregisterAnswer,
  ofName,
  sameCluster,
  sameDeparted,
  withoutActivationCode,
} from "#suites/oracles/clusters/cluster-answers.ts";
import { aFailedExchange, aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

const CONFIG: JsonObject = { activationId: "id", activationExpiry: 9, provider: "OTHER", roleArn: "role" };
const CLUSTER: JsonObject = { name: "a", arn: "arn:a", createdAt: 7, connectorConfig: CONFIG };
const TOLD = { input: { name: "a", tags: { b: "1", c: "2" } }, cluster: CLUSTER };
const DESCRIBED: JsonObject = { ...CLUSTER, tags: { c: "2", b: "1" } };

const described = (cluster: JsonValue, status = 200) => aReply({ status, body: { cluster } });
const withConfig = (changes: JsonObject): JsonObject => ({ ...DESCRIBED, connectorConfig: { ...CONFIG, ...changes } });

const EXPIRED = anError(403, "ExpiredTokenException");
const NO_WORD = [
  ["the pace", aReply({ status: 429, body: {} })],
  ["an outage", aReply({ status: 503, body: {} })],
  ["no connection", aFailedReply("refused")],
  ["credentials that have expired", EXPIRED],
] as const;

describe("a cluster is described as it was registered", () => {
  test.each<[string, JsonObject]>([
    ["with its tags in any order", DESCRIBED],
    ["and more", { ...DESCRIBED, status: "ACTIVE", health: null }],
    ["in a later state", { ...DESCRIBED, status: "FAILED" }],
    ["and its code is not told again", withConfig({ activationCode: null })],
  ])("%s", (_what, cluster) => {
    expect(sameCluster(TOLD, described(cluster)).grade).toBe("met");
  });

  test.each<[string, JsonObject, string]>([
    ["another name", { ...DESCRIBED, name: "A" }, "/cluster/name"],
    ["another ARN", { ...DESCRIBED, arn: "arn:b" }, "/cluster/arn"],
    ["no time of its creation", { ...DESCRIBED, createdAt: null }, "/cluster/createdAt"],
    ["a tag less", { ...DESCRIBED, tags: { b: "1" } }, "/cluster/tags/c"],
    ["another activation", withConfig({ activationId: "other" }), "/cluster/connectorConfig/activationId"],
    ["another expiry", withConfig({ activationExpiry: 10 }), "/cluster/connectorConfig/activationExpiry"],
    ["another provider", withConfig({ provider: "EKS" }), "/cluster/connectorConfig/provider"],
    ["another role", withConfig({ roleArn: "other" }), "/cluster/connectorConfig/roleArn"],
  ])("not with %s", (_what, cluster, at) => {
    const finding = sameCluster(TOLD, described(cluster));
    expect(finding).toMatchObject({ grade: "missed", condition: { settles: true } });
    const [difference] = finding.differences ?? [];
    expect(finding.differences?.map((each) => each.at)).toEqual([at]);
    expect(finding.expected).toBe(`200 with the cluster as registered: ${at} ${difference?.expected ?? ""}`);
    expect(finding.received).toBe(`${at} ${difference?.received ?? ""}`);
  });

  test.each<[JsonValue | undefined, string, string]>([
    [{}, "/cluster/tags/b", "absent"],
    [null, "/cluster/tags", "null"],
    [undefined, "/cluster/tags", "absent"],
  ])("not with %j for its tags", (tags, at, received) => {
    const cluster = tags === undefined ? CLUSTER : { ...CLUSTER, tags };
    expect(sameCluster(TOLD, described(cluster)).differences?.[0]).toMatchObject({ at, received });
  });

  test("what is nested more deeply than it can be written is another value, too", () => {
    const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`) as JsonValue;
    const cluster: JsonObject = { ...DESCRIBED, arn: deep };
    const reply: Reply = { ...described({}), json: { cluster } };
    expect(sameCluster(TOLD, reply)).toMatchObject({
      grade: "missed",
      received: '/cluster/arn "a value that is nested too deeply to be shown"',
    });
    expect(sameDeparted({ cluster: CLUSTER }, reply)).toMatchObject({ grade: "missed" });
    expect(sameDeparted({ cluster }, reply)).toMatchObject({ grade: "met" });
  });

  test.each<[string, JsonObject, JsonObject]>([
    ["it was registered without tags", { name: "a" }, CLUSTER],
    ["it was registered with no tags, and none are shown", { name: "a", tags: {} }, CLUSTER],
  ])("where %s", (_what, input, cluster) => {
    expect(sameCluster({ ...TOLD, input }, described(cluster)).grade).toBe("met");
  });

  test("of what its registration did not tell, whatever is shown", () => {
    const told = { input: { name: "a" }, cluster: { name: "a", arn: null } };
    expect(sameCluster(told, described(CLUSTER)).grade).toBe("met");
  });

  test.each<[string, ReturnType<typeof aReply>, string]>([
    ["by another status", described(DESCRIBED, 202), "202"],
    ["by no cluster", aReply({ status: 200, body: {} }), "200"],
    ["by a refusal", anError(404, "ResourceNotFoundException"), "404 ResourceNotFoundException"],
  ])("not %s", (_what, reply, received) => {
    expect(sameCluster(TOLD, reply)).toMatchObject({ grade: "missed", received });
  });

  test.each(NO_WORD)("which nobody can say by %s", (_what, reply) => {
    expect(sameCluster(TOLD, reply).grade).toBe("unclear");
  });
});

describe("a deregistration answers with the cluster of that name", () => {
  test("and with no other", () => {
    expect(deregisterAnswer(described(CLUSTER), "a").grade).toBe("met");
    expect(deregisterAnswer(described(CLUSTER), "b")).toMatchObject({
      grade: "missed",
      received: "200 with another cluster",
      condition: ofName("b"),
    });
    expect(deregisterAnswer(described(CLUSTER, 204), "a").grade).toBe("missed");
    expect(deregisterAnswer(aReply({ status: 200, body: {} }), "a")).toMatchObject({
      grade: "missed",
      received: "200",
    });
  });

  test("which nobody can say where an attempt before had no answer, and may have removed it", () => {
    const unknown = anError(404, "ResourceNotFoundException");
    expect(deregisterAnswer(unknown, "a").grade).toBe("missed");
    expect(deregisterAnswer({ ...unknown, earlier: [aFailedExchange("reset")] }, "a").grade).toBe("unclear");
  });

  test.each(NO_WORD)("which nobody can say by %s", (_what, reply) => {
    expect(deregisterAnswer(reply, "a").grade).toBe("unclear");
  });
});

describe("what the answer to a deregistration shows", () => {
  test("is as it was, and may be less", () => {
    expect(sameDeparted(TOLD, described(CLUSTER)).grade).toBe("met");
    expect(sameDeparted(TOLD, described({ name: "a", arn: null })).grade).toBe("met");
    expect(sameDeparted({ cluster: {} }, described(CLUSTER)).grade).toBe("met");
  });

  test("is no other", () => {
    const other = { ...CLUSTER, arn: "arn:b", connectorConfig: { ...CONFIG, roleArn: "other" } };
    expect(sameDeparted(TOLD, described(other))).toMatchObject({
      grade: "missed",
      expected: 'the cluster as it was registered: /cluster/arn "arn:a"',
      received: '/cluster/arn "arn:b"; and other values at /cluster/connectorConfig/roleArn',
    });
  });

  test("is not the activation's code, which is told once", () => {
    expect(withoutActivationCode(described(CLUSTER)).grade).toBe("met");
    expect(withoutActivationCode(described(withConfig({ activationCode: null }))).grade).toBe("met");
    expect(withoutActivationCode(described(withConfig({ activationCode: "secret" })))).toMatchObject({
      grade: "missed",
      received: "an activationCode",
    });
  });

  test("is judged by a requirement each", () => {
    expect(departure(TOLD, described(CLUSTER)).map(([id, { grade }]) => `${id} ${grade}`)).toEqual([
      "deregister.no-activation-code met",
      "deregister.same-cluster met",
    ]);
  });

  test("shows the status DELETING, if any", () => {
    const statusOf = (status: string | null) => {
      const found = new Map(departure(TOLD, described({ ...CLUSTER, status })));
      return found.get("deregister.status-deleting")?.grade;
    };
    expect(statusOf("DELETING")).toBe("met");
    expect(statusOf("ACTIVE")).toBe("missed");
    expect(statusOf(null)).toBeUndefined();
  });
});
