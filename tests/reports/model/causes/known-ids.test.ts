import { expect, test } from "@jest/globals";
import { COMMON_RULES, TAGS_OF_A_KIND } from "#reports/model/causes/rules/requirements-alike.ts";
import { RULE_FAMILIES } from "#reports/model/causes/rules/rule-families.ts";
import { TIMES } from "#reports/model/causes/grouping/group-symptoms.ts";
import { REQUIREMENT_SENTENCES } from "#reports/model/causes/words/requirement-sentences.ts";
import { CASE_SENTENCES } from "#reports/model/causes/words/case-sentences.ts";
import { JOINT_SENTENCES } from "#reports/model/causes/words/joint-sentences.ts";
import { PROMISE_SENTENCES } from "#reports/model/causes/words/promise-sentences.ts";
import { IDS_IN_SITUATIONS, SITUATIONS } from "#reports/model/causes/words/situations.ts";
import { REQUIREMENT_REASONS } from "#reports/model/causes/why-it-matters.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";
import { loadBundledContract } from "#spec/contract/load.ts";

test("whatever the causes are told by is a requirement there is", () => {
  const known = new Set(allRequirements(loadBundledContract()).map(({ id }) => id));
  const named = [
    ...JOINT_SENTENCES.flatMap(({ shownBy, and }) => [shownBy, ...and]),
    ...COMMON_RULES,
    ...IDS_IN_SITUATIONS,
    ...Object.keys(REQUIREMENT_SENTENCES),
    ...CASE_SENTENCES.map(({ requirement }) => requirement),
    ...Object.keys(REQUIREMENT_REASONS),
  ];
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test("each family of rules is one of the contract", () => {
  const ids = allRequirements(loadBundledContract()).map(({ id }) => id);
  expect(RULE_FAMILIES.filter(({ of }) => !ids.some((id) => of.test(id)))).toEqual([]);
});

test("no requirement of a contract that is described by hand is a promise for each kind of resource", () => {
  const ids = allRequirements(loadBundledContract()).map(({ id }) => id);
  expect(ids.filter((id) => TAGS_OF_A_KIND.test(id))).toEqual([]);
  expect(TAGS_OF_A_KIND.test("tag-resource.nodegroup")).toBe(true);
});

test("the times of a cluster are those of the contract", () => {
  expect(TIMES).toEqual([MEMBERS.created.inAnswer, MEMBERS.expiry.inAnswer]);
});

/** Their causes are told by the answer alone. */
const BY_ANSWER = ["api.no-server-error", "api.error.status"];

test("each requirement that no member and no error of the answer tells about has words for its fault", () => {
  const isTold = (id: string): boolean =>
    Object.hasOwn(REQUIREMENT_SENTENCES, id) || [...SITUATIONS, ...PROMISE_SENTENCES].some(({ of }) => of.test(id));
  const untold = allRequirements(loadBundledContract()).filter(
    ({ id, subject, level }) => level !== "INFO" && subject === undefined && !isTold(id),
  );
  expect(untold.map(({ id }) => id).filter((id) => !BY_ANSWER.includes(id))).toEqual([]);
});
