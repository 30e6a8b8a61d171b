import { lstatSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { writeFile } from "#disk/files.ts";
import { requireOwnPlace } from "#disk/place.ts";
import { visibleJson } from "#spec/json/visible-json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { sharedPart } from "#suites/record/building/shared-part.ts";
import { withinSize } from "#suites/record/building/within-size.ts";
import { reasonOf } from "#cli/files/file-problem.ts";
import { isRefusal } from "#cli/refusal.ts";
import { UsageError } from "#cli/usage-error.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import type { RunPlan } from "#cli/run/run-suite.ts";
import { RUN_FILES } from "./output.ts";
import { sharedLines } from "./shared-lines.ts";

/** Throws `UsageError`, or `PlaceTaken`, where the part of a record could not be written: better now than after the run. */
export function requireShareable({ share, out }: Pick<RunFlags, "share" | "out">): void {
  if (share === undefined) return;
  if (share === "-") throw new UsageError("--share -: give the name of a file");
  const place = resolve(share);
  if (dirname(place) === resolve(out) && RUN_FILES.includes(basename(place)))
    throw new UsageError(`--share ${share}: the run itself writes that file; give another name`);
  requireOwnPlace(share);
  if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`--share ${share}: it is a folder; give the name of a file`);
  if (statSync(dirname(place), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`--share ${share}: there is no folder ${dirname(share)}; make it first`);
}

/** Says what the part of the record to hand on holds, and writes it. Does nothing where no file is asked for. */
export function writeShared(
  record: RunRecord,
  { flags: { share }, contract }: Pick<RunPlan, "flags" | "contract">,
  say: (line: string) => void = () => undefined,
): void {
  if (share === undefined) return;
  const part = withinSize(sharedPart(record));
  for (const line of sharedLines(part, contract)) say(line);
  try {
    writeFile(share, `${visibleJson(part, 1)}\n`);
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw new UsageError(`--share ${share}: ${reasonOf(error)}`);
  }
  say(`To share: ${share}. Look through it first`);
}
