import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { RESULTS } from "#cli/files/writing/results-folder.ts";
import { collect, wholeNumber } from "./flag-values.ts";

export function addSelftestFlags(command: Command): Command {
  return command
    .option(
      "--spec <spec>",
      "what to test: register-cluster, eks, or a file with a table beside it",
      "register-cluster",
    )
    .option("--all", "no samples: every fault and variant; of registered clusters also each run to its end")
    .option("--fault <glob>", "only faults that match, drawn ones too; may be repeated", collect, [])
    .option("--variant <glob>", "only conforming variants that match; may be repeated", collect, [])
    .option(
      "--variant-sample <n>",
      "number of conforming variants, picked evenly (default: 16; of a whole service 10)",
      wholeNumber(0, 1_000_000),
    )
    .option(
      "--drawn <n>",
      "drawn faults beside the catalogue (default: 20, with --all 200; of a whole service none)",
      wholeNumber(0, 1_000_000),
    )
    .option("--seed <n>", "seed of everything random", wholeNumber(0, 0xffffffff), 1)
    .option("--cases <n>", "random inputs per constraint", wholeNumber(0, 1_000_000), 3)
    .option("--jobs <n>", "worker threads", wholeNumber(1, 256), availableParallelism())
    .option("--out <dir>", "folder for selftest.json and kill-matrix.html", RESULTS);
}

/** Of what shows the detection power that a selftest left. */
export const KILL_MATRIX = ["--kill-matrix <file>", "selftest.json with the detection power to show"] as const;
