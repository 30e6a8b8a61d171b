import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type DrawnHistory,
  drawnHistories,
  type HistoryKind,
  type HistoryStep,
} from "#generators/history/drawn-histories.ts";
import {
  type HistorySystem,
  type HistoryState,
  type Mismatch,
  type StepOutcome,
  playHistory,
} from "#suites/stories/play-history.ts";

const acts = ["describe", "list", "tag", "update", "delete", "retake", "repeat", "delete-gone"] as const;
const kind = (name: string, more: Partial<HistoryKind> = {}): HistoryKind => {
  return { name, most: 2, isNamed: true, holds: false, acts, ...more };
};
const KINDS = [
  kind("house", { isForetold: true }),
  kind("room", { parent: "house", holds: true }),
  kind("garden", { parent: "house", most: 1 }),
  kind("lamp", { parent: "garden" }),
];
const HISTORIES = Array.from({ length: 60 }, (_, seed) => [...drawnHistories(KINDS, { seed, count: 1 })]).flat();

interface Thing extends HistoryState {
  readonly number: number;
  readonly above: Thing | undefined;
}

/** Ways in which a town departs from what a history expects. */
interface Faults {
  readonly forgetsDeletion?: boolean;
  readonly losesOnTag?: boolean;
  readonly deletesHeld?: boolean;
  readonly takesTwice?: boolean;
  readonly listsNone?: boolean;
  readonly deletesAnything?: boolean;
}

/** A town in memory: what is there, by number; it knows nothing of what it was told for `lost` after a step. */
function townWith(faults: Faults = {}, isKnown: (step: HistoryStep["act"]) => boolean = () => true) {
  const there = new Map<number, { readonly name: number; readonly above: number | undefined; readonly kind: string }>();
  const asked: string[] = [];
  const wrong = (step: string): Mismatch => ({ expected: "other", received: "this", step, exchange: undefined });
  const unless = (fits: boolean, step: string) => (fits ? undefined : wrong(step));
  const after = (act: HistoryStep["act"], outcome: StepOutcome<Thing>): Promise<StepOutcome<Thing>> => {
    return Promise.resolve(isKnown(act) ? outcome : { found: outcome.found });
  };
  const fell = (number: number): void => {
    there.delete(number);
    for (const [below, { above }] of there) if (above === number) fell(below);
  };
  const isThere = ({ number }: Thing): boolean => there.has(number);
  const system: HistorySystem<Thing> = {
    foretold: (number) => ({ number, above: undefined, isThere: false }),
    create: ({ about = -1, kind: of }, { parent, before }) => {
      asked.push(`create ${about}`);
      if (before !== undefined) expect(before.isThere).toBe(false);
      there.set(about, { name: about, above: parent?.number, kind: of });
      return after("create", { left: { number: about, above: parent, isThere: true } });
    },
    look: (left) => Promise.resolve(unless(isThere(left) === left.isThere, "look")),
    list: (all) => {
      const listed = faults.listsNone === true ? [] : all.filter(isThere);
      return Promise.resolve(
        unless(
          all.every((one) => listed.includes(one) === one.isThere),
          "list",
        ),
      );
    },
    acts: {
      tag: (left) => {
        if (faults.losesOnTag === true) fell(left.number);
        return after("tag", { left });
      },
      update: (left) => after("update", { left }),
      retake: (left) => after("retake", { left, found: unless(faults.takesTwice !== true, "retake") }),
      repeat: (left) => after("repeat", { left }),
      delete: (left, { below }) => {
        const isHeld = below.some(
          ({ number, above }) => above?.number === left.number && there.get(number)?.kind === "room",
        );
        if (isHeld && faults.deletesHeld !== true) return after("delete", { left });
        if (faults.forgetsDeletion !== true) fell(left.number);
        return after("delete", { left: { ...left, isThere: false }, found: unless(!isHeld, "held") });
      },
      "delete-gone": (left) => after("delete-gone", { left, found: unless(faults.deletesAnything !== true, "gone") }),
    },
  };
  return { system, asked };
}

async function stepsFound(faults: Faults): Promise<Set<string>> {
  const found = new Set<string>();
  for (const history of HISTORIES) {
    const played = await playHistory(townWith(faults).system, history);
    if (played?.finding.step !== undefined) found.add(played.finding.step);
  }
  return found;
}

describe("a history", () => {
  test("holds where each step does as it should", async () => {
    for (const history of HISTORIES) {
      const played = await playHistory(townWith().system, history);
      expect(played?.finding).toMatchObject({ grade: "met", received: "as expected" });
    }
  });

  test.each<[keyof Faults, readonly string[]]>([
    ["forgetsDeletion", ["list", "look"]],
    ["losesOnTag", ["list", "look"]],
    ["deletesHeld", ["held"]],
    ["takesTwice", ["retake"]],
    ["listsNone", ["list"]],
    ["deletesAnything", ["gone"]],
  ])("finds a town that %s, and says by which step", async (fault, expected) => {
    expect([...(await stepsFound({ [fault]: true }))].sort()).toEqual(expected);
  });

  test("says where it was, and what came", async () => {
    const steps: HistoryStep[] = [{ act: "create", kind: "house", about: 0, slot: 0 }];
    const retaking: HistoryStep = { act: "retake", kind: "house", about: 0, slot: 0 };
    const early = await playHistory(townWith({ takesTwice: true }).system, { steps: [...steps, retaking] });
    expect(early?.finding.received).toBe("step 2 of 2, create another with the name of house 0: this");
    const late = await playHistory(townWith({ listsNone: true }).system, { steps });
    expect(late?.finding.received).toBe("after 1 steps: this");
  });
});

describe("what is not known", () => {
  test.each(["create", "tag", "update", "delete"] as const)("after a step of this act is left out: %s", async (act) => {
    for (const history of HISTORIES) {
      const played = await playHistory(townWith({}, (one) => one !== act).system, history);
      expect(played?.finding.grade ?? "met").toBe("met");
      if (act === "create") expect(played).toBeUndefined();
    }
  });

  test("has its name no more: what took it is not made, and nothing is told of what belonged to it", async () => {
    const steps: HistoryStep[] = [
      { act: "create", kind: "house", about: 0, slot: 0 },
      { act: "create", kind: "garden", about: 1, parent: 0, slot: 0 },
      { act: "create", kind: "lamp", about: 2, parent: 1, slot: 0 },
      { act: "update", kind: "garden", about: 1, slot: 0 },
      { act: "delete", kind: "house", about: 0, slot: 0 },
      { act: "create", kind: "garden", about: 3, parent: 0, again: 1, slot: 0 },
      { act: "create", kind: "house", about: 4, again: 0, slot: 0 },
    ];
    const { system, asked } = townWith({}, (act) => act !== "update");
    expect((await playHistory(system, { steps }))?.finding.grade).toBe("met");
    expect(asked).toEqual(["create 0", "create 1", "create 2", "create 4"]);
  });
});

describe("a history without some of its steps", () => {
  const partOf = ({ steps }: Pick<DrawnHistory, "steps">) => fc.subarray([...steps]);

  test("is one, too", async () => {
    const parts = fc.constantFrom(...HISTORIES).chain(partOf);
    await fc.assert(
      fc.asyncProperty(parts, async (steps) => {
        const played = await playHistory(townWith().system, { steps });
        expect(played?.finding.grade ?? "met").toBe("met");
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("shrinks to the shortest that shows the fault", async () => {
    const long = HISTORIES.find(({ steps }) => steps.some(({ act }) => act === "retake"));
    const outcome = await fc.check(
      fc.asyncProperty(partOf(long ?? { steps: [] }), async (steps) => {
        const played = await playHistory(townWith({ takesTwice: true }).system, { steps });
        expect(played?.finding.grade ?? "met").toBe("met");
      }),
      { seed: 1 },
    );
    const [shortest = []] = outcome.counterexample ?? [];
    expect(shortest.map(({ act }) => act).at(-1)).toBe("retake");
    expect(shortest.length).toBeLessThanOrEqual(5);
  });
});
