import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { caBundle } from "#endpoint/aws/ca-bundle.ts";
import { makeCertificates } from "#tests/helpers/servers/certificates.ts";
import { closeOpened, httpServer, listening } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

const { ca, server } = makeCertificates();

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-tls-"));
  writeFileSync(join(folder, "ca.pem"), ca);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function httpsServer(): Promise<string> {
  const listener = createHttpsServer(server, (_request, response) => void response.end("secure"));
  return (await listening(listener)).replace("http:", "https:");
}

describe("https", () => {
  test("a private CA that is given is trusted, with a base path as with any", async () => {
    const target = openTarget(`${await httpsServer()}/eks`, { ca });
    const { last } = await target.send(LIST);
    expect(Buffer.from(last.response?.body ?? []).toString()).toBe("secure");
    expect(last.request.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/eks\/clusters/);
  });

  test("AWS_CA_BUNDLE names a file of such certificates", async () => {
    const bundle = caBundle({ env: { AWS_CA_BUNDLE: join(folder, "ca.pem") }, profile: {} });
    expect(bundle).toBe(ca);
    const { last } = await openTarget(await httpsServer(), { ca: bundle ?? "" }).send(LIST);
    expect(last.response?.status).toBe(200);
  });

  test("an unknown CA is a failure of TLS, and not tried again", async () => {
    const { last, earlier } = await openTarget(await httpsServer()).send(LIST);
    expect(last.failure?.kind).toBe("tls");
    expect(earlier).toEqual([]);
  });

  test("a certificate for another name is a failure of TLS", async () => {
    const connect = { ca, servername: "eks.example" };
    const { last } = await openTarget(await httpsServer(), { connect }).send(LIST);
    expect(last.failure).toMatchObject({ kind: "tls", message: expect.stringContaining("ALTNAME") });
  });

  test("plain HTTP behind https is a failure of TLS", async () => {
    const origin = (await httpServer((_request, response) => void response.end())).replace("http:", "https:");
    const { last } = await openTarget(origin, { ca }).send(LIST, { once: true });
    expect(last.failure?.kind).toBe("tls");
  });

  test("https behind plain HTTP is no HTTP, or no answer", async () => {
    const origin = (await httpsServer()).replace("https:", "http:");
    const { last } = await openTarget(origin).send(LIST, { once: true });
    expect(["malformed", "reset"]).toContain(last.failure?.kind);
  });
});

describe("the CA bundle", () => {
  test.each([{}, { AWS_CA_BUNDLE: "" }])("%j: the system's certificates", (env) => {
    expect(caBundle({ env, profile: {} })).toBeUndefined();
  });

  test("is ca_bundle of the profile where no variable names one", () => {
    const profile = { ca_bundle: join(folder, "ca.pem") };
    expect(caBundle({ env: {}, profile })).toBe(ca);
    expect(() => caBundle({ env: { AWS_CA_BUNDLE: join(folder, "missing.pem") }, profile })).toThrow(
      /^AWS_CA_BUNDLE names/,
    );
  });

  test("that is missing or without certificates is an error of one line", () => {
    const missing = join(folder, "missing.pem");
    expect(() => caBundle({ env: { AWS_CA_BUNDLE: missing }, profile: {} })).toThrow(
      /^AWS_CA_BUNDLE names .*missing\.pem, which cannot be read: /,
    );
    expect(() => caBundle({ env: {}, profile: { ca_bundle: missing } })).toThrow(
      /^ca_bundle of the config file names .*missing\.pem, which cannot be read: /,
    );
    const noBundle = new URL(import.meta.url).pathname;
    expect(() => caBundle({ env: { AWS_CA_BUNDLE: noBundle }, profile: {} })).toThrow(/holds no PEM certificate/);
  });
});
