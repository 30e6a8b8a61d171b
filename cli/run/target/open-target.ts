import { randomUUID } from "node:crypto";
import { lookup } from "node:dns/promises";
import { InconclusiveError } from "#cli/usage-error.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { CallerIdentity } from "#endpoint/aws/account.ts";
import { askOfRegion } from "#endpoint/aws/partitions.ts";
import { classifyEndpoint } from "#endpoint/aws/classify-endpoint.ts";
import {
  CredentialsError,
  resolveCredentials,
  type CredentialOptions,
  type ResolvedCredentials,
} from "#endpoint/aws/credentials.ts";
import { loadSettings } from "#endpoint/aws/settings.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { createHttpTarget } from "#endpoint/sending/http-target.ts";
import type { Lifeline } from "#endpoint/sending/lifeline.ts";
import { errorCode } from "#endpoint/sending/failure.ts";
import { proxyFor, proxySecrets } from "#endpoint/sending/proxy.ts";
import { readSpec, servedBy } from "#cli/files/reading/read-spec.ts";
import { asUsage, requiredAccount, vouchingSts } from "./sandbox-guard.ts";
import { noted } from "#cli/callers/noted-credentials.ts";
import { otherCallersFor } from "#cli/callers/other-callers.ts";
import { verifiedAs } from "#cli/callers/verified-caller.ts";
import { credentialsWithinTime } from "#cli/callers/credentials-within-time.ts";
import { connection, trustedCertificates } from "./connection-flags.ts";
import { openEmbedded } from "./embedded-target.ts";
import type { RunTarget } from "./run-target.ts";
import { settingsFor } from "./target-settings.ts";
import { testedEndpoint } from "./tested-endpoint.ts";
import { pseudonymous, type Pseudonyms } from "#endpoint/redaction/pseudonyms.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";

/**
 * What puts pseudonyms in the place of an account's own names, where a run only reads on AWS or its record is to be shared.
 * Undefined for any other run.
 */
function pseudonymsFor(
  { readOnly, share, spec }: Pick<RunFlags, "readOnly" | "share" | "spec">,
  { kind }: Pick<KindSettings, "kind">,
): Pseudonyms | undefined {
  if (readOnly !== true || (kind !== "aws" && share === undefined)) return undefined;
  const { contract, table } = readSpec(spec);
  return pseudonymous({ contract, operations: operationsOfAccount(contract, table) });
}

/** Whatever reads, but for what a service says of itself. */
export function operationsOfAccount({ operations }: Contract, table: ResourceTable | undefined): ReadonlySet<string> {
  const tagging = table?.tagging?.list.operation;
  const ofService = Object.values(table?.services ?? {}).flat();
  const own = [...operations.values()].filter(({ id, method }) => {
    return isSafe(method) && (id === tagging || !ofService.includes(id));
  });
  return new Set(own.map(({ id }) => id));
}

/**
 * Opens the target that the flags and AWS's own variables name, or the embedded server when they name none. Nothing has
 * been sent to it when this resolves, and it rejects before anything could be when the guard does not let it through.
 */
export async function openRunTarget(
  flags: RunFlags,
  signal: AbortSignal,
  env = process.env,
  lifeline?: Lifeline,
): Promise<RunTarget> {
  const aws = await loadSettings({ env, profile: flags.profile });
  const { endpoint, region, source = "" } = await testedEndpoint(flags, aws);
  const spec = servedBy(flags.spec);
  if (endpoint === undefined) return openEmbedded(flags, spec, signal);
  const account = requiredAccount({ endpoint, region, source }, flags, env);
  const guarded =
    account === undefined ? undefined : { account, sts: await vouchingSts({ endpoint, region }, flags, aws) };
  let settings = settingsFor(flags, endpoint);
  const redactor = createRedactor({ secrets: await secretsIn(endpoint, env) });
  const ca = await trustedCertificates(flags, aws);
  const link = connection(flags, settings);
  const time = { signal, deadline: link.deadline };
  const { profile, sign } = flags;
  const real = guarded !== undefined;
  const found = sign
    ? await credentialsWithinTime(credentialsFor({ endpoint, region, profile, env, ca, real }), time)
    : undefined;
  const asking = { region, env, ca, redactor };
  let credentials = found === undefined ? undefined : noted(found.source, redactor);
  if (guarded !== undefined && credentials !== undefined) {
    const verified = await verifiedAs(guarded.account, time, { ...asking, ...guarded, credentials });
    credentials = verified.credentials;
    if (flags.roleArn === undefined && settings.kind === "aws") settings = withRoleOf(settings, verified);
  }
  const otherCallers = await otherCallersFor({
    ...asking,
    endpoint,
    features: settings.features,
    own: credentials,
    time,
    guarded: guarded === undefined ? undefined : { account: guarded.account, sts: { ...asking, sts: guarded.sts } },
  });
  const target = createHttpTarget({
    endpoint,
    region,
    service: spec.signingName,
    signal,
    credentials,
    readOnly: flags.readOnly,
    otherCallers,
    seen: redactor.learn,
    ...pseudonymsFor(flags, settings),
    lifeline,
    ...link,
    ca,
    env,
  });
  return {
    runId: randomUUID(),
    endpoint,
    region,
    settings,
    target,
    embedded: false,
    warnings: [
      ...warningsOf(endpoint, found?.replaced, (await credentials?.())?.sessionToken !== undefined),
      ...askOfRegion(region),
    ],
    account,
    redactor,
    lifeline,
    close: () => target.close(),
  };
}

/** A password may stand in the address itself, and in that of a proxy. */
async function secretsIn(endpoint: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const { password } = new URL(endpoint);
  const ofProxy = await asUsage(() => proxySecrets(endpoint, env));
  return password === "" ? [...ofProxy] : [password, decodeURIComponent(password), ...ofProxy];
}

function warningsOf(endpoint: string, replaced: string | undefined, hasSessionToken: boolean): string[] {
  const open = endpoint.startsWith("http:") && classifyEndpoint(endpoint) !== "loopback";
  const token = "a session token is sent over plain http, where others can read it: start --endpoint-url with https://";
  const dummies = `requests are signed with dummy credentials, which are enough for ${endpoint}. ${replaced}`;
  return [...(replaced === undefined ? [] : [dummies]), ...(open && hasSessionToken ? [token] : [])];
}

/** The connector role under the name that AWS's own guide gives it, in the partition and account of the caller. */
function withRoleOf(settings: KindSettings, { arn, account }: CallerIdentity): KindSettings {
  const partition = arn.split(":")[1] ?? "aws";
  const roleArn = `arn:${partition}:iam::${account}:role/AmazonEKSConnectorAgentRole`;
  return { ...settings, fixtures: { ...settings.fixtures, roleArn } };
}

async function credentialsFor(options: CredentialOptions): Promise<ResolvedCredentials> {
  try {
    return await resolveCredentials(options);
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error;
    throw new InconclusiveError((await whyNoSuchHost(options)) ?? error.message);
  }
}

/** A host that nobody knows comes first: credentials would be of no use there. AWS's and what a proxy looks up is left alone. */
async function whyNoSuchHost({ endpoint, env }: CredentialOptions): Promise<string | undefined> {
  if (classifyEndpoint(endpoint) === "aws" || proxyFor(endpoint, env) !== undefined) return undefined;
  const { hostname } = new URL(endpoint);
  const isUnknown = await lookup(hostname.replace(/^\[(.*)\]$/, "$1")).then(
    () => false,
    (error: unknown) => errorCode(error) === "ENOTFOUND",
  );
  return isUnknown ? `No host is called ${hostname}: check the address of the endpoint.` : undefined;
}
