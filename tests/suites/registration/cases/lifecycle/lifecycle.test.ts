import { describe, expect, test } from "@jest/globals";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import { sameCluster, sameDeparted, withoutActivationCode } from "#suites/oracles/clusters/cluster-answers.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { anError, aReply } from "#tests/suites/made-replies.ts";
import type { Script } from "#tests/suites/fake-target.ts";
import {
  caseOf,
  faultsFound,
  judgeCase,
  ownVerdicts,
  refusing,
  type Endpoint,
} from "#tests/suites/registration/cases/judge-case.ts";

test.each(LIFECYCLE_CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  const { verdicts, target } = await judgeCase(subject, { existing: { eks: ["cluster-of-eks"] } });
  expect(Object.fromEntries(subject.requirements.map((id) => [id, verdicts[id]]))).toEqual(
    Object.fromEntries(subject.requirements.map((id) => [id, "pass"])),
  );
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(target.reference.clusterNames()).toEqual(["cluster-of-eks"]);
});

describe("a description after the registration", () => {
  const subject = caseOf(LIFECYCLE_CASES, "lifecycle/describe-after-register");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    [
      "that shows the activation code",
      {
        patch: (to) => ({
          ...to,
          connectorDocument: (connector, view, call) => ({
            ...to.connectorDocument(connector, view, call),
            activationCode: connector.activationCode,
          }),
        }),
      },
      { "describe.no-activation-code": "warn" },
    ],
    [
      "without tags",
      {
        patch: (to) => ({
          ...to,
          tagsDocument: (tags, view, call) => (view === "DescribeCluster" ? {} : to.tagsDocument(tags, view, call)),
        }),
      },
      { "describe.after-register": "fail" },
    ],
    [
      "of a cluster that is not there",
      { script: refusing("GET", 404, "ResourceNotFoundException") },
      {
        "describe.after-register": "fail",
        "describe.no-activation-code": undefined,
      },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    expect(await faultsFound(subject, endpoint)).toEqual(faults);
  });

  test("is waited for, where reads lag behind writes", async () => {
    let reads = 0;
    const script: Script = (request, number, work) =>
      request.method === "GET" && (reads += 1) < 4
        ? refusing("GET", 404, "ResourceNotFoundException")(request, number, work)
        : work();
    expect(await faultsFound(subject, { script })).toEqual({});
  });

  test("says nothing where nothing can be registered", async () => {
    const own = await ownVerdicts(subject, { script: refusing("POST", 400, "InvalidParameterException") });
    expect(new Set(Object.values(own))).toEqual(new Set(["inconclusive"]));
  });
});

describe("the same cluster, registered and described", () => {
  const cluster: JsonObject = {
    name: "a",
    arn: "arn",
    createdAt: 1,
    status: "CREATING",
    tags: { a: "1", b: "2" },
    connectorConfig: { activationId: "i", activationCode: "c", activationExpiry: 2, provider: "OTHER", roleArn: "r" },
  };
  const input: JsonObject = { name: "a", tags: { a: "1", b: "2" } };
  const compare = (described: JsonObject | undefined, registered: JsonObject = cluster, sent = input) =>
    sameCluster(
      { input: sent, cluster: registered },
      described === undefined
        ? anError(404, "ResourceNotFoundException")
        : aReply({ status: 200, body: { cluster: described } }),
    );

  test.each<[string, JsonObject]>([
    ["as it was", cluster],
    ["with another status", { ...cluster, status: "ACTIVE" }],
    ["with tags in another order", { ...cluster, tags: { b: "2", a: "1" } }],
    [
      "without the code",
      { ...cluster, connectorConfig: { activationId: "i", activationExpiry: 2, provider: "OTHER", roleArn: "r" } },
    ],
    ["with more members", { ...cluster, hint: {} }],
  ])("%s", (_what, described) => {
    expect(compare(described)).toEqual({
      grade: "met",
      expected: "200 with the cluster as registered",
      received: "as registered",
    });
  });

  test.each<[string, JsonObject]>([
    ["left out", { ...cluster, tags: null }],
    ["as they are", { ...cluster, tags: {} }],
  ])("no tags, %s", (_what, described) => {
    expect(compare(described, cluster, { name: "a", tags: {} })).toMatchObject({ grade: "met" });
  });

  test.each<[string, JsonObject]>([
    ["/cluster/name", { ...cluster, name: "A" }],
    ["/cluster/arn", { ...cluster, arn: "other" }],
    ["/cluster/createdAt", { ...cluster, createdAt: 2 }],
    ["/cluster/createdAt", { ...cluster, createdAt: "1" }],
    ["/cluster/tags/b", { ...cluster, tags: { a: "1" } }],
    ["/cluster/tags/a", { ...cluster, tags: { a: "2", b: "2" } }],
    ["/cluster/tags", { ...cluster, tags: null }],
    ...["activationId", "activationExpiry", "provider", "roleArn"].map((member): [string, JsonObject] => [
      `/cluster/connectorConfig/${member}`,
      { ...cluster, connectorConfig: { ...(cluster["connectorConfig"] as JsonObject), [member]: "other" } },
    ]),
  ])("another at %s", (at, described) => {
    const finding = compare(described);
    expect(finding.grade).toBe("missed");
    expect(finding.differences?.map((each) => each.at)).toEqual([at]);
  });

  test("without a connector lacks its members, and what was not there before is not asked for", () => {
    const { connectorConfig, ...bare } = cluster;
    expect(compare(bare).differences?.map(({ at, received }) => [at, received])).toEqual(
      ["activationId", "activationExpiry", "provider", "roleArn"].map((member) => [
        `/cluster/connectorConfig/${member}`,
        "absent",
      ]),
    );
    expect(compare({ ...cluster, arn: "new" }, { ...cluster, arn: null }).grade).toBe("met");
    expect(compare(cluster, cluster, { name: "a" }).grade).toBe("met");
    expect(connectorConfig).toBeDefined();
  });

  test("that cannot be described is told by the answer", () => {
    expect(compare(undefined)).toMatchObject({ grade: "missed", received: "404 ResourceNotFoundException" });
  });
});

describe("deregistration", () => {
  const subject = caseOf(LIFECYCLE_CASES, "lifecycle/deregister");
  const described = caseOf(LIFECYCLE_CASES, "lifecycle/describe-after-deregister");

  test.each<[string, Endpoint, Record<string, Verdict | undefined>]>([
    [
      "that leaves the cluster",
      { patch: (to) => ({ ...to, removeCluster: () => undefined }) },
      { "describe.after-deregister": "fail", "deregister.twice": "fail", "register.again": "fail" },
    ],
    [
      "with another status in its answer",
      {
        patch: (to) => ({
          ...to,
          clusterDocument: (cluster, view, call) => ({ ...to.clusterDocument(cluster, view, call), status: "ACTIVE" }),
        }),
      },
      { "deregister.status-deleting": "warn" },
    ],
    [
      "that answers with another cluster",
      {
        patch: (to) => ({
          ...to,
          clusterDocument: (cluster, view, call) => ({
            ...to.clusterDocument(cluster, view, call),
            ...(view === "DeregisterCluster" ? { name: "other" } : {}),
          }),
        }),
      },
      { "deregister.answer": "fail" },
    ],
    [
      "that answers with nothing",
      {
        patch: (to) => ({
          ...to,
          clusterEnvelope: (cluster, view, call) =>
            view === "DeregisterCluster" ? {} : to.clusterEnvelope(cluster, view, call),
        }),
      },
      { "deregister.answer": "fail", "deregister.status-deleting": undefined },
    ],
    [
      "with another status code",
      {
        patch: (to) => ({
          ...to,
          successStatus: (call) => (call.route?.operation === "DeregisterCluster" ? 202 : 200),
        }),
      },
      { "deregister.route": "fail", "deregister.answer": "fail" },
    ],
    [
      "after which the name stays taken",
      {
        script: (() => {
          const registered = new Set<string>();
          const isRepeated = (body: string) => registered.size === registered.add(body).size;
          return (request, number, work) =>
            request.method === "POST" && isRepeated(new TextDecoder().decode(request.body))
              ? refusing("POST", 400, "InvalidParameterException")(request, number, work)
              : work();
        })(),
      },
      { "register.again": "fail" },
    ],
    [
      "after which the same activation comes back",
      { patch: (to) => ({ ...to, activationId: () => "same", activationCode: () => "same" }) },
      { "register.again": "fail" },
    ],
    [
      "after which nothing is known by another error",
      {
        patch: (to) => ({
          ...to,
          errorHeaders: (refusal, call) =>
            refusal.code === "ResourceNotFoundException"
              ? [["x-amzn-errortype", "NotFoundException"]]
              : to.errorHeaders(refusal, call),
        }),
      },
      { "describe.after-deregister": "fail", "deregister.twice": "fail" },
    ],
  ])("%s", async (_what, endpoint, faults) => {
    const found = [await faultsFound(subject, endpoint), await faultsFound(described, endpoint)];
    expect(Object.assign({}, ...found)).toEqual(faults);
  });

  test("that is refused ends the story", async () => {
    const own = await ownVerdicts(subject, { script: refusing("DELETE", 409, "ResourceInUseException") });
    expect(own).toMatchObject({ "deregister.route": "pass", "deregister.answer": "fail" });
    expect(own["describe.after-deregister"]).toBeUndefined();
    expect(own["register.again"]).toBeUndefined();
  });
});

describe("the answer to a deregistration", () => {
  const cluster = {
    name: "a",
    arn: "arn:aws:eks:us-east-1:111122223333:cluster/a",
    createdAt: 1,
    connectorConfig: { activationId: "i", activationCode: "c", activationExpiry: 2, provider: "OTHER", roleArn: "r" },
  };
  const answered = (shown: JsonObject) => aReply({ status: 200, body: { cluster: shown } });

  test.each<[string, JsonObject, string]>([
    ["all but the code", { ...cluster, connectorConfig: { activationId: "i", provider: "OTHER" } }, "met"],
    ["less of the cluster", { name: "a" }, "met"],
    ["nulls", { name: "a", arn: null, connectorConfig: null }, "met"],
    ["another time", { ...cluster, createdAt: 3 }, "missed"],
    ["another activation", { ...cluster, connectorConfig: { activationId: "j" } }, "missed"],
  ])("shows %s: %s", (_what, shown, grade) => {
    expect(sameDeparted({ cluster }, answered(shown)).grade).toBe(grade);
  });

  test("shows the activation code, which is told once", () => {
    expect(withoutActivationCode(answered(cluster)).grade).toBe("missed");
    expect(withoutActivationCode(answered({ name: "a" })).grade).toBe("met");
  });
});
