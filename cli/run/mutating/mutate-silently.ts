import type { FaultResult, MutationReport } from "#reports/mutations/mutation-report.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { USUAL_FAULTS } from "#cli/flags/mutation-flags.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { UsageError } from "#cli/usage-error.ts";
import { RUN_DEFAULTS, type RunFlags } from "#cli/run/run-flags.ts";
import { mutateAnswers, type MutateOptions } from "./mutate.ts";
import { openRounds, requireCommand } from "./open-rounds.ts";
import { type TestFunction, testsInProcess } from "./tests-in-process.ts";

/** What `mutate` is to try. Either `command` or `tests` is given; all else has the meaning of the flag of `proxy`. */
export interface MutationOptions {
  /** What runs the tests: a line as a shell splits it, or words. It runs once for each fault, in a process of its own. */
  readonly command?: string | readonly string[];
  /** The tests as a function, which runs in this process: it throws where it notices something. */
  readonly tests?: TestFunction;
  /** Faults at most; 100 unless given. */
  readonly most?: number;
  /** Which faults, and in which order; 0 unless given. */
  readonly seed?: number;
  /** Rounds side by side; one unless given. */
  readonly jobs?: number;
  /** Seconds for all rounds. */
  readonly budget?: number;
  /** A line: a program to run before each round. */
  readonly reset?: string;
  /** Unless given, as AWS's variables and files say; else each round has a reference server of its own. */
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
  /** PEM file of certificates to trust. */
  readonly ca?: string;
  /** `eks`, the default, `register-cluster`, or a file with a contract. */
  readonly spec?: string;
  /** Milliseconds that the endpoint has for an answer. */
  readonly timeoutMs?: number;
  /** Aborting it keeps what is known by then. */
  readonly signal?: AbortSignal;
  /** Environment of the command, and where AWS's own variables are looked up, instead of `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told of each fault that was tried, how many were, and how many there are. */
  readonly onResult?: (result: FaultResult, done: number, of: number) => void;
}

/** All there are: one that is misspelt would be ignored. */
const NAMES: Readonly<Record<keyof MutationOptions, true>> = {
  command: true,
  tests: true,
  most: true,
  seed: true,
  jobs: true,
  budget: true,
  reset: true,
  endpointUrl: true,
  region: true,
  profile: true,
  ca: true,
  spec: true,
  timeoutMs: true,
  signal: true,
  env: true,
  onResult: true,
};

/** The whole numbers that the flags take. */
const RANGES = [
  ["most", 1, 100_000],
  ["seed", 0, 0xffffffff],
  ["jobs", 1, 64],
  ["timeoutMs", 1, 3_600_000],
] as const satisfies readonly (readonly [name: keyof MutationOptions, least: number, most: number])[];

/**
 * Runs tests again and again, each time with one fault in the answers that they get: what `proxy --mutate` writes to
 * mutations.json. Prints and writes nothing. Rejects with an error of one clear line where options do not say how, and
 * where the tests fail although nothing was changed.
 *
 * ```js
 * import { mutate } from "eks-conformance";
 *
 * const { score, faults } = await mutate({ command: "npm test", most: 50 });
 * for (const { outcome, sentence } of faults) if (outcome === "survived") console.log(sentence);
 * ```
 */
export async function mutate(options: MutationOptions): Promise<MutationReport> {
  requireOptions(options);
  const { tests, most = USUAL_FAULTS, seed = 0, jobs = 1, budget, env = process.env, onResult } = options;
  const { command: line, signal = new AbortController().signal } = options;
  const command = tests === undefined ? wordsOf(line) : ["tests"];
  const listening = { port: 0, host: "127.0.0.1", allowHost: [] };
  const flags = { ...RUN_DEFAULTS, ...listening, ...flagsOf(options), command, jobs };
  if (tests === undefined) requireCommand(flags, "mutate");
  const { settings, place, redactor } = await openRounds(flags, env);
  const run = tests === undefined ? settings.run : testsInProcess(tests);
  let output = "";
  const told = {
    endpoint: place.words,
    isShared: place.isShared,
    console: { note: (text: string) => (output = text) },
  };
  const onEach: MutateOptions["onResult"] = (result, done, of) => onResult?.(result, done, of);
  try {
    const order = { most, seed, jobs, budget, signal, redactor, ...told, onResult: onEach };
    return await mutateAnswers({ ...settings, run }, order);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const [last = ""] = output.trim().split("\n").slice(-1);
    throw new UsageError(`${error.message.replace(/^proxy: /, "mutate: ")}${last === "" ? "" : `: ${last}`}`);
  }
}

/** Throws UsageError for what cannot be meant. */
function requireOptions(options: MutationOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(NAMES, name));
  if (unknown !== undefined) {
    throw new UsageError(`mutate: there is no option ${unknown}${closeSpellings(Object.keys(NAMES), unknown)}`);
  }
  const { command, tests, reset, budget } = options;
  if ((command === undefined) === (tests === undefined)) {
    throw new UsageError("mutate: give what runs the tests: either command, or tests, a function");
  }
  if (tests !== undefined && reset !== undefined) {
    throw new UsageError("mutate: reset is for a command: let the function tests do it before it begins");
  }
  for (const [name, least, most] of RANGES) {
    const value = options[name] ?? least;
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new UsageError(`mutate: ${name} must be a whole number from ${least} to ${most}`);
  }
  if (budget !== undefined && !(budget > 0)) throw new UsageError("mutate: budget must be a number of seconds above 0");
}

function wordsOf(command: MutationOptions["command"]): readonly string[] {
  return typeof command === "string" ? splitWords(command, "mutate: command") : (command ?? []);
}

/** What is undefined is not given. */
function flagsOf({ endpointUrl, region, profile, ca, spec, reset, timeoutMs }: MutationOptions): Partial<RunFlags> {
  const given = { endpointUrl, region, profile, ca, spec, reset, timeoutMs };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
