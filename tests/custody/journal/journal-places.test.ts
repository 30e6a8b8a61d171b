import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { JournalPlace } from "#custody/journal/journal-entry.ts";
import { byPlace, isSamePlace, wentWithRun } from "#custody/journal/journal-places.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";

function sent(name: string, place: JournalPlace | undefined): Outstanding {
  const intend = { event: "intend", name, runId: "r", case: "c", at: 0, place } as const;
  return { name, intend, runAskedAt: 0, lastAskedAt: 0, created: false };
}

const HERE: JournalPlace = { endpoint: "http://127.0.0.1:4566", region: "us-east-1", kind: "emulator" };

test("names that went to one place are together, in the order in which places first occur", () => {
  const there = { ...HERE, region: "eu-west-1" };
  const names = [sent("a", there), sent("b", HERE), sent("c", undefined), sent("d", { ...there })];
  expect(byPlace(names).map(({ place, names: own }) => [place?.region, ...own.map(({ name }) => name)])).toEqual([
    ["eu-west-1", "a", "d"],
    ["us-east-1", "b"],
    [undefined, "c"],
  ]);
});

test.each<[string, Partial<JournalPlace>]>([
  ["another endpoint", { endpoint: "http://127.0.0.1:4567" }],
  ["another account", { account: "111122223333" }],
  ["another kind", { kind: "aws" }],
  ["no signatures", { unsigned: true }],
  ["the run's own server", { embedded: true }],
])("%s is another place", (_what, other) => {
  expect(byPlace([sent("a", HERE), sent("b", { ...HERE, ...other })])).toHaveLength(2);
});

test.each<[string, Partial<JournalPlace>, boolean]>([
  ["the same words", {}, true],
  ["another kind, and no signatures", { kind: "aws", unsigned: true }, true],
  ["another endpoint", { endpoint: "http://127.0.0.1:4567" }, false],
  ["another Region", { region: "eu-west-1" }, false],
  ["another account", { account: "111122223333" }, false],
])("with %s: %j, clusters are at the same place: %s", (_what, other, same) => {
  expect(isSamePlace(HERE, { ...HERE, ...other })).toBe(same);
});

test.each<[string, JournalPlace | undefined, boolean]>([
  ["a server that the run ended", { ...HERE, ended: true }, true],
  ["the run's own server, as older journals say it", { ...HERE, embedded: true }, true],
  ["any other", HERE, false],
  ["one that is not known", undefined, false],
])("at %s: %j, clusters went with the run: %s", (_what, place, went) => {
  expect(wentWithRun(place)).toBe(went);
});

test("whatever the names, each is at its own place, and none is lost", () => {
  const place = fc.option(
    fc.record({
      endpoint: fc.constantFrom("http://a", "http://b"),
      region: fc.constantFrom("x", "y"),
      kind: fc.constantFrom("aws", "emulator" as const),
    }),
    { nil: undefined },
  );
  fc.assert(
    fc.property(fc.array(place), (places) => {
      const names = places.map((each, index) => sent(`${index}`, each as JournalPlace | undefined));
      const groups = byPlace(names);
      const grouped = groups.flatMap((group) => group.names);
      expect(new Set(grouped)).toEqual(new Set(names));
      expect(grouped).toHaveLength(names.length);
      for (const group of groups) for (const { intend } of group.names) expect(intend.place).toEqual(group.place);
    }),
  );
});
