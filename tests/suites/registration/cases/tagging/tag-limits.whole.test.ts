import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { VARIANTS } from "../../../../../reference/variants.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import {
  randomTagCases,
  tagLimitCases,
  tagLimitRequirements,
} from "../../../../../suites/registration/cases/tagging/tag-limits.ts";
import { byRoom, tagKeysOf } from "../../../../../suites/registration/cases/tagging/tag-probes.ts";
import { KIND_SETTINGS } from "../../../../../suites/plan/target-kind-settings.ts";
import { contract } from "../../../bundled-contract.ts";
import { SETTINGS } from "../../../test-run.ts";
import { judgeCase } from "../judge-case.ts";

const GENERATION = { prefix: "t", fixtures: SETTINGS.fixtures, forms: {}, dictionary: [] };
const CASES = tagLimitCases(contract, GENERATION, SETTINGS);

test("the reference implementation keeps all limits of tagging", async () => {
  const failed: string[] = [];
  for (const subject of CASES) {
    const { verdicts } = await judgeCase(subject);
    failed.push(...subject.requirements.filter((id) => !["pass", "info"].includes(verdicts[id] ?? "none")));
  }
  expect(failed).toEqual([]);
});

test("whatever they are about is named beforehand", () => {
  const about = new Set(CASES.flatMap(({ requirements }) => requirements));
  expect(tagLimitRequirements(contract)).toEqual(expect.arrayContaining([...about]));
});

test("a case of many inputs does not list them all in its summary", () => {
  expect(CASES.filter(({ summary }) => summary.includes(";"))).toEqual([]);
  expect(CASES.some(({ summary }) => /with \d+ inputs, one after the other/.test(summary))).toBe(true);
});

test.each([
  ["tagging-with-any-number", "tag-resource.tags.max-properties", "fail"],
  ["tagging-half-done", "tag-resource.all-or-none", "fail"],
  ["untagging-with-empty-keys", "untag-resource.tag-keys.items.min-length", "warn"],
])("%s is found", async (fault, requirement, verdict) => {
  const { patch } = findById("fault", FAULTS, fault);
  const verdicts = new Set<string | undefined>();
  for (const subject of CASES.filter(({ requirements }) => requirements.includes(requirement))) {
    verdicts.add((await judgeCase(subject, { patch })).verdicts[requirement]);
  }
  expect(verdicts).toContain(verdict);
});

describe("random inputs of the operations on tags", () => {
  const drawn = (seed: number) =>
    randomTagCases(contract, GENERATION, { seed, settings: { ...SETTINGS, casesPerConstraint: 2 } });

  test("are answered rightly by the reference implementation", async () => {
    const failed: string[] = [];
    for (const subject of drawn(7)) {
      const { verdicts } = await judgeCase(subject);
      failed.push(...subject.requirements.filter((id) => verdicts[id] !== "pass"));
    }
    expect(failed).toEqual([]);
  });

  test("are the same for the same seed", () => {
    const summaries = (seed: number) =>
      drawn(seed).map(({ id, summary, requirements }) => ({ id, summary, requirements }));
    expect(summaries(7)).toEqual(summaries(7));
    expect(drawn(7).length).toBeGreaterThan(3);
  });

  test("are not drawn where requests cost", () => {
    expect(randomTagCases(contract, GENERATION, { seed: 7, settings: KIND_SETTINGS.aws })).toEqual([]);
  });

  test("fit into URLs that every server should take", async () => {
    const { patch } = findById("variant", VARIANTS, "long-urls-refused");
    const failed: string[] = [];
    const subjects = [1, 2, 3, 4].flatMap(drawn).filter(({ id }) => id.startsWith("tags/untag-resource/reject"));
    for (const subject of subjects) {
      const { verdicts } = await judgeCase(subject, { patch });
      failed.push(...subject.requirements.filter((id) => verdicts[id] !== "pass"));
    }
    expect(failed).toEqual([]);
  });

  test("are none where none is asked for", () => {
    const settings = { ...SETTINGS, casesPerConstraint: 0 };
    expect(randomTagCases(contract, GENERATION, { seed: 7, settings })).toEqual([]);
  });
});

describe("where requests cost", () => {
  const few = tagLimitCases(contract, GENERATION, KIND_SETTINGS.aws);

  test("a cluster serves many requirements of a side", () => {
    expect(few.length).toBeLessThan(CASES.length / 2);
  });

  test("the same requirements are judged", () => {
    const of = (cases: typeof few) => [...new Set(cases.flatMap(({ requirements }) => requirements))].sort();
    expect(of(few)).toEqual(of(CASES));
  });
});

test("no more tags are put on one cluster than it has room for, unless in a request of their own", () => {
  const probe = (count: number, first: number) => ({
    requirement: "r",
    side: "accept" as const,
    given: {
      key: "k",
      kind: "boundary" as const,
      note: "",
      input: { tags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`${first + index}`, ""])) },
    },
  });
  const sizes = byRoom([probe(20, 0), probe(20, 20), probe(20, 40), probe(50, 0)]).map((part) =>
    part.map(({ given }) => tagKeysOf(given).length),
  );
  expect(sizes).toEqual([[20, 20], [20], [50]]);
});
