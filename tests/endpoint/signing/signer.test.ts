import { describe, expect, test } from "@jest/globals";
import type { Credentials } from "#protocol/signing/credentials.ts";
import type { Header, Signing, WireRequest } from "#protocol/exchange.ts";
import { createSigner } from "#endpoint/signing/signer.ts";
import { authorization, sha256Hex } from "#protocol/signing/sigv4.ts";

const CREDENTIALS: Credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "right", sessionToken: "token" };
const REQUEST: WireRequest = {
  method: "POST",
  path: "/cluster-registrations",
  headers: [["content-type", "application/json"]],
  body: Buffer.from("{}"),
};
const EPOCH = Date.UTC(2026, 10, 24, 12, 0, 0);
const DATE = "20261124T120000Z";

async function signed(
  signing: Signing,
  request: WireRequest = REQUEST,
  credentials: Credentials | undefined = CREDENTIALS,
) {
  const source = credentials === undefined ? undefined : () => credentials;
  const sign = createSigner({ host: "localhost:4566", region: "us-east-1", service: "eks", credentials: source });
  return sign({ request, target: `/eks${request.path}`, signing, epochMs: EPOCH });
}

function header(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate === name)?.[1];
}

/** The Authorization that a verifier expects of these headers, from what it knows itself. */
function expected(
  headers: readonly Header[],
  known: { host?: string; secret?: string; region?: string; service?: string; body?: Uint8Array },
): string {
  const names = /SignedHeaders=([^,]+)/.exec(header(headers, "authorization") ?? "")?.[1]?.split(";") ?? [];
  return authorization({
    method: REQUEST.method,
    target: `/eks${REQUEST.path}`,
    headers: [...headers, ["host", known.host ?? "localhost:4566"] as const].filter(([name]) => names.includes(name)),
    payloadHash: sha256Hex(known.body ?? Buffer.from("{}")),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: known.secret ?? "right" },
    amzDate: header(headers, "x-amz-date") ?? "",
    region: known.region ?? "us-east-1",
    service: known.service ?? "eks",
  });
}

test("sign: all that matters is signed, and a verifier comes to the same", async () => {
  const headers = await signed({ kind: "sign" });
  expect(headers.slice(0, 4)).toEqual([
    ["content-type", "application/json"],
    ["x-amz-date", DATE],
    ["x-amz-content-sha256", sha256Hex("{}")],
    ["x-amz-security-token", "token"],
  ]);
  const value = header(headers, "authorization") ?? "";
  expect(value).toContain("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token,");
  expect(value).toBe(expected(headers, {}));
});

test("a Host header of the request is the one that is signed", async () => {
  const headers = await signed({ kind: "sign" }, { ...REQUEST, headers: [...REQUEST.headers, ["Host", "elsewhere"]] });
  expect(header(headers, "authorization")).toBe(expected(headers, { host: "elsewhere" }));
  expect(headers.filter(([name]) => name.toLowerCase() === "host")).toEqual([["Host", "elsewhere"]]);
});

test("credentials that are still on their way are waited for", async () => {
  const options = { host: "localhost:4566", region: "us-east-1", service: "eks" };
  const later = createSigner({ ...options, credentials: () => Promise.resolve(CREDENTIALS) });
  const input = { request: REQUEST, target: `/eks${REQUEST.path}`, signing: { kind: "sign" }, epochMs: EPOCH } as const;
  expect(await later(input)).toEqual(await signed({ kind: "sign" }));
});

test.each([undefined, new Uint8Array()])("a body that is %j has the hash of nothing", async (body) => {
  const { method, path, headers } = REQUEST;
  const sent = await signed({ kind: "sign" }, { method, path, headers, body });
  expect(header(sent, "x-amz-content-sha256")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(header(sent, "authorization")).toBe(expected(sent, { body: new Uint8Array() }));
});

test("one signer: each day, region and secret has a key of its own, however they alternate", async () => {
  const options = { host: "localhost:4566", region: "us-east-1", service: "eks" };
  let secret = "right";
  const sign = createSigner({ ...options, credentials: () => ({ ...CREDENTIALS, secretAccessKey: secret }) });
  const send = (epochMs: number, signing: Signing = { kind: "sign" }) =>
    sign({ request: REQUEST, target: `/eks${REQUEST.path}`, signing, epochMs });
  for (const each of ["right", "rotated", "right"]) {
    secret = each;
    for (const epochMs of [EPOCH, EPOCH + 86_400_000, EPOCH]) {
      const headers = await send(epochMs);
      expect(header(headers, "authorization")).toBe(expected(headers, { secret }));
    }
    const elsewhere = await send(EPOCH, { kind: "wrong-region", region: "eu-west-1" });
    expect(header(elsewhere, "authorization")).toBe(expected(elsewhere, { secret, region: "eu-west-1" }));
  }
});

test("without a session token none is sent", async () => {
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  const headers = await signed({ kind: "sign" }, REQUEST, { accessKeyId, secretAccessKey });
  expect(headers.map(([name]) => name)).toEqual([
    "content-type",
    "x-amz-date",
    "x-amz-content-sha256",
    "authorization",
  ]);
  expect(header(headers, "authorization")).toBe(expected(headers, {}));
});

describe("deliberate faults", () => {
  test("none: the request as it stands", async () => {
    expect(await signed({ kind: "none" })).toEqual(REQUEST.headers);
  });

  test("unknown-key: a well-formed key of nobody, without our session token", async () => {
    const headers = await signed({ kind: "unknown-key" });
    expect(header(headers, "authorization")).toMatch(/Credential=AKIA[A-Z0-9]{16}\//);
    expect(header(headers, "x-amz-security-token")).toBeUndefined();
  });

  test("wrong-secret: our key, a signature that is not ours", async () => {
    const headers = await signed({ kind: "wrong-secret" });
    expect(header(headers, "authorization")).toContain("Credential=AKIDEXAMPLE/");
    expect(header(headers, "authorization")).not.toBe(expected(headers, {}));
    expect(header(headers, "x-amz-security-token")).toBe("token");
  });

  test("corrupt-signature: one digit of the right signature", async () => {
    const headers = await signed({ kind: "corrupt-signature" });
    const value = header(headers, "authorization") ?? "";
    const right = expected(headers, {});
    expect(value).not.toBe(right);
    expect(value.slice(0, -1)).toBe(right.slice(0, -1));
    expect(value).toMatch(/Signature=[0-9a-f]{64}$/);
  });

  test("corrupt-signature: another digit, whichever the right one is", async () => {
    const value = (headers: readonly Header[]): string => header(headers, "authorization") ?? "";
    const digits = new Set<string>();
    for (let length = 0; length < 300; length += 1) {
      const request = { ...REQUEST, body: Buffer.alloc(length, " ") };
      const right = value(await signed({ kind: "sign" }, request));
      const corrupt = value(await signed({ kind: "corrupt-signature" }, request));
      expect(corrupt).not.toBe(right);
      expect(corrupt).toHaveLength(right.length);
      digits.add(right.slice(-1));
    }
    expect(digits.size).toBe(16);
  });

  test("wrong-service and wrong-region: right for another scope", async () => {
    const service = await signed({ kind: "wrong-service", service: "ecs" });
    expect(header(service, "authorization")).toBe(expected(service, { service: "ecs" }));
    const region = await signed({ kind: "wrong-region", region: "eu-west-1" });
    expect(header(region, "authorization")).toBe(expected(region, { region: "eu-west-1" }));
  });

  test("skewed: right for another time", async () => {
    const headers = await signed({ kind: "skewed", seconds: -1_200 });
    expect(header(headers, "x-amz-date")).toBe("20261124T114000Z");
    expect(header(headers, "authorization")).toBe(expected(headers, {}));
  });

  test("body-not-covered: hash and signature agree, on another body", async () => {
    const headers = await signed({ kind: "body-not-covered" });
    expect(header(headers, "x-amz-content-sha256")).not.toBe(sha256Hex("{}"));
    expect(header(headers, "authorization")).toBe(expected(headers, { body: Buffer.from("{} ") }));
  });

  test("verbatim: the header as it stands, all else as if signed", async () => {
    const headers = await signed({ kind: "verbatim", authorization: "AWS4-HMAC-SHA256 " });
    expect(headers.slice(1)).toEqual([
      ["x-amz-date", DATE],
      ["x-amz-content-sha256", sha256Hex("{}")],
      ["authorization", "AWS4-HMAC-SHA256 "],
    ]);
  });
});

describe("without credentials", () => {
  const sign = createSigner({ host: "h", region: "r", service: "eks", credentials: undefined });
  const input = { request: REQUEST, target: REQUEST.path, epochMs: EPOCH };

  test.each(["sign", "wrong-secret", "unknown-key", "body-not-covered"] as const)("%s signs nothing", async (kind) => {
    expect(await sign({ ...input, signing: { kind } })).toEqual(REQUEST.headers);
  });

  test("a verbatim header is sent", async () => {
    const headers = await sign({ ...input, signing: { kind: "verbatim", authorization: "x" } });
    expect(header(headers, "authorization")).toBe("x");
  });
});

describe("other-caller: signed as it should be, by whoever was handed over", () => {
  const DENIED: Credentials = { accessKeyId: "AKIDENIED", secretAccessKey: "theirs" };
  const signerFor = (otherCallers: Parameters<typeof createSigner>[0]["otherCallers"]) =>
    createSigner({
      host: "localhost:4566",
      region: "us-east-1",
      service: "eks",
      credentials: () => CREDENTIALS,
      otherCallers,
    });
  const input = {
    request: REQUEST,
    target: `/eks${REQUEST.path}`,
    signing: { kind: "other-caller", caller: "no-permission" },
    epochMs: EPOCH,
  } as const;

  test("with their key, their secret, and without the run's session token", async () => {
    const headers = await signerFor({ "no-permission": () => DENIED })(input);
    const value = header(headers, "authorization") ?? "";
    expect(value).toContain("Credential=AKIDENIED/");
    expect(value.split("Signature=")[1]).toBe(expected(headers, { secret: "theirs" }).split("Signature=")[1]);
    expect(header(headers, "x-amz-security-token")).toBeUndefined();
  });

  test("where nobody was, nothing is signed, least of all with the run's own", async () => {
    await expect(signerFor({ "expired-token": () => DENIED })(input)).rejects.toThrow("no-permission");
    await expect(signerFor(undefined)(input)).rejects.toThrow("no-permission");
  });
});
