import { createHmac, hash } from "node:crypto";
import { canonicalRequest } from "./canonical-request.ts";
import type { Credentials } from "./credentials.ts";
import type { Header } from "#protocol/exchange.ts";

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

/** What a signing key is made of, and good for. */
export interface KeyScope {
  readonly secretAccessKey: string;
  /** Such as `20150830`. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
}

/**
 * The value of the Authorization header for a request (SigV4, signature in the header). Whoever signs many requests may
 * keep the keys: `keyOf` returns the one of a scope.
 */
export function authorization(input: SigningInput, keyOf = deriveKey): string {
  const { region, service, amzDate } = input;
  const { accessKeyId, secretAccessKey } = input.credentials;
  const { text, signedHeaders } = canonicalRequest(input.method, input.target, input.headers, input.payloadHash);
  const day = amzDate.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = keyOf({ secretAccessKey, day, region, service });
  const signature = hmac(key, stringToSign(amzDate, scope, text)).toString("hex");
  return `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function stringToSign(amzDate: string, scope: string, canonical: string): string {
  return `${ALGORITHM}\n${amzDate}\n${scope}\n${sha256Hex(canonical)}`;
}

/** Epoch milliseconds as SigV4 writes them: `20150830T123600Z`. */
export function amzDateOf(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

export function sha256Hex(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** Good for all requests of a day. */
export function deriveKey({ secretAccessKey, day, region, service }: KeyScope): Buffer {
  return [day, region, service, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
