import { once } from "node:events";
import { createConnection } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { closeOpened, httpServer, onCleanUp } from "#tests/helpers/servers/loopback.ts";
import { forwarding, raw } from "./forwarding.ts";

afterEach(closeOpened);

async function guarded(names: readonly string[] = []) {
  const arrived: string[] = [];
  const origin = await httpServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.end("{}");
  });
  return { ...(await forwarding(origin, { names })), arrived };
}

function sent(line: string, ...headers: string[]): string {
  return [line, "Connection: close", ...headers, "", ""].join("\r\n");
}

const LOCAL = "Host: localhost:4568";

describe("what nobody sent here on purpose is neither passed on nor seen, and is told how to mend it", () => {
  test.each<[name: string, request: string, status: number, words: string]>([
    [
      "a page's form, sent as text",
      sent("POST /cluster-registrations HTTP/1.1", LOCAL, "Content-Type: text/plain", "Sec-Fetch-Site: cross-site"),
      403,
      "web page",
    ],
    [
      "a page's form in a browser without Sec-Fetch-Site",
      sent("POST /cluster-registrations HTTP/1.1", LOCAL, "Origin: https://evil.example"),
      403,
      "web page",
    ],
    ["a name that was rebound", sent("GET /clusters HTTP/1.1", "Host: evil.example:4568"), 403, "--allow-host"],
    ["absolute-form", sent("GET http://evil.example/clusters HTTP/1.1", LOCAL), 400, "names a path"],
    ["asterisk-form", sent("OPTIONS * HTTP/1.1", LOCAL), 400, "names a path"],
    ["authority-form", sent("CONNECT evil.example:443 HTTP/1.1", "Host: evil.example:443"), 400, "names a path"],
    ["a tunnel to a path", sent("CONNECT /clusters HTTP/1.1", LOCAL), 400, "names a path"],
  ])("%s", async (_name, request, status, words) => {
    const { url, arrived, seen, counts } = await guarded();
    const got = await raw(url, request);
    expect(got).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const [, body = ""] = got.split("\r\n\r\n");
    expect(/\{.*\}/.exec(body)?.[0]).toMatch(new RegExp(`^{"message":"eks-conformance proxy: [^"]*${words}[^"]*"}$`));
    expect(arrived).toEqual([]);
    expect(seen).toEqual([]);
    expect(counts).toEqual({ refused: 1, unjudged: 0 });
  });

  test("with a body of its own, on a connection that then carries the next request", async () => {
    const { url, arrived, counts } = await guarded();
    const body = "x".repeat(100_000);
    const first = `POST /a HTTP/1.1\r\n${LOCAL}\r\nOrigin: null\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    const got = await raw(url, first + sent("GET /clusters HTTP/1.1", LOCAL));
    expect(got.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 403", "HTTP/1.1 200"]);
    expect(arrived).toEqual(["GET /clusters"]);
    expect(counts.refused).toBe(1);
  });
});

test.each(["/clusters", "evil.example:443"])(
  "a client that asks for a tunnel to %s and never closes does not keep the proxy",
  async (to) => {
    const { url, close } = await guarded();
    const socket = createConnection({ port: Number(new URL(url).port), host: "127.0.0.1", allowHalfOpen: true });
    onCleanUp(() => Promise.resolve(void socket.destroy()));
    socket.write(`CONNECT ${to} HTTP/1.1\r\n${LOCAL}\r\n\r\n`);
    await once(socket, "data");
    await expect(close(0)).resolves.toBeUndefined();
  },
);

test("a name that clients know the proxy by passes", async () => {
  const { url, arrived } = await guarded(["proxy"]);
  expect(await raw(url, sent("GET /clusters HTTP/1.1", "Host: proxy:4568"))).toMatch(/^HTTP\/1\.1 200 /);
  expect(arrived).toEqual(["GET /clusters"]);
});
