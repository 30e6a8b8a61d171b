import { createHash, createHmac, type BinaryLike } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ReferenceRequest } from "#reference/message.ts";
import { bytes, registration } from "./requests.ts";
import type { ReferenceCredentials } from "#reference/server/settings.ts";

export const NOW = Date.UTC(2031, 4, 6, 7, 8, 9);
export const CREDENTIALS = { accessKeyId: "AKIDREFERENCE", secretAccessKey: "a-secret" };
export const BODY = JSON.stringify(registration("a"));

interface Signing {
  readonly credentials?: ReferenceCredentials;
  readonly region?: string;
  readonly service?: string;
  readonly at?: number;
  readonly method?: string;
  readonly path?: string;
  readonly query?: Record<string, string | string[]>;
  readonly headers?: Record<string, string>;
  /** Sends and signs x-amz-content-sha256; default true. */
  readonly checksum?: boolean;
}

/** Signed by the SDK's own signer, so that neither side of these tests can be wrong together with the other. */
export async function signed(signing: Signing = {}): Promise<ReferenceRequest> {
  const signer = new SignatureV4({
    credentials: signing.credentials ?? CREDENTIALS,
    region: signing.region ?? "us-west-2",
    service: signing.service ?? "eks",
    sha256: Sha256,
    applyChecksum: signing.checksum ?? true,
  });
  const method = signing.method ?? "POST";
  const request = await signer.sign(
    {
      method,
      protocol: "http:",
      hostname: "localhost",
      path: signing.path ?? "/cluster-registrations",
      query: signing.query ?? {},
      headers: {
        host: "localhost",
        ...(method === "POST" ? { "content-type": "application/json" } : {}),
        ...signing.headers,
      },
      body: method === "POST" ? BODY : "",
    },
    { signingDate: new Date(signing.at ?? NOW) },
  );
  const pairs = Object.entries(signing.query ?? {}).flatMap(([name, value]) =>
    [value].flat().map((v) => `${name}=${encodeURIComponent(v)}`),
  );
  const path = pairs.length === 0 ? request.path : `${request.path}?${pairs.join("&")}`;
  return { method, path, headers: Object.entries(request.headers), body: bytes(method === "POST" ? BODY : "") };
}

class Sha256 {
  readonly #hash;
  constructor(secret?: BinaryLike | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as BinaryLike);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(data as BinaryLike);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}
