import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { canonicalRequest } from "#protocol/signing/canonical-request.ts";
import type { Header } from "#protocol/exchange.ts";
import { amzDateOf, authorization, sha256Hex } from "#protocol/signing/sigv4.ts";

interface Vector {
  readonly name: string;
  readonly request: string;
  readonly canonicalRequest: string;
  readonly authorization?: string;
  readonly amzDate?: string;
  readonly region?: string;
  readonly service?: string;
  /** The body's hash is a header of its own. */
  readonly signBody?: boolean;
  readonly sessionToken?: string;
  /** The token is added before signing, not after. */
  readonly signToken?: boolean;
  /** The path stands as it is sent; the other vectors encode it once only, as S3 does. */
  readonly encodedTwice?: boolean;
}

const { vectors, ...suite } = JSON.parse(readFileSync(new URL("sigv4-vectors.json", import.meta.url), "utf8")) as {
  vectors: Vector[];
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  service: string;
  amzDate: string;
};

function parsed(vector: Vector): { method: string; target: string; headers: Header[]; body: string } {
  const [head = "", body = ""] = vector.request.split(/\n\n([^]*)/);
  const [line = "", ...rest] = head
    .replace(/\n[ \t]+/g, " ")
    .trimEnd()
    .split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(line) ?? [];
  const headers = rest.map((header): Header => [
    header.slice(0, header.indexOf(":")),
    header.slice(header.indexOf(":") + 1),
  ]);
  return { method, target: vector.encodedTwice === true ? target : decodeURI(target), headers, body };
}

function headersToSign(vector: Vector, headers: readonly Header[], payloadHash: string): Header[] {
  const added: Header[] = [["X-Amz-Date", vector.amzDate ?? suite.amzDate]];
  if (vector.signToken === true) added.push(["X-Amz-Security-Token", vector.sessionToken ?? ""]);
  if (vector.signBody === true) added.push(["x-amz-content-sha256", payloadHash]);
  return [...headers.filter(([name]) => name.toLowerCase() !== "x-amz-date"), ...added];
}

describe("AWS's test suite", () => {
  test.each(vectors)("$name", (vector) => {
    const { method, target, headers, body } = parsed(vector);
    const payloadHash = sha256Hex(body);
    const signed = headersToSign(vector, headers, payloadHash);
    expect(canonicalRequest(method, target, signed, payloadHash).text).toBe(vector.canonicalRequest);
    if (vector.authorization === undefined) return;
    const { region, service, amzDate } = { ...suite, ...vector };
    const input = { method, target, headers: signed, payloadHash, credentials: suite, amzDate, region, service };
    expect(authorization(input)).toBe(vector.authorization);
  });

  test("is all there", () => expect(vectors.length).toBe(33));
});

class Sha256 {
  readonly #hash;
  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Buffer);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {}
}

describe("against the SDKs' signer", () => {
  const segment = fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => encodeURIComponent(text));
  const request = fc.record({
    method: fc.constantFrom("GET", "POST", "DELETE"),
    path: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join("/")}`),
    query: fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), { maxKeys: 4 }),
    headers: fc.dictionary(fc.stringMatching(/^x-[a-z0-9-]{1,8}$/), fc.string({ maxLength: 10 }), { maxKeys: 4 }),
    body: fc.string(),
    seconds: fc.nat({ max: 2_000_000_000 }),
  });

  test("gives the same Authorization for any request", async () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const sdk = new SignatureV4({ service: "eks", region: "eu-west-1", credentials, sha256: Sha256 });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, query, headers, body, seconds }) => {
        const all = { ...headers, host: "localhost:8080" };
        const theirs = await sdk.sign(
          { method, protocol: "http:", hostname: "localhost", path, query, headers: { ...all }, body },
          { signingDate: new Date(seconds * 1000) },
        );
        const payloadHash = sha256Hex(body);
        const amzDate = amzDateOf(seconds * 1000 + 999);
        const pairs = Object.entries(query).map(
          ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
        );
        const ours = authorization({
          method,
          target: pairs.length === 0 ? path : `${path}?${pairs.join("&")}`,
          headers: [...Object.entries(all), ["x-amz-date", amzDate], ["x-amz-content-sha256", payloadHash]],
          payloadHash,
          credentials,
          amzDate,
          region: "eu-west-1",
          service: "eks",
        });
        expect(ours).toBe(theirs.headers["authorization"]);
      }),
      { numRuns: 500 },
    );
  });
});
