import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../../suites/record/record.ts";
import { ROOT } from "../package-root.ts";

/** Where `npm run interop` leaves a folder for each emulator. */
export const RECORDS = join(ROOT, "conformance-results", "interop");

/** A record that this version of the suite left. */
export function readOwnRecord(file: string): RunRecord {
  return JSON.parse(readFileSync(file, "utf8")) as RunRecord;
}
