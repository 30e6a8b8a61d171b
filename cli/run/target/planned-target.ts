import { loadSettings } from "#endpoint/aws/settings.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import { askOfRegion } from "#endpoint/aws/partitions.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { maskedAccount } from "./sandbox-guard.ts";
import { settingsFor } from "./target-settings.ts";
import { testedEndpoint } from "./tested-endpoint.ts";

export interface PlannedTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
}

/** The same, and what to say of it. */
interface ToldPlan extends PlannedTarget {
  /** Endpoint, Region and account in words. */
  readonly place: string;
  readonly warnings: readonly string[];
}

interface PlannedFlags extends RunFlags {
  /** What would start the target, on this machine unless another endpoint is named. */
  readonly command?: string;
}

const LOOPBACK = "http://127.0.0.1";

/** Where a run with these flags would go, and as what; nothing is opened. */
export async function plannedTarget(flags: PlannedFlags, env = process.env): Promise<ToldPlan> {
  const named = await testedEndpoint(withSomePort(flags), await loadSettings({ env, profile: flags.profile }));
  const { region } = named;
  const endpoint = named.endpoint ?? (flags.command === undefined ? undefined : LOOPBACK);
  const account = flags.sandboxAccount === undefined ? "" : `, account ${maskedAccount(flags.sandboxAccount)}`;
  const target = endpoint ?? "the embedded reference server";
  const place = `${flags.command === undefined ? target : "what --command starts"}, ${region}${account}`;
  const settings = settingsFor(flags, endpoint);
  return { endpoint: endpoint ?? LOOPBACK, region, settings, place, warnings: askOfRegion(region) };
}

/** Which port is free matters to no plan; where the command takes one, the endpoint is that of the command. */
function withSomePort({ command, endpointUrl, ...flags }: PlannedFlags): RunFlags {
  const url = command?.includes("{port}") === true ? (endpointUrl ?? LOOPBACK) : endpointUrl;
  return { ...flags, endpointUrl: url?.replaceAll("{port}", "80") };
}
