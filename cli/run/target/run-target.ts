import { randomUUID } from "node:crypto";
import { readTextFile } from "../../files/read-text-file.ts";
import { InconclusiveError } from "../../usage-error.ts";
import type { RunFlags } from "../run-flags.ts";
import { startReferenceWorker } from "../../../reference/worker.ts";
import { KIND_SETTINGS, type KindSettings } from "../../../suites/plan/kind-settings.ts";
import type { CallerIdentity } from "../../../endpoint/aws/account.ts";
import { classifyEndpoint } from "../../../endpoint/aws/classify-endpoint.ts";
import {
  CredentialsError,
  fixedCredentials,
  resolveCredentials,
  type CredentialOptions,
  type ResolvedCredentials,
} from "../../../endpoint/aws/credentials.ts";
import { caBundle } from "../../../endpoint/aws/ca-bundle.ts";
import { resolveEndpoint, type ResolvedEndpoint } from "../../../endpoint/aws/resolve-endpoint.ts";
import { loadSettings, type AwsSettings } from "../../../endpoint/aws/settings.ts";
import { createRedactor, type Redactor } from "../../../endpoint/redact.ts";
import { createHttpTarget, type HttpTarget } from "../../../endpoint/sending/http-target.ts";
import type { Lifeline } from "../../../endpoint/sending/lifeline.ts";
import { proxyFor, proxySecrets } from "../../../endpoint/sending/proxy.ts";
import { servedBy, type ServedSpec } from "../../files/read-spec.ts";
import { asUsage, leadsToAws, requiredAccount, requireOffAws, vouchingSts } from "./sandbox-guard.ts";
import { noted } from "../../callers/noted-credentials.ts";
import { otherCallersFor } from "../../callers/other-callers.ts";
import { REFERENCE_CALLERS, REFERENCE_FEATURES, REFERENCE_PRINCIPALS } from "../../callers/reference-callers.ts";
import { verifiedAs } from "../../callers/verified-caller.ts";
import { credentialsWithinTime } from "../../callers/credentials-within-time.ts";

/** An endpoint ready to be tested. */
export interface RunTarget {
  readonly runId: string;
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
  readonly target: HttpTarget;
  readonly embedded: boolean;
  /** What starts it on a free port, `{port}` in the port's place; see `toldCommand`. */
  readonly command?: string | undefined;
  /** The account that STS named, twelve digits. */
  readonly account?: string;
  /** What the user should know before anything is sent, in a sentence each. */
  readonly warnings: readonly string[];
  /** Who starts the target again when it dies, where somebody does. */
  readonly lifeline?: Lifeline | undefined;
  /** Knows what must not show up in any output. */
  readonly redactor: Redactor;
  readonly close: () => Promise<void>;
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
  const { endpoint, region, source = "" } = await resolveTested(flags, aws);
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
    otherCallers,
    seen: redactor.learn,
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
    warnings: warningsOf(endpoint, found?.replaced, (await credentials?.())?.sessionToken !== undefined),
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

export interface GuardedEndpoint {
  /** Undefined for the embedded server. */
  readonly endpoint?: string;
  /** See `trustedCertificates`. */
  readonly ca?: string;
}

/** Where a run with these flags goes, once the guard lets it. Nothing is opened. */
export async function guardedEndpoint(flags: RunFlags, env: NodeJS.ProcessEnv): Promise<GuardedEndpoint> {
  const aws = await loadSettings({ env, profile: flags.profile });
  const { endpoint, region, source = "" } = await resolveTested(flags, aws);
  if (endpoint === undefined) return {};
  requiredAccount({ endpoint, region, source }, flags, env);
  await asUsage(() => proxyFor(endpoint, env));
  return { endpoint, ca: await trustedCertificates(flags, aws) };
}

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
  const named = await resolveTested(withSomePort(flags), await loadSettings({ env, profile: flags.profile }));
  const endpoint = named.endpoint ?? (flags.command === undefined ? undefined : LOOPBACK);
  return { endpoint: endpoint ?? LOOPBACK, region: named.region, settings: settingsFor(flags, endpoint) };
}

/** Which port is free matters to no plan; where the command takes one, the endpoint is that of the command. */
function withSomePort({ command, endpointUrl, ...flags }: PlannedFlags): RunFlags {
  const url = command?.includes("{port}") === true ? (endpointUrl ?? LOOPBACK) : endpointUrl;
  return { ...flags, endpointUrl: url?.replaceAll("{port}", "80") };
}

/** Rejects with `UsageError` where a whole service would go to AWS, whatever named the endpoint. */
async function resolveTested(flags: RunFlags, settings: AwsSettings): Promise<ResolvedEndpoint> {
  const { endpointUrl, aws, region, spec } = flags;
  const resolved = await asUsage(() => resolveEndpoint({ endpointUrl, aws, region }, settings));
  // Only where it matters: reading a model takes seconds.
  const isAtStake = resolved.endpoint !== undefined && spec !== undefined && leadsToAws(flags, resolved.endpoint);
  if (isAtStake && servedBy(spec).served !== undefined) requireOffAws(flags, resolved.endpoint);
  return resolved;
}

/** The embedded server verifies signatures made with these. */
const EMBEDDED_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

async function openEmbedded(
  flags: RunFlags,
  { served, signingName }: ServedSpec,
  signal: AbortSignal,
): Promise<RunTarget> {
  const region = flags.region ?? "us-east-1";
  const server = await startReferenceWorker({
    region,
    auth: flags.sign,
    credentials: EMBEDDED_CREDENTIALS,
    others: REFERENCE_PRINCIPALS,
    hooks: true,
    ...(typeof flags.feature["quota"] === "number" ? { quota: flags.feature["quota"] } : {}),
    ...(served === undefined ? { existing: { eks: ["run-by-eks"] } } : { spec: served }),
  });
  const settings = settingsFor(flags, undefined);
  const redactor = createRedactor();
  const target = createHttpTarget({
    seen: redactor.learn,
    endpoint: server.url,
    region,
    service: signingName,
    signal,
    credentials: flags.sign ? fixedCredentials(EMBEDDED_CREDENTIALS) : undefined,
    otherCallers: REFERENCE_CALLERS,
    ca: await trustedCertificates(flags, { env: {}, profile: {} }),
    ...connection(flags, settings),
  });
  const close = async (): Promise<void> => {
    await target.close();
    await server.close();
  };
  return {
    runId: randomUUID(),
    endpoint: server.url,
    region,
    settings,
    target,
    embedded: true,
    warnings: [],
    redactor,
    close,
  };
}

async function credentialsFor(options: CredentialOptions): Promise<ResolvedCredentials> {
  try {
    return await resolveCredentials(options);
  } catch (error) {
    if (error instanceof CredentialsError) throw new InconclusiveError(error.message);
    throw error;
  }
}

/** Settings of the kind asked for, or of the one that fits the endpoint, with the flags laid over it. */
export function settingsFor(flags: RunFlags, endpoint: string | undefined): KindSettings {
  const isOurs = endpoint === undefined;
  const fitting = isOurs ? "reference" : classifyEndpoint(endpoint) === "aws" ? "aws" : "emulator";
  const base = KIND_SETTINGS[flags.kind ?? fitting];
  const { quota } = flags.feature;
  return {
    ...base,
    concurrency: flags.concurrency ?? base.concurrency,
    maxLive: Math.min(flags.maxLive ?? base.maxLive, typeof quota === "number" ? quota : Infinity),
    rps: flags.rps ?? base.rps,
    maxRegistrations: flags.maxRegistrations ?? base.maxRegistrations,
    casesPerConstraint: flags.cases ?? base.casesPerConstraint,
    ...(flags.roleArn === undefined
      ? {}
      : { fixtures: { ...base.fixtures, roleArn: flags.roleArn }, fixtureForms: {} }),
    features: { ...base.features, ...(isOurs && flags.sign ? REFERENCE_FEATURES : {}), ...flags.feature },
  };
}

/** PEM certificates that are trusted in place of the system's, where a flag or AWS's settings name some. */
function trustedCertificates({ ca }: RunFlags, settings: Parameters<typeof caBundle>[0]): Promise<string | undefined> {
  return asUsage(() => (ca === undefined ? caBundle(settings) : readTextFile(ca, "--ca")));
}

function connection(flags: RunFlags, settings: KindSettings): ConnectionFlags {
  return {
    concurrency: settings.concurrency,
    rps: settings.rps,
    deadline: flags.timeLimit === undefined ? undefined : AbortSignal.timeout(flags.timeLimit * 1000),
    timeoutMs: flags.timeoutMs,
  };
}

interface ConnectionFlags {
  readonly concurrency: number;
  readonly deadline: AbortSignal | undefined;
  readonly rps?: number;
  readonly timeoutMs?: number | undefined;
}
