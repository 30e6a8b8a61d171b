import type { Exchange } from "#protocol/exchange.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import type { FaultResult } from "#reports/mutations/mutation-report.ts";
import type { RunInGroup } from "#cli/run/mutating/command-in-group.ts";
import { mutateAnswers, type MutateOptions } from "#cli/run/mutating/mutate.ts";
import type { RoundSettings } from "#cli/run/mutating/round.ts";
import { testsInProcess } from "#cli/run/mutating/tests-in-process.ts";
import { EKS } from "#tests/suites/mutations/traffic.ts";

/** Somebody's tests, in this process: they reject where they notice anything. */
export type TestFile = (endpoint: string, signal: AbortSignal) => Promise<void>;

/** Runs a test file as if it were a command, ended where its time is over. */
export function inProcess(file: TestFile): RunInGroup {
  return testsInProcess(({ endpointUrl, signal }) => file(endpointUrl, signal));
}

const redactor = createRedactor({ ofOthers: true });

export function settingsOf(run: RunInGroup, given: Partial<RoundSettings> = {}): RoundSettings {
  return {
    service: EKS,
    command: ["tests"],
    env: {},
    openTarget: () => startReferenceServer({ spec: "eks", port: 0 }),
    listening: { host: "127.0.0.1", port: 0, names: [] },
    timeoutMs: 10_000,
    moreMs: 1_000,
    run,
    seen: (exchange: Exchange) => redactor.learn(exchange),
    ...given,
  };
}

export function optionsOf(given: Partial<MutateOptions> = {}): MutateOptions {
  return {
    most: 100,
    seed: 7,
    jobs: 1,
    isShared: false,
    endpoint: "http://127.0.0.1",
    signal: new AbortController().signal,
    redactor,
    console: { note: () => undefined },
    onResult: () => undefined,
    ...given,
  };
}

export const mutated = (run: RunInGroup, options: Partial<MutateOptions> = {}, settings: Partial<RoundSettings> = {}) =>
  mutateAnswers(settingsOf(run, settings), optionsOf(options));

/** Ids of those that ended so. */
export function idsWith(faults: readonly FaultResult[], outcome: FaultResult["outcome"]): string[] {
  return faults.filter((fault) => fault.outcome === outcome).map(({ id }) => id);
}
