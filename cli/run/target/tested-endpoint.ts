import { resolveEndpoint, type ResolvedEndpoint } from "#endpoint/aws/resolve-endpoint.ts";
import { loadSettings, type AwsSettings } from "#endpoint/aws/settings.ts";
import { proxyFor } from "#endpoint/sending/proxy.ts";
import { servedBy } from "#cli/files/reading/read-spec.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { trustedCertificates } from "./connection-flags.ts";
import { asUsage, leadsToAws, requiredAccount, requireOffAws } from "./sandbox-guard.ts";

/** Rejects with `UsageError` where a whole service would go to AWS, whatever named the endpoint. */
export async function testedEndpoint(flags: RunFlags, settings: AwsSettings): Promise<ResolvedEndpoint> {
  const { endpointUrl, aws, region, spec } = flags;
  const resolved = await asUsage(() => resolveEndpoint({ endpointUrl, aws, region }, settings));
  // Only where it matters: reading a model takes seconds.
  const isAtStake = resolved.endpoint !== undefined && spec !== undefined && leadsToAws(flags, resolved.endpoint);
  if (isAtStake && servedBy(spec).served !== undefined) requireOffAws(flags, resolved.endpoint);
  return resolved;
}

export interface GuardedEndpoint {
  /** Undefined for the embedded server. */
  readonly endpoint?: string;
  /** See `requiredAccount`. */
  readonly account?: string | undefined;
  /** See `trustedCertificates`. */
  readonly ca?: string;
}

/** Where a run with these flags goes, once the guard lets it. Nothing is opened. */
export async function guardedEndpoint(flags: RunFlags, env: NodeJS.ProcessEnv): Promise<GuardedEndpoint> {
  const aws = await loadSettings({ env, profile: flags.profile });
  const { endpoint, region, source = "" } = await testedEndpoint(flags, aws);
  if (endpoint === undefined) return {};
  const account = requiredAccount({ endpoint, region, source }, flags, env);
  await asUsage(() => proxyFor(endpoint, env));
  return { endpoint, account, ca: await trustedCertificates(flags, aws) };
}
