import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type DropReason,
  openingMust,
  registersOf,
  withinBudget,
  type Budget,
} from "#suites/registration/plan/budget.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";

function aCase(id: string, requirements: readonly string[], registers = 1, live = registers): Case {
  const effect = live > 0 ? "create" : "read";
  return {
    id,
    kind: "wire",
    requirements,
    summary: "",
    needs: [],
    effect,
    live,
    registers,
    run: () => Promise.resolve(),
  };
}

/** What is kept in the order of a run: where registrations are limited, what opens each MUST comes first. */
function budgeted(cases: readonly Case[], budget: Partial<Budget>): { kept: string[]; dropped: string[] } {
  const dropped: string[] = [];
  const drop = ({ id }: Case, reason: DropReason): void => void dropped.push(`${id} ${reason}`);
  const all = { registrations: Infinity, live: 3, must: new Set(["m", "n"]), ...budget };
  const { first, rest } = all.registrations === Infinity ? { first: cases, rest: [] } : openingMust(cases, all);
  return { kept: [...withinBudget([...first, ...rest], all, drop)].map(({ id }) => id), dropped };
}

describe("the budget of a run", () => {
  test("without a limit nothing is moved or left out", () => {
    const cases = [aCase("a", ["x"]), aCase("b", ["m"])];
    expect(budgeted(cases, {})).toEqual({ kept: ["a", "b"], dropped: [] });
  });

  test("each MUST requirement has its first case before any has its second", () => {
    const cases = [aCase("m1", ["m"]), aCase("m2", ["m"]), aCase("x1", ["x"]), aCase("n1", ["n"])];
    expect(budgeted(cases, { registrations: 2 })).toEqual({
      kept: ["m1", "n1"],
      dropped: ["m2 registrations", "x1 registrations"],
    });
  });

  test("what opens no MUST is of the rest, in its order", () => {
    const cases = [aCase("m1", ["m"]), aCase("x1", ["x"]), aCase("m2", ["m"]), aCase("four", ["n"], 4)];
    const { first, rest } = openingMust(cases, { must: new Set(["m", "n"]), live: 3 });
    expect(first.map(({ id }) => id)).toEqual(["m1"]);
    expect([...rest].map(({ id }) => id)).toEqual(["x1", "m2", "four"]);
  });

  test("a case that judges two requirements stands for both", () => {
    const cases = [aCase("both", ["m", "n"]), aCase("n1", ["n"])];
    expect(budgeted(cases, { registrations: 1 }).kept).toEqual(["both"]);
  });

  test("what must be refused costs nothing, and a cheaper case takes what a dear one leaves", () => {
    const cases = [aCase("dear", ["x"], 3), aCase("refused", ["x"], 0, 1), aCase("cheap", ["x"], 1)];
    expect(budgeted(cases, { registrations: 2 })).toEqual({
      kept: ["refused", "cheap"],
      dropped: ["dear registrations"],
    });
  });

  test("a case that needs more clusters at once than allowed is left out, however much is left", () => {
    const cases = [aCase("three", ["m"], 3), aCase("one", ["m"])];
    expect(budgeted(cases, { live: 2, registrations: 9 })).toEqual({ kept: ["one"], dropped: ["three live"] });
    expect(budgeted(cases, { live: 2 })).toEqual({ kept: ["one"], dropped: ["three live"] });
  });

  test("law: every case is kept or dropped once, and those kept fit", () => {
    const anyCase = fc.record({ must: fc.constantFrom("m", "n", "x"), registers: fc.nat(4), live: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(anyCase), fc.nat(20), (drawn, registrations) => {
        const cases = drawn.map(({ must, registers, live }, index) => aCase(`${index}`, [must], registers, live));
        const { kept, dropped } = budgeted(cases, { registrations });
        const all = [...kept, ...dropped.map((line) => line.split(" ", 1)[0])];
        expect(all.sort()).toEqual(cases.map(({ id }) => id).sort());
        const spent = kept.reduce((sum, id) => sum + registersOf(cases[Number(id)] as Case), 0);
        expect(spent).toBeLessThanOrEqual(registrations);
      }),
    );
  });
});
