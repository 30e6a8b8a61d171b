import { expect, test } from "@jest/globals";
import {
  drawnStories,
  type StoryKind,
  type StoryStep,
  stepInWords,
} from "../../../generators/stories/drawn-stories.ts";

const acts = ["describe", "list", "tag", "untag", "update", "delete"] as const;
const kind = (name: string, more: Partial<StoryKind> = {}): StoryKind => {
  return { name, most: 2, isNamed: true, holds: false, acts, ...more };
};
const KINDS = [
  kind("house"),
  kind("room", { parent: "house", holds: true }),
  kind("garden", { parent: "house", most: 1 }),
  kind("lamp", { parent: "room", isNamed: false }),
];
const seeds = Array.from({ length: 60 }, (_, seed) => seed);
const storiesOf = (seed: number) => [...drawnStories(KINDS, { seed, count: 2 })];

/** What is there after each step, by number, told anew from the steps alone. */
function* told(steps: readonly StoryStep[]): Iterable<{ step: StoryStep; there: ReadonlyMap<number, StoryStep> }> {
  const there = new Map<number, StoryStep>();
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

test("one seed gives the same stories, another gives others", () => {
  expect(storiesOf(3)).toEqual(storiesOf(3));
  expect(storiesOf(3)).not.toEqual(storiesOf(4));
});

test("each step is about what the steps before it left there, and only looks at what is gone", () => {
  for (const { steps } of seeds.flatMap(storiesOf)) {
    for (const { step, there } of told(steps)) {
      if (step.act === "create" && step.parent !== undefined) expect(there.has(step.parent)).toBe(true);
      if (!["create", "describe", "list"].includes(step.act)) expect(there.has(step.about ?? -1)).toBe(true);
      if (step.again !== undefined) expect(there.has(step.again)).toBe(false);
    }
  }
});

test("there are never more than there may be, and a name is given anew only where the client gives it", () => {
  for (const { steps, alive } of seeds.flatMap(storiesOf)) {
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

test("in each story something goes that belonged to another, and that one is changed afterwards", () => {
  for (const { steps } of seeds.flatMap(storiesOf)) {
    const deletion = steps.findIndex(({ act, kind: name }) => act === "delete" && name !== "house");
    expect(deletion).toBeGreaterThan(0);
    expect(steps.slice(deletion).some(({ act }) => act === "update")).toBe(true);
  }
});

test("steps in words", () => {
  const step = { act: "create", kind: "access-entry", about: 3, parent: 0, again: 1, slot: 0 } as const;
  expect(stepInWords(step)).toBe("create access entry 3 of 0 with the name of 1");
  expect(stepInWords({ act: "list", kind: "house", slot: 0 })).toBe("list each house");
});
