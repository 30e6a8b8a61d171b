import { describe, expect, test } from "@jest/globals";
import type { IntendEntry, JournalEntry, OutcomeEntry } from "#custody/journal/journal-entry.ts";
import { msUntilSettled, outstanding } from "#custody/journal/outstanding.ts";

const intend = (name: string, runId = "r", at = 0): IntendEntry => ({ event: "intend", name, runId, case: "c", at });
const outcome = (event: OutcomeEntry["event"], more: Partial<OutcomeEntry> = {}): OutcomeEntry => ({
  event,
  name: "a",
  runId: "r",
  at: 0,
  ...more,
});
const asked = intend("a");
const created = outcome("created", { activation: "mark" });
const proved = { proved: true } as const;

/** `a`, or `a, created`, for each that is open. */
function open(...entries: readonly JournalEntry[]): string[] {
  return outstanding(entries).map(({ name, created: made }) => (made ? `${name}, created` : name));
}

describe("a name may still exist", () => {
  test.each<[string, readonly JournalEntry[], string[]]>([
    ["once it was asked for", [asked], ["a"]],
    ["once it was created", [asked, created], ["a, created"]],
    ["while it is in doubt", [asked, outcome("doubt")], ["a"]],
    ["not once it was refused", [asked, outcome("absent")], []],
    ["not once it was removed", [asked, created, outcome("removed")], []],
    ["not once a removal of what was in doubt found it", [asked, outcome("removed")], []],
    ["not by an outcome alone", [created, outcome("left")], []],
    ["where one of two requests was refused", [asked, asked, outcome("absent")], ["a"]],
    [
      "where one of two created it, and the other was refused",
      [asked, asked, created, outcome("absent")],
      ["a, created"],
    ],
    ["where one was refused, and the other created it", [asked, asked, outcome("absent"), created], ["a, created"]],
    ["where another request is under way as it is removed", [asked, created, asked, outcome("removed")], ["a"]],
    ["not once it is proved that there is none, of two requests", [asked, asked, outcome("absent", proved)], []],
    ["where an answer says so after all", [asked, outcome("absent", proved), created], ["a, created"]],
    ["where it is asked for again", [asked, created, outcome("removed", proved), asked], ["a"]],
    ["once it is left", [asked, created, outcome("left")], ["a, created"]],
    ["where it is left after it was removed", [asked, created, outcome("removed"), outcome("left")], ["a, created"]],
    ["where it is left after it was refused", [asked, outcome("absent"), outcome("left")], ["a"]],
  ])("%s", (_what, entries, names) => {
    expect(open(...entries)).toEqual(names);
  });

  test("of each run by itself, the oldest first", () => {
    const other = intend("a", "other");
    expect(open(intend("b"), asked, other, outcome("absent"))).toEqual(["b", "a"]);
    expect(outstanding([asked, other, outcome("absent")]).map(({ intend: { runId } }) => runId)).toEqual(["other"]);
  });

  test("where an outcome does not say whose it is, by that of the run that asked last", () => {
    const entries = [asked, intend("a", "other"), outcome("absent", { runId: undefined })];
    expect(outstanding(entries).map(({ intend: { runId } }) => runId)).toEqual(["r"]);
  });
});

describe("what is known of a name", () => {
  test("is the first request since it was last settled", () => {
    const again = intend("a", "r", 7);
    expect(outstanding([asked, again])[0]?.intend).toBe(asked);
    expect(outstanding([asked, outcome("absent", proved), again])[0]?.intend).toBe(again);
  });

  test("is the mark of its activation, where no other request may have renewed it", () => {
    expect(outstanding([asked, created])[0]?.activation).toBe("mark");
    expect(outstanding([asked, created, asked])[0]?.activation).toBeUndefined();
  });
});

describe("a look proves something", () => {
  test.each<[string, number, number]>([
    ["after the rest of the time that reads lag behind", 1_400, 600],
    ["at once when that is over", 2_500, 0],
    ["after no more than that time, whatever the clock of who wrote it", -50_000, 1_000],
  ])("%s", (_what, now, rest) => {
    const entries = [intend("a", "r", 1_000), intend("b", "r", 500), outcome("absent", { at: 9_000 })];
    expect(msUntilSettled(entries, 1_000, now)).toBe(rest);
  });

  test("at once where nothing was asked for", () => {
    expect(msUntilSettled([], 1_000, 0)).toBe(0);
  });
});

test("tells when the run first asked for anything, and last for the name, however often that was settled between", () => {
  const entries = [
    intend("b", "r", 5),
    intend("a", "r", 7),
    outcome("absent", proved),
    intend("a", "r", 9),
    intend("a", "r", 12),
    intend("a", "other", 1),
  ];
  expect(
    outstanding(entries).map(({ name, intend: { runId, at }, runAskedAt, lastAskedAt }) => ({
      [`${name} of ${runId}`]: { at, runAskedAt, lastAskedAt },
    })),
  ).toEqual([
    { "b of r": { at: 5, runAskedAt: 5, lastAskedAt: 5 } },
    { "a of r": { at: 9, runAskedAt: 5, lastAskedAt: 12 } },
    { "a of other": { at: 1, runAskedAt: 1, lastAskedAt: 1 } },
  ]);
});
