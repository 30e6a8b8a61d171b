import { existsSync } from "node:fs";
import { join } from "node:path";
import { EMULATORS, idOf, NOT_TESTED } from "./emulators/emulators.ts";
import { recordsOf, SPECS, type Spec } from "./records.ts";

/**
 * The commands that take what a scoreboard lacks: of each emulator that can be started, by each spec, there is a record
 * or a note of why there is none. One that was left out would be gone from the page, and nobody would see it.
 */
export function commandsForMissing(exists: (file: string) => boolean = existsSync): string[] {
  return SPECS.flatMap((spec) => {
    const missing = EMULATORS.filter((emulator) => emulator.start !== undefined)
      .map(idOf)
      .filter((id) => !["run.json", NOT_TESTED].some((file) => exists(join(recordsOf(spec), id, file))));
    return missing.length === 0 ? [] : [commandFor(missing, spec)];
  });
}

function commandFor(ids: readonly string[], spec: Spec): string {
  return ["npm run interop --", ...ids, ...(spec === "eks" ? ["--spec", spec] : [])].join(" ");
}
