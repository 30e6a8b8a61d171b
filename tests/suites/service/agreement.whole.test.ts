import { describe, expect, test } from "@jest/globals";
import { SERVICE_VARIANTS } from "../../../reference/service/variants.ts";
import { answered, habitsOf, runWhole, withVerdict } from "./whole-service.ts";

describe("operations that contradict each other about one resource", () => {
  test.each([
    ["describe-nodegroup.created-at.changed", "describe-nodegroup.agrees", "fail"],
    ["list-capabilities.arn.changed", "list-capabilities.agrees.capability", "fail"],
    ["delete-fargate-profile.created-at.changed", "delete-fargate-profile.agrees", "fail"],
    ["update-access-entry.the-rest.not-minded", "update-access-entry.keeps", "warn"],
    ["create-nodegroup.readiness.not-minded", "create-nodegroup.ready", "warn"],
    ["describe-nodegroup.parent.not-minded", "describe-nodegroup.elsewhere", "fail"],
    ["delete-nodegroup.parent.not-minded", "delete-nodegroup.elsewhere", "fail"],
    ["list-nodegroups.parent.not-minded", "list-nodegroups.elsewhere.nodegroup", "fail"],
    ["delete-cluster.children.not-minded", "delete.held", "fail"],
    ["delete-cluster.protection.not-minded", "delete.protected", "fail"],
    ["delete-capability.effect.missing", "delete-capability.ends", "warn"],
    ["list-pod-identity-associations.namespace.not-filtered", "list-pod-identity-associations.filters", "fail"],
    ["describe-cluster-versions.default-only.not-filtered", "describe-cluster-versions.filters", "fail"],
  ])("%s is told by %s", async (fault, requirement, verdict) => {
    const run = await runWhole({ habits: habitsOf(fault), select: [requirement] });
    expect(run.verdicts.get(requirement)).toBe(verdict);
    const sound = await runWhole({ select: [requirement] });
    expect(sound.verdicts.get(requirement)).toBe("pass");
  });

  test("a server that crashes over what it has to refuse is not charged with letting it through", async () => {
    const run = await runWhole({
      select: ["delete.held"],
      instead: ({ method, path }) =>
        method === "DELETE" && /^\/clusters\/[^/]+$/.test(path) ? answered(500, {}, "ServerException") : undefined,
    });
    expect(run.verdicts.get("delete.held")).toBe("inconclusive");
  });

  test("a member that the creation showed and the description lost is a warning", async () => {
    const run = await runWhole({
      select: ["describe-nodegroup.agrees.members"],
      instead: async (request, pass) => {
        const response = await pass(request);
        if (request.method !== "GET" || !/\/node-groups\/[^/]+$/.test(request.path)) return response;
        return { ...response, body: String(response.body).replace(/"nodeRole":"[^"]*",?/, "") };
      },
    });
    expect(run.verdicts.get("describe-nodegroup.agrees.members")).toBe("warn");
    expect(JSON.stringify(run.record)).toContain("nothing at /nodeRole");
  });
});

describe("what a conforming server may do", () => {
  const own = SERVICE_VARIANTS.filter(({ patch }) => patch === undefined);

  test("there are forty at least, each with a name of its own", () => {
    expect(SERVICE_VARIANTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(SERVICE_VARIANTS.map(({ id }) => id)).size).toBe(SERVICE_VARIANTS.length);
  });

  // All of it, on each of them: `selftest --spec eks --all`.
  test.each(own.map((variant) => [variant.id, variant] as const))("%s is not charged", async (_id, { habits = {} }) => {
    const select = ["*.agrees*", "*.elsewhere*", "*.held", "*.protected", "*.filters", "*.keeps", "delete*.gone"];
    const run = await runWhole({ habits, select });
    expect(withVerdict(run, "fail", "inconclusive")).toEqual([]);
    expect(run.left).toEqual([]);
  });
});
