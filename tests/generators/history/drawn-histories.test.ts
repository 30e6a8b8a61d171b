import { describe, expect, test } from "@jest/globals";
import {
  drawnHistories,
  type HistoryKind,
  type HistoryStep,
  stepInWords,
} from "#generators/history/drawn-histories.ts";

const acts = ["describe", "list", "tag", "untag", "update", "delete"] as const;
const kind = (name: string, more: Partial<HistoryKind> = {}): HistoryKind => {
  return { name, most: 2, isNamed: true, holds: false, acts, ...more };
};
const KINDS = [
  kind("house"),
  kind("room", { parent: "house", holds: true }),
  kind("garden", { parent: "house", most: 1 }),
  kind("lamp", { parent: "room", isNamed: false }),
];
const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const historiesOf = (seed: number) => [...drawnHistories(KINDS, { seed, count: 2 })];

/** What is there after each step, by number, told anew from the steps alone. */
function* told(
  steps: readonly HistoryStep[],
): Iterable<{ step: HistoryStep; there: ReadonlyMap<number, HistoryStep> }> {
  const there = new Map<number, HistoryStep>();
  for (const step of steps) {
    yield { step, there: new Map(there) };
    if (step.act === "create" && step.about !== undefined) there.set(step.about, step);
    if (step.act !== "delete" || step.about === undefined) continue;
    const below = [...there.values()].filter(({ parent }) => parent === step.about);
    if (below.some(({ kind: name }) => name === "room")) continue;
    const gone = new Set([step.about]);
    for (const each of gone) for (const one of there.values()) if (one.parent === each) gone.add(one.about ?? -1);
    for (const number of gone) there.delete(number);
  }
}

test("one seed gives the same histories, another gives others", () => {
  expect(historiesOf(3)).toEqual(historiesOf(3));
  expect(historiesOf(3)).not.toEqual(historiesOf(4));
});

test("each step is about what the steps before it left there, and only looks at what is gone", () => {
  for (const { steps } of seeds.flatMap(historiesOf)) {
    for (const { step, there } of told(steps)) {
      if (step.act === "create" && step.parent !== undefined) expect(there.has(step.parent)).toBe(true);
      if (!["create", "describe", "list"].includes(step.act)) expect(there.has(step.about ?? -1)).toBe(true);
      if (step.again !== undefined) expect(there.has(step.again)).toBe(false);
    }
  }
});

test("there are never more than there may be, and a name is given anew only where the client gives it", () => {
  for (const { steps, alive } of seeds.flatMap(historiesOf)) {
    for (const { there } of told(steps)) {
      const houses = [...there.values()].filter(({ kind: name }) => name === "house");
      expect(houses.length).toBeLessThanOrEqual(alive);
      for (const { about } of houses) {
        const own = [...there.values()].filter(({ parent }) => parent === about);
        expect(own.filter(({ kind: name }) => name === "garden").length).toBeLessThanOrEqual(1);
        expect(own.filter(({ kind: name }) => name === "room").length).toBeLessThanOrEqual(2);
      }
    }
    expect(steps.filter(({ kind: name, again }) => name === "lamp" && again !== undefined)).toEqual([]);
    expect(alive).toBeLessThanOrEqual(2);
  }
});

test("in each history something goes that belonged to another, and that one is changed afterwards", () => {
  for (const { steps } of seeds.flatMap(historiesOf)) {
    const deletion = steps.findIndex(({ act, kind: name }) => act === "delete" && name !== "house");
    expect(deletion).toBeGreaterThan(0);
    expect(steps.slice(deletion).some(({ act }) => act === "update")).toBe(true);
  }
});

describe("names that are taken, gone, or not there yet", () => {
  const town = kind("town", {
    acts: ["describe", "list", "delete", "retake", "repeat", "delete-gone"],
    isForetold: true,
  });
  const all = [...drawnHistories([town], { seed: 5, count: 60 })];

  test("are taken again only while they are there, and given up again only where they are not", () => {
    const acts = new Set<string>();
    for (const { steps } of all) {
      for (const { step, there } of told(steps)) {
        acts.add(step.act);
        if (step.act === "retake" || step.act === "repeat") expect(there.has(step.about ?? -1)).toBe(true);
        if (step.act === "delete-gone") expect(there.has(step.about ?? -1)).toBe(false);
      }
    }
    expect([...acts].sort()).toEqual(["create", "delete", "delete-gone", "describe", "list", "repeat", "retake"]);
  });

  test("are asked for before they are there, where they are known then", () => {
    const askedEarly = ({ steps }: { readonly steps: readonly HistoryStep[] }): boolean =>
      steps.some(({ act, about }, at) => {
        const made = steps.findIndex((one) => one.act === "create" && one.about === about);
        return act !== "create" && about !== undefined && (made === -1 || made > at);
      });
    expect(all.some(askedEarly)).toBe(true);
    const others = [...drawnHistories([{ ...town, isForetold: false }], { seed: 5, count: 60 })];
    expect(others.some(askedEarly)).toBe(false);
  });

  test("are given anew at the end of each history", () => {
    for (const { steps } of all) expect(steps.at(-1)?.again).toBe(steps.findLast(({ act }) => act === "delete")?.about);
  });
});

test("steps in words", () => {
  const step = { act: "create", kind: "access-entry", about: 3, parent: 0, again: 1, slot: 0 } as const;
  expect(stepInWords(step)).toBe("create access entry 3 of 0 with the name of 1");
  expect(stepInWords({ act: "list", kind: "house", slot: 0 })).toBe("list each house");
  const about = (act: HistoryStep["act"]) => stepInWords({ act, kind: "house", about: 1, slot: 0 });
  expect(about("tag")).toBe("tag house 1");
  expect(about("retake")).toBe("create another with the name of house 1");
  expect(about("repeat")).toBe("send the creation of house 1 again");
  expect(about("delete-gone")).toBe("delete house 1, which is not there");
});
