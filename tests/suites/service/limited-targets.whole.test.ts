import { describe, expect, test } from "@jest/globals";
import type { Habits } from "#reference/service/habits.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { leftBehind } from "#reports/model/standing/left-behind.ts";
import { answered, runWhole, sentIn, withVerdict } from "./whole-service.ts";

/** What EKS documents: one capability of a type, one identity provider, two certificate authorities. */
const crowds: Habits["crowds"] = ({ name }, beside, sent) => {
  const alike = name === "capability" ? beside.filter(({ facts }) => facts["type"] === sent["type"]) : beside;
  const most = { capability: 1, "identity-provider-config": 1, "certificate-authority": 2 }[name] ?? Infinity;
  return alike.length < most ? undefined : `The cluster has ${most} of these already.`;
};

const isUnderWay = ({ kind, settled }: StoredResource): boolean => kind.ready !== undefined && !settled;

describe("a target with the documented limits of a cluster", () => {
  test("comes out 0, its creations judged although the shared resource fills a limit", async () => {
    const select = ["*identity-provider-config*", "*capabilit*", "*certificate-authorit*"];
    const run = await runWhole({ habits: { crowds }, select });
    expect(withVerdict(run, "fail", "warn", "inconclusive")).toEqual([]);
    expect(run.record.outcome.exitCode).toBe(0);
    expect(run.left).toEqual([]);
    // The shared one made room and was created anew: a finding's file may need either.
    const made = run.record.recipes?.filter(({ kind }) => kind === "capability").map(({ id }) => id);
    expect(new Set(made).size).toBeGreaterThan(1);
    expect(Object.fromEntries(run.verdicts)).toMatchObject({
      "associate-identity-provider-config.client-request-token.type.accepts": "pass",
      "create-capability.client-request-token.type.accepts": "pass",
      "delete-capability.gone": "pass",
      "disassociate-identity-provider-config.gone": "pass",
      "delete-certificate-authority.gone": "pass",
    });
  });

  test("is told in its own words where it refuses what must be accepted", async () => {
    const refuses: Habits["crowds"] = ({ name }, beside) =>
      name === "capability" && beside.length === 0 ? undefined : name === "capability" ? "One is enough." : undefined;
    const run = await runWhole({
      habits: { crowds: refuses },
      select: ["create-capability.capability-name.*"],
      instead: ({ method, path }) =>
        method === "DELETE" && path.includes("/capabilities/")
          ? answered(400, { message: "Capabilities stay." }, "InvalidRequestException")
          : undefined,
    });
    const told = JSON.stringify(run.record.requirements);
    expect(told).not.toContain("something else is under way");
    expect(told).toContain("One is enough.");
  });
});

test("what goes with a cluster, and cannot go before it, is no reason to leave its protection untried", async () => {
  const run = await runWhole({
    select: ["delete.protected", "activate-certificate-authority.valid"],
    habits: { holds: ({ kind }) => (kind.name === "certificate-authority" ? "It is in use." : undefined) },
  });
  expect(run.verdicts.get("delete.protected")).toBe("pass");
  expect(run.left).toEqual([]);
});

describe("removal on a target", () => {
  test("where a cluster is protected switches that off first", async () => {
    const run = await runWhole({ select: ["create.shown.optional", "update-cluster-config.*", "delete.*"] });
    const protects = run.requests.length > 0 && run.verdicts.get("create.shown.optional") === "pass";
    expect(protects).toBe(true);
    expect(run.left).toEqual([]);
    expect(run.record.clusters.left).toEqual([]);
    expect(run.tookS).toBeLessThan(60);
  });

  test("where a cluster being created cannot go, asks in turn, and not for half a minute for what came with it", async () => {
    const run = await runWhole({
      select: ["create.name.*", "create.tags.*"],
      habits: {
        looks: 6,
        plants: { "certificate-authority": [{ createdBy: "EKS" }] },
        holds: (resource) =>
          resource.facts["createdBy"] === "EKS" || isUnderWay(resource) ? "It cannot go now." : undefined,
      },
    });
    expect(run.left).toEqual([]);
    expect(run.record.clusters.left).toEqual([]);
    expect(withVerdict(run, "fail")).toEqual([]);
    expect(run.tookS).toBeLessThan(400);
  });

  test("where it goes slowly keeps to --max-live", async () => {
    const run = await runWhole({
      select: ["create.name.*", "create.tags.*", "register.name.*", "list.pages.*"],
      habits: { lasts: 1_000 },
      maxLive: 8,
    });
    expect(run.mostAlive).toBeLessThanOrEqual(8);
    expect(run.mostAlive).toBeGreaterThan(3);
    expect(run.left).toEqual([]);
    expect(run.verdicts.get("create.name.max-length.accepts")).toBe("pass");
  });

  test("where nothing ever goes makes no more than --max-live, and tells what it made", async () => {
    const run = await runWhole({
      select: ["create.name.*", "create.tags.*"],
      habits: { holds: ({ kind }) => (kind.name === "cluster" ? "It stays." : undefined) },
      maxLive: 8,
    });
    expect(run.left.length).toBeLessThanOrEqual(8);
    expect(run.record.clusters.left.length).toBe(run.left.length);
    expect(withVerdict(run, "fail")).toEqual([]);
  });

  test("where active subscriptions stay by the service's rule makes few, and tells them in one line", async () => {
    const run = await runWhole({
      select: ["*eks-anywhere-subscription*"],
      habits: { holds: ({ kind }) => (kind.name === "eks-anywhere-subscription" ? "It is active." : undefined) },
    });
    expect(run.left.length).toBeLessThanOrEqual(3);
    expect(withVerdict(run, "fail")).toEqual([]);
    const told = leftBehind(run.record)?.others ?? [];
    expect(told).toHaveLength(1);
    expect(told[0]?.reason).toMatch(
      /^EKS deletes a subscription only once it is inactive or has expired: DeleteEksAnywhereSubscription answered 400 /,
    );
    expect(run.tookS).toBeLessThan(60);
  });

  test("that names what it made of a number, and shows no tag, is told, with the answer", async () => {
    const run = await runWhole({
      select: ["create.name.type.scalar"],
      instead: (request, pass) => {
        const { name, ...sent } = sentIn(request);
        if (request.method !== "POST" || request.path !== "/clusters" || typeof name === "string") return undefined;
        const called = `n-${String(name).replace(".", "-")}`;
        return pass({ ...request, body: Buffer.from(JSON.stringify({ ...sent, name: called, tags: undefined })) });
      },
    });
    expect(run.left.length).toBeGreaterThan(0);
    const told = run.record.clusters.left;
    expect(told.map(({ name }) => name).sort()).toEqual(run.left.map((name) => `cluster "${name}"`).sort());
    for (const { reason } of told)
      expect(reason).toMatch(
        /^the answer 200 \(case create\/boundary\/name\/.*\) to a request without a name calls it so/,
      );
    expect(run.record.outcome.exitCode).toBe(5);
  });
});

test("an operation that is not there is not judged by what is asked for in vain below another cluster", async () => {
  const run = await runWhole({
    select: ["delete-access-entry.unknown", "delete-capability.unknown", "delete-nodegroup.unknown"],
    instead: ({ path }) =>
      /^\/clusters(?:\/[^/]*(?:\/node-groups(?:\/.*)?)?)?$/.test(path)
        ? undefined
        : { ...answered(404, {}), headers: [["content-type", "text/html"]], body: "<h1>Not Found</h1>" },
  });
  expect(withVerdict(run, "fail", "warn")).toEqual([]);
  expect(Object.fromEntries(run.verdicts)).toMatchObject({
    "delete-access-entry.unknown": "not-implemented",
    "delete-nodegroup.unknown": "pass",
  });
});

test("what is protected is asked to go, too, where creations below it have failed and left a doubt", async () => {
  const { verdicts } = await runWhole({ select: ["delete.protected", "create-nodegroup.error.server.*"] });
  expect(verdicts.get("create-nodegroup.error.server.status")).toBe("pass");
  expect(verdicts.get("delete.protected")).toBe("pass");
});

test("what a target deletes one at a time, and refuses meanwhile, is removed in the end", async () => {
  // Longer than a removal within the run waits for one that is refused.
  let goes = 0;
  const run = await runWhole({
    select: ["list-fargate-profiles.pages.*"],
    instead: async (request, pass) => {
      if (request.method !== "DELETE" || !request.path.includes("/fargate-profiles/")) return pass(request);
      goes += 1;
      return goes % 9 === 0
        ? pass(request)
        : answered(400, { message: "Another is in status DELETING." }, "InvalidParameterException");
    },
  });
  expect(goes).toBeGreaterThan(9);
  expect(run.left).toEqual([]);
});
