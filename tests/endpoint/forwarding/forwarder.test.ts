import { EventEmitter, once } from "node:events";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "@jest/globals";
import { closeOpened, httpServer, tcpServer, wholeRequest } from "#tests/helpers/servers/loopback.ts";
import { forwarding, raw } from "./forwarding.ts";

afterEach(closeOpened);

const BODY = '{"name":"ä","name":"b"}';
const REQUEST = [
  "POST /cluster-registrations?b=2&a=%2F&a=1 HTTP/1.1",
  "hOST: eks.localhost:80",
  "X-Twice: 1",
  "x-tWICE: 2",
  "Authorization: AWS4-HMAC-SHA256 Credential=A/1/2/3/4, SignedHeaders=host, Signature=00",
  "Connection: close",
  `content-length: ${Buffer.byteLength(BODY)}`,
  "",
  BODY,
].join("\r\n");

describe("a request", () => {
  test("arrives as it was sent, but for what is of the connection", async () => {
    let arrived: Awaited<ReturnType<typeof wholeRequest>> | undefined;
    const { url, seen } = await forwarding(
      await httpServer(async (request, response) => {
        arrived = await wholeRequest(request);
        response.end("{}");
      }),
    );
    await raw(url, REQUEST);
    expect(arrived).toMatchObject({ method: "POST", path: "/cluster-registrations?b=2&a=%2F&a=1" });
    expect(Buffer.from(arrived?.body ?? []).toString()).toBe(BODY);
    expect(arrived?.headers).toEqual(
      expect.arrayContaining([
        ["X-Twice", "1"],
        ["x-tWICE", "2"],
        [expect.stringMatching(/^host$/i), "eks.localhost:80"],
      ]),
    );
    expect(seen).toMatchObject([{ request: { method: "POST", path: "/cluster-registrations?b=2&a=%2F&a=1" } }]);
  });

  test("is seen below the base path, and one beside it is passed on unseen", async () => {
    const paths: (string | undefined)[] = [];
    const origin = await httpServer((request, response) => {
      paths.push(request.url);
      response.end("{}");
    });
    const { url, seen } = await forwarding(`${origin}/eks`);
    expect(url).toMatch(/:\d+\/eks$/);
    for (const path of ["/clusters", "/../clusters"]) await (await fetch(`${url}${path}`)).text();
    expect(paths).toEqual(["/eks/clusters", "/clusters"]);
    expect(seen.map(({ request }) => request.path)).toEqual(["/clusters"]);
  });
});

describe("an answer", () => {
  test("comes back as it was given: status, headers in their case and order, bytes", async () => {
    const answer = "HTTP/1.1 418 I am a teapot\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 3\r\n\r\n\xff{}";
    const origin = await tcpServer((socket) => void socket.on("data", () => socket.write(answer, "latin1")));
    const { url } = await forwarding(origin);
    const got = await raw(url, REQUEST);
    expect(got).toMatch(/^HTTP\/1\.1 418 /);
    expect(got).toContain("\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 3\r\n");
    expect(got).not.toMatch(/^date:/im);
    expect(got.endsWith("\r\n\r\n\xff{}")).toBe(true);
  });

  test("that is compressed stays so on its way, and is read as what it says", async () => {
    const zipped = gzipSync('{"clusters":[]}');
    const { url, seen } = await forwarding(
      await httpServer((_request, response) => {
        response.writeHead(200, { "content-encoding": "gzip" });
        response.end(zipped);
      }),
    );
    expect(await raw(url, REQUEST)).toContain(zipped.toString("latin1"));
    expect(Buffer.from(seen[0]?.response?.body ?? []).toString()).toBe('{"clusters":[]}');
  });

  test("that is cut off is cut off for the client, too", async () => {
    const { url, seen } = await forwarding(await tcpServer((socket) => void socket.on("data", () => socket.destroy())));
    expect(await raw(url, REQUEST)).toBe("");
    expect(seen).toMatchObject([{ failure: { kind: "reset" } }]);
  });

  test("that does not come in time closes the client's connection", async () => {
    const { url, seen } = await forwarding(await tcpServer(() => undefined), { timeoutMs: 500 });
    expect(await raw(url, REQUEST)).toBe("");
    expect(seen).toMatchObject([{ failure: { kind: "timeout" } }]);
  });

  test("for want of an endpoint says who gives it", async () => {
    const { url, seen } = await forwarding("http://127.0.0.1:9");
    const answer = await fetch(`${url}/clusters`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ message: expect.stringMatching(/^eks-conformance proxy: .*ECONNREFUSED/) });
    expect(seen).toMatchObject([{ failure: { kind: "refused" } }]);
  });
});

test("the proxy's end waits for what is under way", async () => {
  const held: (() => void)[] = [];
  const asked = new EventEmitter();
  const origin = await httpServer((_request, response) => {
    held.push(() => void response.end("late"));
    asked.emit("asked");
  });
  const { url, close } = await forwarding(origin);
  const arrived = once(asked, "asked");
  const got = fetch(`${url}/clusters`).then((response) => response.text());
  await arrived;
  const closed = close(60_000);
  for (const answer of held) answer();
  expect(await got).toBe("late");
  await closed;
});
