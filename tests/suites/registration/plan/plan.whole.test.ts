import { expect, test } from "@jest/globals";
import { pairRequirements } from "#suites/registration/cases/inputs/pairs.ts";
import { OPENING } from "#suites/registration/plan/opening.ts";
import { planCases, type PlanOptions } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import { prepare } from "#suites/registration/prepared-registration.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { contract, register } from "#tests/suites/bundled-contract.ts";
import { SETTINGS, testRun } from "#tests/suites/test-run.ts";

const { generation } = prepare(testRun()).context;

function options(given: Partial<PlanOptions> = {}): PlanOptions {
  return { contract, settings: SETTINGS, generation, seed: 7, wanted: () => true, asked: () => true, ...given };
}

const plan = (given: Partial<PlanOptions> = {}): Case[] => [...planCases(options(given))];
const idsOf = (cases: readonly Case[]): string[] => cases.map(({ id }) => id);

/** Drawn by chance. */
const isRandom = ({ kind }: Case): boolean => kind === "random";

/** Asks for these requirements and no other. */
const asking =
  (...ids: readonly string[]): PlanOptions["asked"] =>
  (some) =>
    some.some((id) => ids.includes(id));

const VALID = "register.valid";
const NAME_LENGTH = "register.name.max-length";
const SILENT = "register.unspecified.aws-tag-key";

/** How many cases of the same first requirement come before each. */
function ranksOf(cases: readonly Case[]): number[] {
  const seen = new Map<string, number>();
  return cases.map(({ requirements: [key = ""] }) => {
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return seen.get(key) ?? 0;
  });
}

test("a plan begins with the opening in its own order, ends with chance, and has no case twice", () => {
  const cases = plan({ settings: { ...SETTINGS, casesPerConstraint: 2 } });
  const ids = idsOf(cases);
  expect(ids.slice(0, OPENING.length)).toEqual(OPENING);
  expect(new Set(ids).size).toBe(ids.length);
  const chance = cases.slice(cases.findIndex(isRandom));
  expect(chance.every(isRandom)).toBe(true);
  expect(chance.length).toBeGreaterThan(2);
});

test("a random case is drawn when its turn comes, not before", () => {
  let drawn = 0;
  const wanted = (testCase: Case) => (isRandom(testCase) && (drawn += 1), true);
  const many = { ...SETTINGS, casesPerConstraint: 40 };
  for (const testCase of planCases(options({ wanted, asked: asking(VALID), settings: many })))
    if (isRandom(testCase)) break;
  expect(drawn).toBe(1);
});

test("what is not wanted is left out, and takes no other case's turn", () => {
  const firsts = new Set<string>();
  // Of each requirement, all but the first case.
  const wanted = ({ requirements: [key = ""] }: Case) => firsts.size === firsts.add(key).size;
  const all = plan({ asked: () => false });
  const left = plan({ asked: () => false, wanted });
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(all.length - 10);
  const ranks = ranksOf(left.filter((each) => !OPENING.includes(each.id) && !isRandom(each) && !each.exclusive));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  expect(plan({ asked: asking(VALID), wanted: () => false })).toEqual([]);
});

test.each<[most: number, isLast: boolean]>([
  [Infinity, true],
  [80, false],
])("what runs alone comes last, unless registrations are limited: %d of them", (maxRegistrations, isLast) => {
  const cases = plan({ asked: () => false, settings: { ...SETTINGS, maxRegistrations } });
  expect(cases.findLast((each) => !isRandom(each))?.exclusive === true).toBe(isLast);
});

const [pairs = ""] = pairRequirements(register).filter((id) => id !== VALID);

test.each<[what: string, ids: RegExp, asked: string, another: string]>([
  ["pairs", /^register\/pairs/, pairs, NAME_LENGTH],
  ["values on which the sources are silent", /\/unspecified\//, SILENT, NAME_LENGTH],
  ["random valid inputs", /^register\/random/, VALID, NAME_LENGTH],
])(
  "%s are drawn where one of their requirements is asked for, and not where another is",
  (_what, ids, asked, another) => {
    const drawn = (id: string) => idsOf(plan({ asked: asking(id) })).filter((each) => ids.test(each));
    expect(drawn(asked).length).toBeGreaterThan(0);
    expect(drawn(another)).toEqual([]);
  },
);

test.each<[kind: KindSettings["kind"], present: readonly string[]]>([
  ["aws", []],
  ["emulator", ["page-sample", "reserved-keys"]],
  ["reference", ["page-sample", "reserved-keys"]],
])("at %s there are, of the cases that not every target bears, %j", (kind, present) => {
  const settings = { ...KIND_SETTINGS[kind], casesPerConstraint: 1 };
  const ids = idsOf(plan({ settings, asked: asking(VALID) }));
  const some = ["page-sample", "reserved-keys"];
  expect(some.filter((part) => ids.some((id) => id.includes(part)))).toEqual(present);
});
