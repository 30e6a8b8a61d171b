import { Command } from "commander";
import type { TestedRun } from "./define-tests.ts";
import { applyConfig } from "../config/apply-config.ts";
import { addConfigFlags } from "../config/config-flags.ts";
import { splitWords } from "../flags/split-words.ts";
import { addRunFlags, type RunFlags } from "../run/run-flags.ts";
import { runSilently } from "../run/run-silently.ts";
import { planRun } from "../run/run-suite.ts";

const HOUR = 3_600_000;

/**
 * The run behind the tests of a framework. The endpoint comes from AWS_ENDPOINT_URL_EKS or AWS_ENDPOINT_URL; further flags of
 * `run` from EKS_CONFORMANCE_FLAGS, split as a shell would, and a config file in the
 * working directory counts as it does for the command. Without an endpoint it is the embedded server.
 */
export function runOfEnvironment(env: NodeJS.ProcessEnv): TestedRun {
  const flags = flagsOf(env["EKS_CONFORMANCE_FLAGS"] ?? "");
  const plan = planRun(flags);
  return {
    name: env["AWS_ENDPOINT_URL_EKS"] ?? env["AWS_ENDPOINT_URL"] ?? flags.endpointUrl ?? "embedded reference server",
    requirements: plan.requirements.filter(({ excluded }) => excluded === undefined),
    strict: flags.strict === true,
    timeout: flags.timeLimit === undefined ? HOUR : flags.timeLimit * 1000 + 60_000,
    run: () => runSilently({ flags, plan, signal: new AbortController().signal, env, onEvent: () => undefined }),
  };
}

function flagsOf(text: string): RunFlags {
  const command = addConfigFlags(addRunFlags(new Command("run"))).exitOverride();
  command.parse(splitWords(text, "EKS_CONFORMANCE_FLAGS"), { from: "user" });
  applyConfig(command);
  return command.opts<RunFlags>();
}
