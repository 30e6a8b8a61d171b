import { expect, test } from "@jest/globals";
import { FAULT_KINDS } from "#suites/mutations/fault-kinds.ts";
import { planFaults } from "#suites/mutations/plan-faults.ts";
import { notedOf, STORY } from "./traffic.ts";

const plan = (seed: number, most: number) => planFaults(notedOf(STORY), { kinds: FAULT_KINDS, seed, most });
const ids = (seed: number, most = 1_000): string[] => plan(seed, most).faults.map(({ id }) => id);

test("the same seed makes the same plan, another one another order of the same faults", () => {
  expect(ids(7)).toEqual(ids(7));
  expect(ids(8)).not.toEqual(ids(7));
  expect(ids(8).sort()).toEqual(ids(7).sort());
});

test("no fault is planned twice, and no more than asked for", () => {
  expect(new Set(ids(1)).size).toBe(ids(1).length);
  expect(ids(1, 10)).toEqual(ids(1).slice(0, 10));
  expect(plan(1, 10).possible).toBe(ids(1).length);
});

test("a few faults are of different kinds and operations", () => {
  const groups = plan(3, 20).faults.map(({ kind, operation }) => `${kind} ${operation}`);
  expect(new Set(groups).size).toBe(20);
});

test("members that the command has sent come first, and what clients treat alike is tried at a few operations", () => {
  const first = plan(5, 60).faults;
  const lost = first.filter(({ id }) => id.startsWith("CreateCluster/member-lost/"));
  expect(lost[0]?.path).toMatch(/^\/cluster\/(name|tags)$/);
  expect(first.filter(({ kind }) => kind === "wrong-status").length).toBeLessThanOrEqual(3);
});

test("a fault of form alone is tried at a few operations: clients that hide it hide it everywhere", () => {
  const ofForm = FAULT_KINDS.filter(({ isForm }) => isForm === true);
  expect(ofForm.map(({ isAlike }) => isAlike)).toEqual([true, true, true, true]);
});

test("an error's name in an id is nothing but letters", () => {
  const odd = { line: "GET /clusters/a", status: 400, error: "A\u001b[31m b", json: {} };
  const { faults } = planFaults(notedOf([odd]), { kinds: FAULT_KINDS, seed: 1, most: 100 });
  expect(faults.length).toBeGreaterThan(0);
  for (const { id } of faults) expect(id).toMatch(/^[\w./*~-]+$/);
});
