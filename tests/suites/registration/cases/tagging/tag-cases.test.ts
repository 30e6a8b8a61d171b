import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { drawnFault } from "../../../../../reference/drawn/drawn-fault.ts";
import { asAnotherError } from "../../../../../reference/variants/answers.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import type { Patch } from "../../../../../reference/fault.ts";
import { TAG_CASES } from "../../../../../suites/registration/cases/tagging/tag-cases.ts";
import { TAG_REFUSAL_CASES } from "../../../../../suites/registration/cases/tagging/tag-refusals.ts";
import { caseOf, judgeCase, ownVerdicts } from "../judge-case.ts";

const CASES = [...TAG_CASES, ...TAG_REFUSAL_CASES];

test.each(CASES)("$id finds nothing wrong with the reference implementation", async (subject) => {
  const { verdicts, target } = await judgeCase(subject);
  expect(Object.fromEntries(subject.requirements.map((id) => [id, verdicts[id]]))).toEqual(
    Object.fromEntries(subject.requirements.map((id) => [id, "pass"])),
  );
  expect(Object.values(verdicts)).not.toContain("fail");
  expect(target.reference.clusterNames()).toEqual([]);
});

describe("what goes wrong with tags is found", () => {
  test.each([
    ["tags/put", "tagging-drops-other-tags", "tag-resource.puts"],
    ["tags/put", "tagging-of-every-cluster", "tag-resource.other-clusters"],
    ["tags/put-then-describe", "tagging-not-described", "describe.after-tagging"],
    ["tags/take-off", "untagging-folds-case", "untag-resource.takes-off"],
    ["tags/take-off", "untagging-takes-longer-keys-with-it", "untag-resource.takes-off"],
    ["tags/go-with-cluster", "tags-outlive-the-cluster", "tag-resource.go-with-cluster"],
    ["tags/list", "listing-no-tags", "list-tags-for-resource.after-register"],
  ])("%s: %s", async (id, fault, requirement) => {
    const { patch } = findById("fault", FAULTS, fault);
    const { verdicts } = await judgeCase(caseOf(CASES, id), { patch });
    expect(verdicts[requirement]).toBe("fail");
  });
});

test("every second list wrong is found, whatever the next one shows", async () => {
  const deviation = drawnFault("drawn-1338");
  expect(deviation?.sentence).toMatch(/full stop after the value of each tag in every second such answer/);
  const { verdicts } = await judgeCase(caseOf(CASES, "tags/put"), { patch: deviation?.patch });
  expect(verdicts["tag-resource.other-clusters"]).toBe("fail");
});

test("a registration that names another cluster's ARN is no cluster to tag", async () => {
  const patch: Patch = () => ({ clusterArn: () => "arn:aws:eks:us-east-1:111122223333:cluster/somebody-else" });
  const { verdicts, target } = await judgeCase(caseOf(CASES, "tags/put"), { patch });
  expect(verdicts["tag-resource.puts"]).toBe("inconclusive");
  expect(target.log.filter((line) => line.includes("/tags/"))).toEqual([]);
});

const [WARNED, FAILED] = [
  ["warn", "warn", "warn"],
  ["fail", "fail", "fail"],
];

test("tagging a cluster of nobody may be refused by any error, with a warning, and may not be taken", async () => {
  const subjects = CASES.filter(({ id }) => id.startsWith("tags/unknown-resource/"));
  const verdictsAt = async (patch: Patch) =>
    (await Promise.all(subjects.map((subject) => ownVerdicts(subject, { patch })))).flatMap(Object.values);
  expect(await verdictsAt(asAnotherError("NotFoundException", 404, "ResourceNotFoundException"))).toEqual(WARNED);
  expect(await verdictsAt(asAnotherError("NotFoundException", 400, "ClientException"))).toEqual(WARNED);
  expect(await verdictsAt(asAnotherError("NotFoundException", 500, "ClientException"))).toEqual(FAILED);
  expect(await verdictsAt(findById("fault", FAULTS, "tags-of-nobody").patch)).toEqual(FAILED);
});
