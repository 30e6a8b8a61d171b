import { caBundle } from "#endpoint/aws/ca-bundle.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { asUsage } from "./sandbox-guard.ts";

interface ConnectionFlags {
  readonly concurrency: number;
  readonly deadline: AbortSignal | undefined;
  readonly rps?: number;
  readonly timeoutMs?: number | undefined;
}

export function connection(flags: RunFlags, settings: KindSettings): ConnectionFlags {
  return {
    concurrency: settings.concurrency,
    rps: settings.rps,
    deadline: flags.timeLimit === undefined ? undefined : AbortSignal.timeout(flags.timeLimit * 1000),
    timeoutMs: flags.timeoutMs,
  };
}

/** PEM certificates that are trusted in place of the system's, where a flag or AWS's settings name some. */
export function trustedCertificates(
  { ca }: RunFlags,
  settings: Parameters<typeof caBundle>[0],
): Promise<string | undefined> {
  return asUsage(() => (ca === undefined ? caBundle(settings) : readTextFile(ca, "--ca")));
}
