import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "#suites/record/record.ts";
import { ROOT } from "#scripts/package-root.ts";

/** What an emulator is judged by, as `--spec` has it. */
export const SPECS = ["register-cluster", "eks"] as const;
export type Spec = (typeof SPECS)[number];

/** Where `npm run interop` leaves a folder for each emulator. */
export const RECORDS = join(ROOT, "conformance-results", "interop");

/** The same, by what was judged. */
export function recordsOf(spec: Spec): string {
  return spec === "eks" ? `${RECORDS}-eks` : RECORDS;
}

/** A record that this version of the suite left. */
export function readOwnRecord(file: string): RunRecord {
  return JSON.parse(readFileSync(file, "utf8")) as RunRecord;
}
