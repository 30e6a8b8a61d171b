import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { caBundle } from "../../../endpoint/aws/resolve-endpoint.ts";
import { httpServer, listening } from "../loopback.ts";
import { LIST, openTarget } from "../open-target.ts";

let folder = "";
const pem = (name: string) => readFileSync(join(folder, name), "utf8");

function openssl(...args: string[]): void {
  execFileSync(process.env["OPENSSL"] ?? "openssl", args, { cwd: folder, stdio: "pipe" });
}

/** A private CA, and a certificate of it for localhost and its address. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eks-conformance-tls-"));
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...newKey, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test CA", "-days", "2");
  openssl(
    "req",
    ...newKey,
    "-keyout",
    "server.key",
    "-out",
    "server.csr",
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost,IP:127.0.0.1",
  );
  openssl(
    "x509",
    "-req",
    "-in",
    "server.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-out",
    "server.pem",
    "-days",
    "2",
    "-copy_extensions",
    "copy",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function httpsServer(): Promise<string> {
  const server = createHttpsServer({ key: pem("server.key"), cert: pem("server.pem") }, (_request, response) => {
    response.end("secure");
  });
  return (await listening(server)).replace("http:", "https:");
}

describe("https", () => {
  test("a private CA that is given is trusted, with a base path as with any", async () => {
    const target = openTarget(`${await httpsServer()}/eks`, { ca: pem("ca.pem") });
    const { last } = await target.send(LIST);
    expect(Buffer.from(last.response?.body ?? []).toString()).toBe("secure");
    expect(last.request.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/eks\/clusters/);
  });

  test("AWS_CA_BUNDLE names a file of such certificates", async () => {
    const ca = caBundle({ AWS_CA_BUNDLE: join(folder, "ca.pem") });
    expect(ca).toContain("BEGIN CERTIFICATE");
    const { last } = await openTarget(await httpsServer(), ca === undefined ? {} : { ca }).send(LIST);
    expect(last.response?.status).toBe(200);
  });

  test("an unknown CA is a failure of TLS, and not tried again", async () => {
    const { last, earlier } = await openTarget(await httpsServer()).send(LIST);
    expect(last.failure?.kind).toBe("tls");
    expect(earlier).toEqual([]);
  });

  test("a certificate for another name is a failure of TLS", async () => {
    const connect = { ca: pem("ca.pem"), servername: "eks.example" };
    const { last } = await openTarget(await httpsServer(), { connect }).send(LIST);
    expect(last.failure).toMatchObject({ kind: "tls", message: expect.stringContaining("ALTNAME") });
  });

  test("plain HTTP behind https is a failure of TLS", async () => {
    const origin = (await httpServer((_request, response) => void response.end())).replace("http:", "https:");
    const { last } = await openTarget(origin, { ca: pem("ca.pem") }).send(LIST, { once: true });
    expect(last.failure?.kind).toBe("tls");
  });

  test("https behind plain HTTP is no HTTP, or no answer", async () => {
    const origin = (await httpsServer()).replace("https:", "http:");
    const { last } = await openTarget(origin).send(LIST, { once: true });
    expect(["malformed", "reset"]).toContain(last.failure?.kind);
  });
});

describe("AWS_CA_BUNDLE", () => {
  test("unset or empty: the system's certificates", () => {
    expect([caBundle({}), caBundle({ AWS_CA_BUNDLE: "" })]).toEqual([undefined, undefined]);
  });

  test("a missing file and one without certificates are errors of one line", () => {
    const missing = join(folder, "missing.pem");
    expect(() => caBundle({ AWS_CA_BUNDLE: missing })).toThrow(/^AWS_CA_BUNDLE cannot be read: .*missing\.pem'\.$/);
    expect(() => caBundle({ AWS_CA_BUNDLE: new URL(import.meta.url).pathname })).toThrow(/holds no PEM certificate/);
  });
});
