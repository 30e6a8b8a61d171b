import { once } from "node:events";
import { createConnection } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { runCommand } from "#tests/helpers/command.ts";
import { startConnectProxy } from "#tests/helpers/servers/connect-proxy.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";
import { registration } from "./requests.ts";

afterEach(closeOpened);

async function started(names: readonly string[] = []) {
  const server = await startReferenceServer({ names });
  onCleanUp(() => server.close());
  return server;
}

/** The status that a registration with this request line and these headers gets. */
async function statusOf(port: number, line: string, ...headers: readonly string[]): Promise<number> {
  const body = JSON.stringify(registration("a"));
  const own = ["content-type: application/json", `content-length: ${body.length}`, "connection: close"];
  const socket = createConnection(port, "127.0.0.1");
  let got = "";
  socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
  socket.write([line, ...headers, ...own, "", body].join("\r\n"));
  await once(socket, "close");
  return Number(/^HTTP\/1\.1 (\d+)/.exec(got)?.[1]);
}

const LINE = "POST /cluster-registrations HTTP/1.1";

test.each<[name: string, status: number, line: string, headers: readonly string[]]>([
  ["a page's request", 403, LINE, ["Host: localhost", "Sec-Fetch-Site: cross-site"]],
  ["a page's request without Sec-Fetch-Site", 403, LINE, ["Host: localhost", "Origin: https://evil.example"]],
  ["a name that was rebound", 403, LINE, ["Host: evil.example:4567"]],
  ["absolute-form", 400, "POST http://localhost/cluster-registrations HTTP/1.1", ["Host: localhost"]],
  ["authority-form", 400, "CONNECT localhost:80 HTTP/1.1", ["Host: localhost:80"]],
  ["a tunnel to a path", 400, "CONNECT /cluster-registrations HTTP/1.1", ["Host: localhost"]],
])("%s registers nothing", async (_name, status, line, headers) => {
  const server = await started();
  expect(await statusOf(server.port, line, ...headers)).toBe(status);
  expect(server.clusterNames()).toEqual([]);
  expect(server.requests()).toBe(0);
});

test("a name that the server is started with registers", async () => {
  const server = await started(["emulator"]);
  expect(await statusOf(server.port, LINE, "Host: emulator:4567")).toBe(200);
  expect(server.clusterNames()).toEqual(["a"]);
});

test.each(["register-cluster", "eks"] as const)(
  "a run of %s that knows the server by another name blames nobody, and says what to do",
  async (spec) => {
    const server = await startReferenceServer({ spec });
    onCleanUp(() => server.close());
    const proxy = await startConnectProxy(server.url);
    onCleanUp(() => Promise.resolve(proxy.close()));
    const args = [
      "run",
      "--endpoint-url",
      "http://emulator:4567",
      "--spec",
      spec,
      "--no-sign",
      "--no-config",
      "--json",
    ];
    const { code, stdout } = await runCommand([...args, "--time-limit", "20"], { HTTP_PROXY: proxy.url });
    expect(stdout).toContain("--allow-host");
    expect(JSON.parse(stdout)).toMatchObject({ outcome: { verdict: "inconclusive" } });
    expect(code).toBe(3);
  },
);
