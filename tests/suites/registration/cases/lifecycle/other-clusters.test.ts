import { describe, expect, test } from "@jest/globals";
import { OTHER_CLUSTER_CASES } from "../../../../../suites/registration/cases/lifecycle/other-clusters.ts";
import type { Verdict } from "../../../../../suites/record/verdicts/verdict.ts";
import { caseOf, faultsFound, judgeCase } from "../judge-case.ts";

test.each(OTHER_CLUSTER_CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  const { verdicts, target } = await judgeCase(subject);
  expect(Object.fromEntries(subject.requirements.map((id) => [id, verdicts[id]]))).toEqual(
    Object.fromEntries(subject.requirements.map((id) => [id, "pass"])),
  );
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(target.reference.clusterNames()).toEqual([]);
});

describe("the other clusters show a server that", () => {
  test.each<[string, string, Record<string, Verdict>]>([
    ["deregister", "deregistration-loses-a-neighbour", { "describe.after-register": "fail" }],
    ["deregister", "deregister-takes-longer-names-with-it", { "describe.after-register": "fail" }],
    ["deregister", "cluster-forgotten-once-described", { "describe.after-register": "fail" }],
    ["deregister", "describe-of-latest-cluster", { "describe.error.unknown-name": "fail" }],
    ["lives-of-a-name", "third-registration-of-a-name-refused", { "register.again": "fail" }],
    ["lives-of-a-name", "cluster-registered-again-not-listed", { "list.include-all": "fail" }],
    ["refused-repeat", "taken-name-refused-but-overwritten", { "register.rejected-leaves-no-state": "fail" }],
    ["refused-repeat", "taken-name-refused-but-tags-merged", { "register.rejected-leaves-no-state": "fail" }],
    [
      "refused-repeat",
      "token-refused-for-other-tags-but-tags-replaced",
      { "register.rejected-leaves-no-state": "fail" },
    ],
  ])("%s: %s", async (id, fault, found) => {
    expect(await faultsFound(caseOf(OTHER_CLUSTER_CASES, `other-clusters/${id}`), { fault })).toMatchObject(found);
  });

  test("lives-of-a-name: registered-again-with-old-tags", async () => {
    const subject = caseOf(OTHER_CLUSTER_CASES, "other-clusters/lives-of-a-name");
    const { verdicts } = await judgeCase(subject, { fault: "registered-again-with-old-tags" });
    expect(verdicts["register.echo.tags"]).toBe("fail");
  });

  test("refused-repeat: a repeat that succeeds is no matter of what a refusal leaves", async () => {
    const subject = caseOf(OTHER_CLUSTER_CASES, "other-clusters/refused-repeat");
    const { verdicts } = await judgeCase(subject, { fault: "name-replays-whatever-the-token" });
    expect(verdicts["register.rejected-leaves-no-state"]).toBeUndefined();
  });

  test.each(["describe-with-another-created-at", "describe-with-another-arn", "describe-finds-nothing"])(
    "refused-repeat: %s, which is not of a refusal's making",
    async (fault) => {
      const subject = caseOf(OTHER_CLUSTER_CASES, "other-clusters/refused-repeat");
      const { verdicts } = await judgeCase(subject, { fault });
      expect(verdicts["register.rejected-leaves-no-state"]).toBeUndefined();
    },
  );
});
