import { createServer as createHttpsServer } from "node:https";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { openConnections } from "#endpoint/sending/connections.ts";
import { proxyFor, proxySecrets } from "#endpoint/sending/proxy.ts";
import { makeCertificates } from "#tests/helpers/servers/certificates.ts";
import { startConnectProxy, type ConnectProxy } from "#tests/helpers/servers/connect-proxy.ts";
import { refuseNetwork, type RefusingNetwork } from "#tests/helpers/servers/refusing-network.ts";
import { closeOpened, httpServer, listening, onCleanUp, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

let network: RefusingNetwork;
beforeEach(() => {
  network = refuseNetwork();
});
afterEach(() => network.restore());

async function proxyTo(to?: string): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(to);
  onCleanUp(() => Promise.resolve(proxy.close()));
  return proxy;
}

describe("which proxy", () => {
  const https = "https://eks.us-east-1.amazonaws.com";
  const http = "http://emulator.example:4566";

  test.each<[string, Record<string, string>, string | undefined]>([
    [https, { HTTPS_PROXY: "http://a:1" }, "http://a:1"],
    [https, { https_proxy: "http://b:1", HTTPS_PROXY: "http://a:1" }, "http://b:1"],
    [https, { HTTP_PROXY: "http://a:1" }, undefined],
    [https, { HTTPS_PROXY: "" }, undefined],
    [https, { HTTPS_PROXY: "http://a:1", https_proxy: "" }, undefined],
    [http, { HTTP_PROXY: "http://a:1" }, "http://a:1"],
    [http, { HTTPS_PROXY: "http://a:1" }, undefined],
    [http, { HTTP_PROXY: "proxy.example:3128" }, "http://proxy.example:3128"],
  ])("%s with %j: %s", (endpoint, env, url) => {
    expect(proxyFor(endpoint, env)?.url).toBe(url);
  });

  test.each<[host: string, noProxy: string, isProxied: boolean]>([
    ["192.0.2.7", "192.0.2.0/24", false],
    ["192.0.3.7", "192.0.2.0/24", true],
    ["192.0.2.7", "example.com, 192.0.2.0/24", false],
    ["[2001:db8::7]", "2001:db8::/32", false],
    ["[2001:db9::7]", "2001:db8::/32", true],
    ["192.0.2.7", "192.0.2.0/33 x/8 /8", true],
    ["emulator.example", "0.0.0.0/0", true],
  ])("%s with NO_PROXY=%s", (host, noProxy, isProxied) => {
    const env = { HTTP_PROXY: "http://a:1", NO_PROXY: noProxy };
    expect(proxyFor(`http://${host}:4566`, env) !== undefined).toBe(isProxied);
  });

  test.each(["http://localhost:1", "https://127.0.0.1:1", "http://[::1]:1", "https://eks.localhost", "http://0x7f.1"])(
    "none for %s, whatever the variables say",
    (endpoint) => {
      const all = "http://a:1";
      const env = { HTTP_PROXY: all, HTTPS_PROXY: all, http_proxy: all, https_proxy: all, NO_PROXY: "", no_proxy: "" };
      expect(proxyFor(endpoint, env)).toBeUndefined();
      expect(proxyFor(endpoint, { HTTP_PROXY: "no proxy at all", HTTPS_PROXY: "ftp://x" })).toBeUndefined();
    },
  );

  test.each(["ftp://user:pa55word@proxy", "socks5://user:pa55word@proxy:1080", "http://user:pa55word@:99999"])(
    "%s is none, and its password is not printed",
    (url) => {
      const named = () => proxyFor(https, { https_proxy: url });
      expect(named).toThrow(/^https_proxy names no proxy over http or https/);
      expect(named).not.toThrow(/pa55word/);
    },
  );

  test("the password in its address is a secret", () => {
    expect(proxySecrets(https, { HTTPS_PROXY: "http://user:pa55%2Fword@proxy" })).toEqual(["pa55%2Fword", "pa55/word"]);
    expect(proxySecrets(http, { HTTPS_PROXY: "http://user:pa55%2Fword@proxy" })).toEqual([]);
  });
});

describe("requests", () => {
  test("go through the proxy, plain HTTP in a tunnel as well", async () => {
    const server = await httpServer((_request, response) => void response.end("answered"));
    const proxy = await proxyTo(server);
    const target = openTarget("http://emulator.example:4566/eks", { env: { HTTP_PROXY: proxy.url }, concurrency: 1 });
    const { last } = await target.send(LIST);
    expect(Buffer.from(last.response?.body ?? []).toString()).toBe("answered");
    await target.send(LIST);
    expect(proxy.tunnels).toEqual(["emulator.example:4566"]);
    expect(proxy.others).toEqual([]);
    expect(network.asked).toEqual([]);
  });

  test("are answered through a tunnel too where the endpoint says 100 unasked", async () => {
    const server = await tcpServer((socket) => {
      socket.on("data", () =>
        socket.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"),
      );
    });
    const env = { HTTP_PROXY: (await proxyTo(server)).url };
    const { last } = await openTarget("http://emulator.example:4566", { env }).send(LIST, { once: true });
    expect(last.response?.status).toBe(200);
  });

  test("to loopback go direct", async () => {
    const server = await httpServer((_request, response) => void response.end());
    const proxy = await proxyTo(server);
    const env = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: "" };
    const { last } = await openTarget(server, { env }).send(LIST);
    expect(last.response?.status).toBe(200);
    expect(proxy.tunnels).toEqual([]);
  });

  test.each(["emulator.example", ".example", "*.example", "other,emulator.example:4566", "*"])(
    "to a host of NO_PROXY=%s go direct",
    async (list) => {
      const proxy = await proxyTo();
      const target = openTarget("http://emulator.example:4566", { env: { HTTP_PROXY: proxy.url, NO_PROXY: list } });
      await target.send(LIST, { once: true });
      expect(proxy.tunnels).toEqual([]);
      expect(new Set(network.asked)).toEqual(new Set(["emulator.example:4566"]));
    },
  );

  test("are the same bytes as without one, names that come twice included", async () => {
    const seen: string[] = [];
    const origin = await tcpServer((socket) => {
      socket.once("data", (bytes: Buffer) => {
        seen.push(bytes.toString("latin1"));
        socket.end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const proxy = await proxyTo(origin);
    const request = {
      method: "POST",
      path: "/clusters?a=%20",
      headers: ["Host", "eks.example", "X-Twice", "1", "x-between", "", "X-Twice", "2", "content-type", "a/b"],
      body: Buffer.from("{}"),
    };
    for (const options of [{ origin }, { origin: "http://eks.example", env: { http_proxy: proxy.url } }]) {
      const connections = openConnections({ ...options, connections: 1, bodyLimit: 100 });
      await connections.exchange(request, 10_000);
      await connections.close();
    }
    expect(seen[0]).toContain("X-Twice: 1\r\nx-between: \r\nX-Twice: 2\r\n");
    expect(seen[1]).toBe(seen[0]);
  });

  test("over TLS hold the endpoint's certificate to its own name and to the CA that is trusted", async () => {
    const { ca, server } = makeCertificates();
    const secure = await listening(createHttpsServer(server, (_request, response) => void response.end()));
    const proxy = await proxyTo(secure);
    const env = { HTTPS_PROXY: proxy.url };
    const at = "https://eks.us-east-1.amazonaws.com";
    const trusting = await openTarget(at, { env, ca }).send(LIST, { once: true });
    expect(trusting.last.failure).toMatchObject({ kind: "tls", message: expect.stringContaining("ALTNAME") });
    const others = await openTarget(at, { env }).send(LIST, { once: true });
    expect(others.last.failure).toMatchObject({ kind: "tls", message: expect.not.stringContaining("ALTNAME") });
    expect(new Set(proxy.tunnels)).toEqual(new Set(["eks.us-east-1.amazonaws.com:443"]));
  });

  test("that the proxy closes unanswered fail, and leave the proxy alone", async () => {
    let tunnels = 0;
    const proxy = await tcpServer((socket) => {
      tunnels += 1;
      socket.once("data", () => socket.destroy());
    });
    const connections = openConnections({
      origin: "https://eks.us-east-1.amazonaws.com",
      env: { HTTPS_PROXY: proxy },
      connections: 1,
      bodyLimit: 100,
    });
    const answer = await connections.exchange({ method: "GET", path: "/clusters", headers: [] }, 5_000);
    const afterwards = tunnels;
    await connections.exchange({ method: "GET", path: "/clusters", headers: [] }, 5_000);
    await connections.close();
    expect(answer).toMatchObject({
      failure: { kind: "refused", message: expect.stringMatching(/^the proxy \S+ closed the connection: /) },
      written: false,
    });
    expect(afterwards).toBe(1);
    expect(tunnels).toBe(2);
  });

  test.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["a head without an end", `HTTP/1.1 200 OK\r\nX-Long: ${"a".repeat(300_000)}`],
  ])("to which the proxy says %s never reached the endpoint", async (_what, bytes) => {
    const proxy = await tcpServer((socket) => void socket.once("data", () => socket.write(bytes)));
    const target = openTarget("https://eks.us-east-1.amazonaws.com", { env: { HTTPS_PROXY: proxy } });
    const { last } = await target.send(LIST, { once: true });
    expect(last.failure).toMatchObject({ kind: "refused", message: expect.stringMatching(/^the proxy /) });
  });

  test("that the proxy refuses never reached the endpoint", async () => {
    const proxy = await proxyTo();
    const url = proxy.url.replace("//", "//user:pa55word@");
    const target = openTarget("https://eks.us-east-1.amazonaws.com", { env: { HTTPS_PROXY: url } });
    const { last } = await target.send(LIST, { once: true });
    expect(last.failure).toEqual({
      kind: "refused",
      message: expect.stringMatching(/^the proxy 127\.0\.0\.1:\d+ lets nothing .*403/),
    });
    expect(JSON.stringify(last)).not.toMatch(/pa55word|proxy-authorization/i);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from("user:pa55word").toString("base64")}`]);
  });
});
