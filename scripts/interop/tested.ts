import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Level } from "#spec/requirement.ts";
import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { EMULATORS, idOf, type Emulator } from "./emulators/emulators.ts";
import { readOwnRecord, recordsOf, type Spec } from "./records.ts";

/** An emulator, and the record of a run against it. */
export interface Tested {
  readonly emulator: Emulator;
  readonly record: RunRecord;
}

/** Those that there is a record of. */
export function testedBy(spec: Spec): readonly Tested[] {
  return EMULATORS.flatMap((emulator): Tested[] => {
    const file = join(recordsOf(spec), idOf(emulator), "run.json");
    return existsSync(file) ? [{ emulator, record: readOwnRecord(file) }] : [];
  });
}

export function titleOf({ emulator: { name, version } }: Pick<Tested, "emulator">): string {
  return `${name} ${version}`;
}

/** `33 of 43`: those of a level that are met, of those that were judged. */
export function score(requirements: readonly RequirementResult[], level: Level): string {
  const { met, judged } = tallyByLevel(requirements)[level];
  return judged === 0 ? "–" : `${met} of ${judged}`;
}
