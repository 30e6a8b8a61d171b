import { loadSettings } from "../../../endpoint/aws/settings.ts";
import type { KindSettings } from "../../../suites/plan/kind-settings.ts";
import type { RunFlags } from "../run-flags.ts";
import { settingsFor } from "./target-settings.ts";
import { testedEndpoint } from "./tested-endpoint.ts";

export interface PlannedTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
}

interface PlannedFlags extends RunFlags {
  /** What would start the target, on this machine unless another endpoint is named. */
  readonly command?: string;
}

const LOOPBACK = "http://127.0.0.1";

/** Where a run with these flags would go, and as what; nothing is opened. */
export async function plannedTarget(flags: PlannedFlags, env = process.env): Promise<PlannedTarget> {
  const named = await testedEndpoint(withSomePort(flags), await loadSettings({ env, profile: flags.profile }));
  const endpoint = named.endpoint ?? (flags.command === undefined ? undefined : LOOPBACK);
  return { endpoint: endpoint ?? LOOPBACK, region: named.region, settings: settingsFor(flags, endpoint) };
}

/** Which port is free matters to no plan; where the command takes one, the endpoint is that of the command. */
function withSomePort({ command, endpointUrl, ...flags }: PlannedFlags): RunFlags {
  const url = command?.includes("{port}") === true ? (endpointUrl ?? LOOPBACK) : endpointUrl;
  return { ...flags, endpointUrl: url?.replaceAll("{port}", "80") };
}
