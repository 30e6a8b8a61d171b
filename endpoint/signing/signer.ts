import { hashOfAnotherBody, UNKNOWN_KEY, WRONG_SECRET } from "#protocol/signing/broken-signatures.ts";
import type { Credentials } from "#protocol/signing/credentials.ts";
import type { CredentialSource } from "#endpoint/aws/credentials.ts";
import { unlessAborted, type AbortScope } from "#endpoint/sending/abort.ts";
import type { Header, OtherCaller, Signing, WireRequest } from "#protocol/exchange.ts";
import { headerValue } from "#protocol/headers.ts";
import { amzDateOf, authorization, type KeyScope, sha256Hex, deriveKey } from "#protocol/signing/sigv4.ts";

export interface SignerOptions {
  /** As the connection sends it: the host, and the port unless it is the scheme's default. */
  readonly host: string;
  readonly region: string;
  readonly service: string;
  readonly credentials: CredentialSource | undefined;
  readonly otherCallers?: OtherCallers | undefined;
}

/** Credentials that are supplied to be refused. */
export type OtherCallers = Readonly<Partial<Record<OtherCaller, CredentialSource>>>;

export interface ToSign {
  readonly request: WireRequest;
  /** Path and query as sent, with the base path. */
  readonly target: string;
  readonly signing: Signing;
  readonly epochMs: number;
  /** Ends the wait for credentials that must be fetched, since their source may hang. */
  readonly scope?: AbortScope | undefined;
}

/**
 * All headers of a request as sent, except host, connection and content-length, which the connection writes: the
 * request's own in their order, then those of the signature.
 */
export type Signer = (input: ToSign) => Promise<readonly Header[]>;

export function createSigner(given: SignerOptions): Signer {
  const options = { ...given, keyOf: keptKeys() };
  return async ({ signing, scope, ...input }) => {
    if (signing.kind === "none") return input.request.headers;
    const supplied = sourceFor(options, signing)?.();
    const identity = supplied instanceof Promise ? await unlessAborted(supplied, scope) : supplied;
    return signed(options, { ...input, signing, identity });
  };
}

/** A run signs with a handful of keys: four HMACs each, once. */
function keptKeys(): (scope: KeyScope) => Buffer {
  const keys = new Map<string, Buffer>();
  return (scope) => {
    const id = JSON.stringify(scope);
    const key = keys.get(id) ?? deriveKey(scope);
    keys.set(id, key);
    return key;
  };
}

function sourceFor({ credentials, otherCallers }: SignerOptions, signing: Signing): CredentialSource | undefined {
  if (signing.kind !== "other-caller") return credentials;
  const source = otherCallers?.[signing.caller];
  if (source === undefined) throw new Error(`nobody handed over the credentials of ${signing.caller}`);
  return source;
}

type SigningKind = Exclude<Signing, { kind: "none" }>;

interface ToSignAs extends Omit<ToSign, "scope"> {
  readonly signing: SigningKind;
  /** Whose signature it should be; undefined for none. */
  readonly identity: Credentials | undefined;
}

interface KeepingSigner extends SignerOptions {
  readonly keyOf: (scope: KeyScope) => Buffer;
}

function signed(options: KeepingSigner, { request, target, signing, epochMs, identity }: ToSignAs): readonly Header[] {
  const payloadHash = payloadHashOf(request.body, signing);
  const amzDate = amzDateOf(signing.kind === "skewed" ? epochMs + signing.seconds * 1000 : epochMs);
  const own: Header[] = [...request.headers, ["x-amz-date", amzDate], ["x-amz-content-sha256", payloadHash]];
  if (signing.kind === "verbatim") return [...own, ["authorization", signing.authorization]];
  if (identity === undefined) return request.headers;
  const credentials = credentialsFor(identity, signing);
  if (credentials.sessionToken !== undefined) own.push(["x-amz-security-token", credentials.sessionToken]);
  const input = {
    method: request.method,
    target,
    headers: headerValue(request.headers, "host") === undefined ? [["host", options.host] as const, ...own] : own,
    payloadHash,
    credentials,
    amzDate,
    region: signing.kind === "wrong-region" ? signing.region : options.region,
    service: signing.kind === "wrong-service" ? signing.service : options.service,
  };
  const value = authorization(input, options.keyOf);
  return [...own, ["authorization", signing.kind === "corrupt-signature" ? corrupted(value) : value]];
}

function payloadHashOf(body: Uint8Array | undefined, signing: SigningKind): string {
  if (signing.kind === "body-not-covered") return hashOfAnotherBody(body);
  return sha256Hex(body ?? "");
}

function credentialsFor(identity: Credentials, signing: SigningKind): Credentials {
  if (signing.kind === "unknown-key") return UNKNOWN_KEY;
  return signing.kind === "wrong-secret" ? { ...identity, secretAccessKey: WRONG_SECRET } : identity;
}

/** The signature with its last digit changed. */
function corrupted(value: string): string {
  return value.slice(0, -1) + (value.endsWith("0") ? "1" : "0");
}
