import { expect, test } from "@jest/globals";
import type { WireVariant } from "#generators/wire/wire-variant.ts";
import { type OperationVaried, variantsInTurn } from "#suites/wire/variants-in-turn.ts";

const METHODS = ["get", "post", "put", "patch"];
const ACCEPTED = ["any", "any-application", "json"];

const of =
  (family: WireVariant["family"]) =>
  (name: string): WireVariant => ({ key: `${family}/${name}`, family, note: name });

function operations(count: number): OperationVaried[] {
  const variants = [...METHODS.map(of("method")), ...ACCEPTED.map(of("accept-accepted"))];
  return Array.from({ length: count }, (_, at) => ({ operation: { id: `Op${at}`, prefix: `op-${at}` }, variants }));
}

/** How many of a family each operation is sent. */
function countsOf(family: string, count: number, isCheap: boolean): number[] {
  const chosen = variantsInTurn(operations(count), { isCheap });
  return [...chosen.values()].map((variants) => variants.filter((each) => each.family === family).length);
}

test("few operations are each sent every way to break a rule, and one of those to keep it", () => {
  expect(countsOf("method", 5, true)).toEqual([4, 4, 4, 4, 4]);
  expect(countsOf("accept-accepted", 5, true)).toEqual([1, 1, 1, 1, 1]);
});

test("of many, or where requests cost, each is sent two, and another one than the operation before", () => {
  expect(new Set(countsOf("method", 1_000, true))).toEqual(new Set([2]));
  expect(new Set(countsOf("method", 5, false))).toEqual(new Set([2]));
  const [first, second] = [...variantsInTurn(operations(5), { isCheap: false }).values()];
  const keys = (variants: readonly WireVariant[] | undefined) =>
    (variants ?? []).filter(({ family }) => family === "method").map(({ key }) => key);
  expect([...keys(first), ...keys(second)].sort()).toEqual(METHODS.map((name) => `method/${name}`).sort());
});

test("between the two, as many as a run has room for", () => {
  expect(new Set(countsOf("method", 320, true))).toEqual(new Set([3]));
});
