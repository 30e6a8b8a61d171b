import { InvalidArgumentError, Option, type Command } from "commander";
import { UsageError } from "#cli/usage-error.ts";
import { positiveNumber, wholeNumber } from "./flag-values.ts";

/** The flags of `proxy` that are about how good the command's tests are. */
export interface MutationFlags {
  /** How many faults to try at most; true for the usual number. */
  readonly mutate?: number | true;
  /** Legal answers instead of faults. */
  readonly variants?: boolean;
  /** A file of rules: which requests are answered otherwise. */
  readonly faults?: string;
  readonly seed?: number;
  /** Rounds side by side; one by default. */
  readonly jobs?: number;
  /** Seconds for all rounds. */
  readonly budget?: number;
  /** From 0 to 100. */
  readonly minScore?: number;
  /** A line: what to run before each round. */
  readonly reset?: string;
}

/** Faults that are tried where no number is given. */
export const USUAL_FAULTS = 100;

export function addMutationFlags(command: Command): Command {
  return command
    .optionsGroup("How good the command's tests are:")
    .option(
      "--mutate [n]",
      `run the command again with each of at most N faults in the answers (${USUAL_FAULTS})`,
      wholeNumber(1, 100_000),
    )
    .addOption(
      new Option("--variants", "run it again with each way to answer that no source forbids").conflicts("mutate"),
    )
    .addOption(
      new Option("--faults <file>", "run it once with the faults of a file's rules in the answers").conflicts([
        "mutate",
        "variants",
      ]),
    )
    .option("--min-score <percent>", "exit 1 if fewer of the faults are noticed", percentage)
    .option("--budget <seconds>", "time for all rounds (default: no limit)", positiveNumber)
    .option("--seed <n>", "seed of which faults, and in which order", wholeNumber(0, 0xffffffff))
    .option(
      "--jobs <n>",
      "rounds side by side (default: 1); {port} in the command is the port of its proxy",
      wholeNumber(1, 64),
    )
    .option("--reset <line>", "program to run before each round, such as one that empties the endpoint");
}

/** The flags that are about rounds, which there are none of without what asks for them. */
const OF_ROUNDS = { minScore: "--min-score", budget: "--budget", seed: "--seed", jobs: "--jobs", reset: "--reset" };

/** Throws UsageError for a flag that would do nothing. */
export function requireRounds(flags: Partial<MutationFlags>): void {
  const idle = Object.entries(OF_ROUNDS).find(([name]) => flags[name as keyof typeof OF_ROUNDS] !== undefined);
  if (idle !== undefined)
    throw new UsageError(`proxy ${idle[1]}: it is about rounds; give --mutate or --variants, too`);
}

function percentage(text: string): number {
  const number = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && number <= 100) return number;
  throw new InvalidArgumentError("Give a number from 0 to 100.");
}
