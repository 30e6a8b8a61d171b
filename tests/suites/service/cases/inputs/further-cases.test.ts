import { expect, test } from "@jest/globals";
import { constraintCases } from "#suites/service/cases/inputs/constraint-cases.ts";
import { type FurtherAllowance, furtherAllowance, furtherCases } from "#suites/service/cases/inputs/further-cases.ts";
import { widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const MAKE = service.contract.operation("MakeBox");
const PAINT = service.contract.operation("PaintBox");

const contextOf = (): ReturnType<typeof serviceSetting>["context"] => serviceSetting(service, widgetTarget()).context;

function idsOf(allowance: FurtherAllowance, operation = MAKE, sent: ReadonlySet<string> = new Set()): string[] {
  return [...furtherCases(contextOf(), operation, { allowance, sent })].map(({ id }) => id);
}

const plenty = (): FurtherAllowance => ({ inputs: 10_000, constraints: furtherAllowance(contextOf()).constraints });

test("what was sent before is not sent again, and all the rest is where there is room", () => {
  const sent = new Set<string>();
  const first = [...constraintCases(contextOf(), MAKE, sent)].map(({ id }) => id);
  const further = idsOf(plenty(), MAKE, sent);
  expect(first.filter((id) => !/\/again\/\d$/.test(id))).toHaveLength(sent.size);
  expect(further.filter((id) => first.includes(id))).toEqual([]);
  const characters = further.filter((id) => id.includes("/box-name/pattern/reject/"));
  expect(characters.length).toBeGreaterThan(30);
  expect([...sent].some((key) => key.endsWith("box-name/pattern/reject/last-newline"))).toBe(true);
  expect(characters.some((id) => id.endsWith("last-tab"))).toBe(true);
  expect([...first, ...further].filter((id) => id.includes("/colour/enum/accept/")).length).toBe(2);
});

test("each operation has its share of what a run allows, and patterns more of it than types", () => {
  const { constraints } = plenty();
  const allowance = { inputs: 200, constraints };
  const made = idsOf(allowance);
  expect(made.length).toBeGreaterThan(20);
  expect(made.length).toBeLessThan(200);
  const countOf = (part: string): number => made.filter((id) => id.includes(part)).length;
  expect(countOf("/box-name/pattern/reject/")).toBeGreaterThan(countOf("/box-name/type/reject/"));
  expect(allowance).toEqual({ inputs: 200 - made.length, constraints: expect.any(Number) });
  const painted = idsOf(allowance, PAINT);
  expect(painted.length).toBeGreaterThan(0);
  expect(made.length + painted.length).toBeLessThanOrEqual(200);
});

test("the same limit has other values on an operation that has another place among them", () => {
  const keysOf = (isReversed: boolean): string[] => {
    const context = contextOf();
    const operations = [...context.contract.operations];
    const contract = { ...context.contract, operations: new Map(isReversed ? operations.reverse() : operations) };
    const allowance = { inputs: 60, constraints: 20 };
    return [...furtherCases({ ...context, contract }, MAKE, { allowance, sent: new Set() })]
      .map(({ id }) => id)
      .filter((id) => id.includes("/box-name/pattern/reject/"));
  };
  const [one, other] = [keysOf(false), keysOf(true)];
  expect(one.length).toBeGreaterThan(2);
  expect(new Set([...one, ...other]).size).toBeGreaterThan(one.length);
});

test("where requests cost there are none", () => {
  const { settings, ...context } = contextOf();
  expect(furtherAllowance({ ...context, settings }).inputs).toBeGreaterThan(0);
  expect(furtherAllowance({ ...context, settings: { ...settings, rps: 2 } }).inputs).toBe(0);
  expect(idsOf({ inputs: 0, constraints: 20 })).toEqual([]);
});

test("where few limits are judged each has few of them, and as many times more as a run has random inputs of it", () => {
  const { settings, ...context } = contextOf();
  const { inputs, constraints } = furtherAllowance({ ...context, settings });
  expect(inputs).toBe(6 * constraints);
  const deeper = { ...settings, serviceCasesPerConstraint: 20 };
  expect(furtherAllowance({ ...context, settings: deeper }).inputs).toBe(20 * inputs);
});

test("one of a kind is not made for each further value where that takes a while", () => {
  const context = contextOf();
  const madeOf = (): string[] =>
    [...furtherCases(context, MAKE, { allowance: plenty(), sent: new Set() })]
      .filter(({ makes }) => makes?.surely === true)
      .map(({ id }) => id);
  expect(madeOf().length).toBeGreaterThan(10);
  context.slowKinds.add("box");
  expect(madeOf()).toEqual([]);
});

test("what an operation refuses, where that is little, is sent five times in a row", () => {
  const ids = [...constraintCases(contextOf(), PAINT)].map(({ id }) => id);
  const again = ids.slice(-5);
  expect(again.filter((id) => /\/again\/[1-5]$/.test(id))).toEqual(again);
  expect(again.filter((id) => id.includes("/type/"))).toEqual([]);
  expect(ids.filter((id) => /\/again\/\d$/.test(id))).toEqual(again);
});

test("the few that an operation has room for are those that tell most", () => {
  const { constraints } = plenty();
  const made = idsOf({ inputs: 30, constraints });
  for (const telling of ["last-newline", "first-space", "last-full-width-a", "middle-slash"])
    expect(made.some((id) => id.endsWith(`/box-name/pattern/reject/${telling}`))).toBe(true);
});
