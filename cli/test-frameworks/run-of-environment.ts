import { join } from "node:path";
import { Command, CommanderError } from "commander";
import type { TestedRun } from "./define-tests.ts";
import { applyConfig } from "#cli/config/apply-config.ts";
import { addConfigFlags } from "#cli/config/config-flags.ts";
import { parserComplaint } from "#cli/flags/parser-complaint.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { type RunFlags } from "#cli/run/run-flags.ts";
import { addRunFlags, addStartFlags } from "#cli/flags/add-run-flags.ts";
import { recordName } from "#cli/run/results/output.ts";
import { runSilently } from "#cli/run/run-silently.ts";
import { planRun, withReadOnlySpec } from "#cli/run/run-suite.ts";
import { TO_START, type TargetStartFlags } from "#cli/started/await-target.ts";
import { isRefusal } from "#cli/refusal.ts";
import { InconclusiveError, UsageError } from "#cli/usage-error.ts";
import { withoutTrace } from "./without-trace.ts";

const HOUR = 3_600_000;
/** Milliseconds for what follows the run's own time limit. */
const TO_CLEAN_UP = 60_000;

type TestFlags = RunFlags & TargetStartFlags;

/**
 * The run behind the tests of a framework. The endpoint comes from AWS_ENDPOINT_URL_EKS or AWS_ENDPOINT_URL; further
 * flags of `run`, those that start a target included, from EKS_CONFORMANCE_FLAGS, split as a shell would. A config file
 * in the working directory counts as it does for the command. Without an endpoint it is the embedded server. Throws
 * UsageError without a trace, which would say nothing of the user's own lines.
 */
export function runOfEnvironment(env: NodeJS.ProcessEnv): TestedRun {
  try {
    return testedRun(withReadOnlySpec(flagsOf(env["EKS_CONFORMANCE_FLAGS"] ?? "")), env);
  } catch (error) {
    throw asShown(error);
  }
}

function testedRun(flags: TestFlags, env: NodeJS.ProcessEnv): TestedRun {
  const plan = planRun(flags);
  return {
    name: nameOf(flags, env),
    requirements: plan.requirements.filter(({ excluded }) => excluded === undefined),
    recordFile: join(flags.out, recordName(flags.format)),
    timeout: timeoutOf(flags),
    run: async () => {
      try {
        return await runSilently({ flags, plan, signal: new AbortController().signal, env, onEvent: () => undefined });
      } catch (error) {
        throw asShown(error);
      }
    },
  };
}

/** What the user can mend needs no trace; a bug does. */
function asShown(error: unknown): unknown {
  const isTheirs = isRefusal(error) || error instanceof InconclusiveError;
  return isTheirs ? withoutTrace(error) : error;
}

/** Where the run goes, as far as it is said: flags and config file come before the environment. */
function nameOf({ endpointUrl, aws, command }: TestFlags, env: NodeJS.ProcessEnv): string {
  if (aws === true) return "Amazon EKS";
  const environment = env["AWS_ENDPOINT_URL_EKS"] ?? env["AWS_ENDPOINT_URL"];
  return endpointUrl ?? command ?? environment ?? "embedded reference server";
}

function timeoutOf({ timeLimit, command, waitForTarget }: TestFlags): number {
  if (timeLimit === undefined) return HOUR;
  const starting = waitForTarget ?? (command === undefined ? 0 : TO_START);
  return (starting + timeLimit) * 1000 + TO_CLEAN_UP;
}

function flagsOf(text: string): TestFlags {
  const command = addConfigFlags(addStartFlags(addRunFlags(new Command("run"))));
  // What is wrong is thrown, and the framework shows it.
  command.exitOverride().configureOutput({ outputError: () => undefined, writeOut: () => undefined });
  try {
    command.parse(splitWords(text, "EKS_CONFORMANCE_FLAGS"), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const complaint =
      parserComplaint(error, command, []) ?? "help is shown by `npx --no eks-conformance run --help` alone";
    throw new UsageError(`EKS_CONFORMANCE_FLAGS: ${complaint}`);
  }
  applyConfig(command);
  return command.opts<TestFlags>();
}
