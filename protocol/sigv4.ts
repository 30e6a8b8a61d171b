import { createHmac, hash } from "node:crypto";
import { canonicalRequest } from "./canonical-request.ts";
import type { Credentials } from "./credentials.ts";
import type { Header } from "./exchange.ts";
import { keyedHash, type KeyedHash } from "./hmac.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";

export interface SigningInput {
  readonly method: string;
  /** Path and query as sent, with the base path. */
  readonly target: string;
  /** Headers to be signed, `host` and `x-amz-date` among them. */
  readonly headers: readonly Header[];
  /** Hex SHA-256 of the body. */
  readonly payloadHash: string;
  readonly credentials: Pick<Credentials, "accessKeyId" | "secretAccessKey">;
  /** Such as `20150830T123600Z`. */
  readonly amzDate: string;
  readonly region: string;
  readonly service: string;
}

/** The value of the Authorization header for a request (SigV4, signature in the header). */
export function authorization(input: SigningInput): string {
  const { accessKeyId } = input.credentials;
  const { text, signedHeaders } = canonicalRequest(input.method, input.target, input.headers, input.payloadHash);
  const scope = `${input.amzDate.slice(0, 8)}/${input.region}/${input.service}/aws4_request`;
  const signature = signingKey(input)(stringToSign(input.amzDate, scope, text));
  return `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function stringToSign(amzDate: string, scope: string, canonical: string): string {
  return `${ALGORITHM}\n${amzDate}\n${scope}\n${sha256Hex(canonical)}`;
}

let last: { readonly second: number; readonly date: string } | undefined;

/** Epoch milliseconds as SigV4 writes them: `20150830T123600Z`. Kept for the second it stands for. */
export function amzDateOf(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (last?.second !== second) {
    last = { second, date: `${new Date(second * 1000).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z` };
  }
  return last.date;
}

export function sha256Hex(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** Keys live a day, and a run uses a handful: one per secret, region and service. */
const derivedKeys = new Map<string, KeyedHash>();
const DERIVED_KEYS_KEPT = 50;

function signingKey({ credentials, amzDate, region, service }: SigningInput): KeyedHash {
  const { secretAccessKey } = credentials;
  const day = amzDate.slice(0, 8);
  const cacheKey = `${day}\n${region}\n${service}\n${secretAccessKey}`;
  const cached = derivedKeys.get(cacheKey);
  if (cached !== undefined) return cached;
  let key: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of [day, region, service, "aws4_request"]) key = createHmac("sha256", key).update(part).digest();
  const derived = keyedHash(key);
  // Stryker disable next-line ConditionalExpression,EqualityOperator: bounds memory, changes no signature
  if (derivedKeys.size >= DERIVED_KEYS_KEPT) derivedKeys.clear();
  derivedKeys.set(cacheKey, derived);
  return derived;
}
