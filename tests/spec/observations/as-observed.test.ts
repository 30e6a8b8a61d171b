import { describe, expect, test } from "@jest/globals";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import { idsShown } from "#spec/observations/as-observed.ts";
import type { Observation } from "#spec/observations/observation.ts";
import type { Requirement } from "#spec/requirement.ts";

const byId = (spec: string): Map<string, Requirement> =>
  new Map(readSpec(spec).requirements.map((requirement) => [requirement.id, requirement]));
const own = byId("register-cluster");
const eks = byId("eks");
const SEEN = { id: "O1", sent: "something", source: "a/b#1", date: "2024", seen: "raw" } as const;

describe("an observation shows", () => {
  const contract = loadEksContract();
  const shown = (observation: Partial<Observation>) =>
    idsShown(contract, { ...SEEN, operation: "DescribeNodegroup", ...observation });

  test("the status of an error that the operation declares with it", () => {
    const error = "ResourceNotFoundException";
    expect(shown({ status: 404, error })).toEqual(["describe-nodegroup.error.resource-not-found.status"]);
    expect(shown({ status: 400, error })).toEqual([]);
    expect(shown({ error })).toEqual([]);
    expect(shown({ status: 409, error: "ResourceInUseException" })).toEqual([]);
  });

  test("the members of an answer", () => {
    expect(shown({ answer: { members: ["/nodegroup", "/nodegroup/status"] } })).toEqual([
      "describe-nodegroup.response.body",
      "describe-nodegroup.response.nodegroup",
      "describe-nodegroup.response.nodegroup.status",
    ]);
  });

  test("nothing of a success by an error without a name", () => {
    expect(shown({ status: 409, answer: { members: ["/nodegroup"] } })).toEqual([]);
  });
});

describe("requirements on EKS", () => {
  test("cite what shows them to hold, and stand on that", () => {
    expect(eks.get("describe-nodegroup.unknown")).toMatchObject({
      authority: "observed",
      evidence: "recorded",
      trace: { source: "eks-resources.md" },
      observations: expect.arrayContaining([
        expect.objectContaining({ id: "O51", date: "2020-05-08", seen: "derived" }),
      ]),
    });
    expect(own.get("register.echo.name")?.observations?.map(({ id }) => id)).toEqual(["O42"]);
    expect(eks.get("create-addon.unknown")?.authority).toBe("model");
  });

  test("are as binding as an observation, or the sources, allow", () => {
    const level = (id: string, spec = eks) => [spec.get(id)?.level, spec.get(id)?.levels?.aws];
    expect(level("list-nodegroups.max-results.maximum")).toEqual(["SHOULD", undefined]);
    expect(level("list.max-results.maximum", own)).toEqual(["SHOULD", undefined]);
    expect(level("list-nodegroups.max-results.maximum.accepts")).toEqual(["MUST", undefined]);
    expect(level("list-identity-provider-configs.max-results.maximum")).toEqual(["INFO", undefined]);
    expect(level("describe-cluster-versions.include-all.type")).toEqual(["SHOULD", undefined]);
    expect(level("create-nodegroup.labels.type")).toEqual(["MUST", undefined]);
    expect(level("create-nodegroup.labels.type.accepts")).toEqual(["MUST", "SHOULD"]);
    expect(level("register.tags.type.accepts", own)).toEqual(["MUST", "SHOULD"]);
    expect(level("describe-nodegroup.response.nodegroup.status")).toEqual(["MUST", "INFO"]);
    expect(level("create-nodegroup.capacity-type.enum")).toEqual(["MUST", undefined]);
    expect(level("update-cluster-version.error.throttling.status")).toEqual(["SHOULD", undefined]);
    expect(level("api.no-server-error")).toEqual(["MUST", "SHOULD"]);
    expect(level("untag-resource.tag-keys.items.min-length", own)).toEqual(["SHOULD", undefined]);
    expect(level("list.include.items.enum", own)).toEqual(["SHOULD", undefined]);
    expect(level("delete-eks-anywhere-subscription.gone")).toEqual(["INFO", undefined]);
  });

  test("keep what they said of their level, and say why it is another", () => {
    const remark = own.get("describe.response.cluster.status")?.remark ?? "";
    expect(remark).toMatch(/^Values may be added at any time \(P32\), so on AWS another one is news and no fault\.$/);
    expect(eks.get("list-addons.max-results.minimum")?.remark).toMatch(/within their limits instead of refusing/);
  });

  test("are asked for by the bundled contract, too", () => {
    expect(loadBundledContract().operations.has("RegisterCluster")).toBe(true);
    expect([...own.values()].filter(({ observations }) => observations !== undefined).length).toBeGreaterThan(60);
  });
});
