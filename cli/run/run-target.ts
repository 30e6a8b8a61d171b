import { randomUUID } from "node:crypto";
import { readText } from "../files/read-input.ts";
import { InconclusiveError, UsageError } from "../usage-error.ts";
import type { RunFlags } from "./run-flags.ts";
import { startReferenceWorker } from "../../reference/worker.ts";
import { KIND_SETTINGS, type KindSettings } from "../../suites/plan/target-kind.ts";
import { classifyEndpoint } from "../../endpoint/aws/classify-endpoint.ts";
import type { Credentials } from "../../protocol/credentials.ts";
import {
  CredentialsError,
  type CredentialSource,
  fixedCredentials,
  resolveCredentials,
} from "../../endpoint/aws/credentials.ts";
import {
  caBundle,
  EndpointError,
  resolveEndpoint,
  type ResolvedEndpoint,
} from "../../endpoint/aws/resolve-endpoint.ts";
import { createRedactor, type Redactor } from "../../endpoint/redact.ts";
import { verifiedCredentials } from "../../endpoint/aws/verified-credentials.ts";
import { createHttpTarget, type HttpTarget } from "../../endpoint/sending/http-target.ts";
import type { Lifeline } from "../../endpoint/sending/lifeline.ts";
import { requiredAccount, verifyAccount } from "./guard.ts";
import { withinTime } from "./within-time.ts";

/** An endpoint ready to be tested. */
export interface RunTarget {
  readonly runId: string;
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
  readonly target: HttpTarget;
  readonly embedded: boolean;
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
  const { endpoint, region, source = "" } = await resolvePlace(flags, env);
  if (endpoint === undefined) return openEmbedded(flags, signal);
  const account = requiredAccount({ endpoint, region, source }, flags, env);
  let settings = settingsFor(flags, endpoint);
  const secrets = secretsIn(endpoint);
  const redactor = createRedactor({ secrets });
  const link = connection(flags, settings, env);
  const given = { signal, deadline: link.deadline };
  const found = flags.sign ? await withinTime(credentialsFor(endpoint, region, flags.profile, env), given) : undefined;
  let credentials = found === undefined ? undefined : noted(found, secrets);
  if (account !== undefined && credentials !== undefined) {
    const place = { region, env, ca: link.ca };
    const verify = (given: Credentials) =>
      withRedactedErrors(redactor, () =>
        verifyAccount(account, endpoint, { ...place, seen: redactor.learn, credentials: fixedCredentials(given) }),
      );
    const first = await credentials();
    const { arn } = await withinTime(verify(first), given);
    credentials = verifiedCredentials({ source: credentials, known: [first.accessKeyId], verify });
    if (flags.roleArn === undefined && settings.kind === "aws") settings = withRoleOf(settings, arn, account);
  }
  const target = createHttpTarget({
    endpoint,
    region,
    signal,
    credentials,
    seen: redactor.learn,
    lifeline,
    ...link,
  });
  return {
    runId: randomUUID(),
    endpoint,
    region,
    settings,
    target,
    embedded: false,
    warnings: warningsOf(endpoint, (await credentials?.())?.sessionToken !== undefined),
    account,
    redactor,
    lifeline,
    close: () => target.close(),
  };
}

/** What STS answers may say again what it was told. */
async function withRedactedErrors<Result>({ text }: Redactor, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error) error.message = text(error.message);
    throw error;
  }
}

/** A password may stand in the address itself. */
function secretsIn(endpoint: string): string[] {
  const { password } = new URL(endpoint);
  return password === "" ? [] : [password, decodeURIComponent(password)];
}

function warningsOf(endpoint: string, hasSessionToken: boolean): string[] {
  const open = endpoint.startsWith("http:") && classifyEndpoint(endpoint) !== "loopback";
  if (!open || !hasSessionToken) return [];
  return ["a session token goes over plain http, where others can read it: begin --endpoint-url with https://"];
}

/** The connector role under the name that AWS's own guide gives it, in the partition and account of the caller. */
function withRoleOf(settings: KindSettings, callerArn: string, account: string): KindSettings {
  const partition = callerArn.split(":")[1] ?? "aws";
  const roleArn = `arn:${partition}:iam::${account}:role/AmazonEKSConnectorAgentRole`;
  return { ...settings, fixtures: { ...settings.fixtures, roleArn } };
}

/** Where a run with these flags goes, once the guard lets it; undefined for the embedded server. Nothing is opened. */
export async function guardedEndpoint(flags: RunFlags, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { endpoint, region, source = "" } = await resolvePlace(flags, env);
  if (endpoint !== undefined) requiredAccount({ endpoint, region, source }, flags, env);
  return endpoint;
}

export interface Place {
  readonly endpoint: string;
  readonly region: string;
  readonly settings: KindSettings;
}

/** Where a run with these flags would go, and as what; nothing is opened. */
export async function plannedPlace(flags: RunFlags, env = process.env): Promise<Place> {
  const { endpoint, region } = await resolvePlace(flags, env);
  return { endpoint: endpoint ?? "http://127.0.0.1", region, settings: settingsFor(flags, endpoint) };
}

async function resolvePlace(flags: RunFlags, env: NodeJS.ProcessEnv): Promise<ResolvedEndpoint> {
  try {
    return await resolveEndpoint({
      env,
      endpointUrl: flags.endpointUrl,
      aws: flags.aws,
      profile: flags.profile,
      region: flags.region,
    });
  } catch (error) {
    if (error instanceof EndpointError) throw new UsageError(error.message);
    throw error;
  }
}

/** The embedded server verifies signatures made with these. */
const EMBEDDED_CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

async function openEmbedded(flags: RunFlags, signal: AbortSignal): Promise<RunTarget> {
  const region = flags.region ?? "us-east-1";
  const server = await startReferenceWorker({
    region,
    auth: flags.sign,
    credentials: EMBEDDED_CREDENTIALS,
    hooks: true,
    existing: { eks: ["run-by-eks"] },
  });
  const settings = settingsFor(flags, undefined);
  const redactor = createRedactor();
  const target = createHttpTarget({
    seen: redactor.learn,
    endpoint: server.url,
    region,
    signal,
    credentials: flags.sign ? fixedCredentials(EMBEDDED_CREDENTIALS) : undefined,
    ...connection(flags, settings, {}),
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

async function credentialsFor(
  endpoint: string,
  region: string,
  profile: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<CredentialSource> {
  try {
    return await resolveCredentials({ endpoint, region, profile, env });
  } catch (error) {
    if (error instanceof CredentialsError) throw new InconclusiveError(error.message);
    throw error;
  }
}

/** Settings of the kind asked for, or of the one that fits the endpoint, with the flags laid over it. */
export function settingsFor(flags: RunFlags, endpoint: string | undefined): KindSettings {
  const fitting = endpoint === undefined ? "reference" : classifyEndpoint(endpoint) === "aws" ? "aws" : "emulator";
  const base = KIND_SETTINGS[flags.kind ?? fitting];
  return {
    ...base,
    concurrency: flags.concurrency ?? base.concurrency,
    maxLive: flags.maxLive ?? base.maxLive,
    rps: flags.rps ?? base.rps,
    maxRegistrations: flags.maxRegistrations ?? base.maxRegistrations,
    casesPerConstraint: flags.cases ?? base.casesPerConstraint,
    fixtures: flags.roleArn === undefined ? base.fixtures : { ...base.fixtures, roleArn: flags.roleArn },
    features: { ...base.features, ...flags.feature },
  };
}

function bundleOf(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return caBundle(env);
  } catch (error) {
    if (error instanceof EndpointError) throw new UsageError(error.message);
    throw error;
  }
}

/** PEM certificates that are trusted in place of the system's, where a flag or AWS's variable names some. */
export function trustedCertificates(flags: RunFlags, env: NodeJS.ProcessEnv): string | undefined {
  return flags.ca === undefined ? bundleOf(env) : readText(flags.ca, "--ca");
}

function connection(flags: RunFlags, settings: KindSettings, env: NodeJS.ProcessEnv): ConnectionFlags {
  const ca = trustedCertificates(flags, env);
  return {
    concurrency: settings.concurrency,
    rps: settings.rps,
    deadline: flags.timeLimit === undefined ? undefined : AbortSignal.timeout(flags.timeLimit * 1000),
    timeoutMs: flags.timeoutMs,
    ca,
  };
}

interface ConnectionFlags {
  readonly concurrency: number;
  readonly deadline: AbortSignal | undefined;
  readonly rps?: number;
  readonly timeoutMs?: number | undefined;
  readonly ca?: string;
}

/** The same source, with the values that it gives out put on the list of secrets before they are used. */
function noted(source: CredentialSource, secrets: string[]): CredentialSource {
  let latest: Credentials | undefined;
  const note = (credentials: Credentials): Credentials => {
    if (credentials === latest) return credentials;
    latest = credentials;
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    for (const value of [accessKeyId, secretAccessKey, sessionToken]) if (value !== undefined) secrets.push(value);
    return credentials;
  };
  return () => {
    const given = source();
    return given instanceof Promise ? given.then(note) : note(given);
  };
}
