import { createHmac, hash } from "node:crypto";
import { canonicalRequest } from "./canonical-request.ts";
import type { Credentials } from "./credentials.ts";
import type { Header } from "../exchange.ts";

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
  const signature = hmac(signingKey(input), stringToSign(input.amzDate, scope, text)).toString("hex");
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

function signingKey({ credentials, amzDate, region, service }: SigningInput): Buffer {
  const day = amzDate.slice(0, 8);
  return [day, region, service, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${credentials.secretAccessKey}`));
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
