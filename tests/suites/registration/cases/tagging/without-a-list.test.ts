import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import { OPERATIONS } from "../../../../../spec/registration/registered-cluster.ts";
import { PARALLEL_TAGS_CASE } from "../../../../../suites/registration/cases/tagging/parallel-tags.ts";
import { TAG_REFUSAL_CASES } from "../../../../../suites/registration/cases/tagging/tag-refusals.ts";
import { TAG_CASES } from "../../../../../suites/registration/cases/tagging/tag-cases.ts";
import { caseOf, ownVerdicts } from "../judge-case.ts";

const missing = [OPERATIONS.showTags];
const ALL = [...TAG_CASES, ...TAG_REFUSAL_CASES, PARALLEL_TAGS_CASE];
const CASES = ALL.filter(({ needs }) => !needs.includes(OPERATIONS.showTags));
const at = (fault: string) => ({ missing, patch: findById("fault", FAULTS, fault).patch });

describe("where there is no list of tags", () => {
  test("only what is about the list needs it", () => {
    const others = ALL.filter((one) => !CASES.includes(one)).map(({ id }) => id);
    expect(others).toEqual(["tags/list", "tags/whole-arn", "tags/unknown-resource/list-tags-for-resource"]);
  });

  test.each(CASES)("$id is judged by descriptions", async (subject) => {
    const passed = Object.fromEntries(subject.requirements.map((id) => [id, "pass"]));
    expect(await ownVerdicts(subject, { missing })).toEqual(passed);
  });

  test.each([
    ["tags/put", "tagging-drops-other-tags", "tag-resource.puts"],
    ["tags/put", "tagging-of-every-cluster", "tag-resource.other-clusters"],
    ["tags/take-off", "untagging-folds-case", "untag-resource.takes-off"],
    ["tags/go-with-cluster", "tags-outlive-the-cluster", "tag-resource.go-with-cluster"],
  ])("%s: %s is found", async (id, fault, requirement) => {
    expect((await ownVerdicts(caseOf(CASES, id), at(fault)))[requirement]).toBe("fail");
  });

  test.each(CASES)(
    "$id: a description that repeats the tags of the registration counts against itself alone",
    async (subject) => {
      const found = await ownVerdicts(subject, at("tagging-not-described"));
      const failed = Object.entries(found).flatMap(([id, verdict]) => (verdict === "fail" ? [id] : []));
      expect(failed.filter((id) => id !== "describe.after-tagging")).toEqual([]);
    },
  );
});
