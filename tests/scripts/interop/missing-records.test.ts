import { expect, test } from "@jest/globals";
import { EMULATORS, idOf, NOT_TESTED } from "#scripts/interop/emulators/emulators.ts";
import { commandsForMissing } from "#scripts/interop/missing-records.ts";

const startable = EMULATORS.filter(({ start }) => start !== undefined).map(idOf);
const last = startable.at(-1) ?? "";

test("a scoreboard lacks nothing where each emulator has a record, by both specs", () => {
  expect(commandsForMissing((file) => file.endsWith("run.json"))).toEqual([]);
});

test("what has neither a record nor a note of why there is none is to be taken, by the spec that lacks it", () => {
  const all = startable.join(" ");
  expect(commandsForMissing(() => false)).toEqual([
    `npm run interop -- ${all}`,
    `npm run interop -- ${all} --spec eks`,
  ]);
  const hasOthers = (file: string): boolean => !file.includes(`interop-eks/${last}/`);
  expect(commandsForMissing(hasOthers)).toEqual([`npm run interop -- ${last} --spec eks`]);
  expect(commandsForMissing((file) => hasOthers(file) || file.endsWith(NOT_TESTED))).toEqual([]);
});
