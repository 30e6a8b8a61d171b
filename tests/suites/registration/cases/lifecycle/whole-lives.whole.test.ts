import { describe, expect, test } from "@jest/globals";
import { wholeLifeCases } from "../../../../../suites/registration/cases/lifecycle/whole-lives.ts";
import type { Verdict } from "../../../../../suites/record/verdicts/verdict.ts";
import { contract } from "../../../bundled-contract.ts";
import type { Patch } from "../../../../../reference/fault.ts";
import type { DrawnChange } from "../../../../../reference/drawn/drawn-change.ts";
import { clusterChanges } from "../../../../../reference/drawn/cluster-changes.ts";
import { CONDITIONS } from "../../../../../reference/drawn/drawn-condition.ts";
import { errorChanges } from "../../../../../reference/drawn/error-changes.ts";
import { LIST_CHANGES } from "../../../../../reference/drawn/list-changes.ts";
import { patchOf } from "../../../../../reference/drawn/drawn-rule.ts";
import { TAG_CHANGES, TAG_LIST_CHANGES, UNTAG_CHANGES } from "../../../../../reference/drawn/tag-changes.ts";
import type { OperationName } from "../../../../../reference/wire/route.ts";
import { caseOf, judgeCase } from "../judge-case.ts";

const CASES = wholeLifeCases(contract, { prefix: "ecf-test-", fixtures: {}, dictionary: [] });

/** The requirements that any of the cases finds not met. */
async function failing(patch?: Patch): Promise<string[]> {
  const failed = new Set<string>();
  for (const subject of CASES) {
    const { verdicts } = await judgeCase(subject, patch === undefined ? {} : { patch });
    for (const [id, verdict] of Object.entries<Verdict>(verdicts)) if (verdict === "fail") failed.add(id);
  }
  return [...failed];
}

test("are fewer than twenty, and the reference implementation passes each", async () => {
  expect(CASES.length).toBeGreaterThan(8);
  expect(CASES.length).toBeLessThan(20);
  expect(await failing()).toEqual([]);
});

test("judge all that they say they do", async () => {
  for (const subject of CASES) {
    const { verdicts } = await judgeCase(subject);
    expect(subject.requirements.filter((id) => verdicts[id] !== "pass")).toEqual([]);
  }
});

const SUCCESSES: Readonly<Record<OperationName, readonly DrawnChange[]>> = {
  RegisterCluster: clusterChanges("RegisterCluster"),
  DescribeCluster: clusterChanges("DescribeCluster"),
  DeregisterCluster: clusterChanges("DeregisterCluster"),
  ListClusters: LIST_CHANGES,
  TagResource: TAG_CHANGES,
  UntagResource: UNTAG_CHANGES,
  ListTagsForResource: TAG_LIST_CHANGES,
};

/** The drawn fault of these words. */
function drawn(operation: OperationName, outcome: "success" | "error", does: string, when: string): Patch {
  const change = (outcome === "error" ? errorChanges(operation) : SUCCESSES[operation]).find(
    (each) => each.words === does,
  );
  const condition = CONDITIONS.find(({ words }) => words === `when the ${when}` || words === `in ${when} such answer`);
  if (change === undefined || condition === undefined) throw new Error(`nothing is drawn as ${does} ${when}`);
  return patchOf({ operation, outcome, change, condition });
}

describe("show what breaks for one look alone", () => {
  test.each<[string, OperationName, "success" | "error", string, string]>([
    ["describe.after-register", "DescribeCluster", "success", "sends no arn", "name has no hyphen"],
    [
      "describe.response.cluster.tags",
      "DescribeCluster",
      "success",
      "sends true as the tags",
      "name has one character",
    ],
    ["register.echo.tags", "RegisterCluster", "success", "sends all tags but the last", "name has one character"],
    ["deregister.response.body", "DeregisterCluster", "success", "sends a list around the body", "name has no hyphen"],
    ["api.error.type", "DescribeCluster", "error", "does not name the error", "name has a hundred characters"],
    ["deregister.twice", "DeregisterCluster", "error", "answers with status 200", "name begins with a capital"],
    ["api.error.json", "RegisterCluster", "error", "sends no body", "provider is OPENSHIFT"],
    ["tag-resource.puts", "TagResource", "success", "does not change the tags", "provider is GKE"],
    ["untag-resource.takes-off", "UntagResource", "success", "does not change the tags", "cluster has fifty tags"],
    ["tag-resource.puts", "ListTagsForResource", "success", "calls the tags Tags", "name has one character"],
    ["list.include-all", "ListClusters", "success", "does not list a cluster", "provider is AKS"],
    ["list.paging", "ListClusters", "success", "lists a cluster twice", "cluster has ten tags or more"],
    ["list.response.clusters", "ListClusters", "success", "lists a name in an object", "cluster has two to nine tags"],
  ])("%s: %s, %s, %s when the %s", async (requirement, operation, outcome, does, when) => {
    expect(await failing(drawn(operation, outcome, does, when))).toContain(requirement);
  });
});

test("ask for the tags of clusters that nobody has", async () => {
  const [subject = caseOf([], "a life")] = CASES;
  const errors = (does: string): Patch => drawn("ListTagsForResource", "error", does, "every second");
  const { verdicts: cut } = await judgeCase(subject, { patch: errors("sends half of the body") });
  expect(cut["api.error.json"]).toBe("fail");
  const { verdicts: taken } = await judgeCase(subject, { patch: errors("answers with status 200") });
  expect(taken["list-tags-for-resource.error.unknown-resource"]).toBe("fail");
});

test("let a cluster that was deregistered be there for a while", async () => {
  const [subject = caseOf([], "a life")] = CASES;
  const lagging = drawn("ListTagsForResource", "error", "answers with status 200", "every third");
  const { verdicts } = await judgeCase(subject, { patch: lagging });
  expect(verdicts["list-tags-for-resource.error.unknown-resource"]).toBe("pass");
});
