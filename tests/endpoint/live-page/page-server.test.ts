import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { systemClock } from "#endpoint/clock.ts";
import { READERS } from "#endpoint/live-page/page-readers.ts";
import { type PageServerOptions, startPageServer } from "#endpoint/live-page/page-server.ts";
import { closeOpened, onCleanUp } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

async function serving(given: Partial<PageServerOptions> = {}) {
  const server = await startPageServer({
    clock: systemClock,
    page: () => ({ html: "<!doctype html>page", policy: "default-src 'none'; connect-src 'self'" }),
    state: () => "{}",
    report: () => undefined,
    exchange: (number) => (number === 7 ? "GET /clusters" : undefined),
    ...given,
  });
  onCleanUp(() => server.close(0));
  return server;
}

/** A connection that asks for the events and reads only when it is told to. */
function follow(url: string): Socket {
  const { port, host, pathname } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => undefined);
  onCleanUp(() => Promise.resolve(void socket.destroy()));
  socket.write(`GET ${pathname}events HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return socket;
}

describe("the page of an address that was printed", () => {
  test("comes with everything that keeps it to itself", async () => {
    const { url } = await serving();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/);
    const answer = await fetch(url);
    expect(await answer.text()).toBe("<!doctype html>page");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
      "content-type": "text/html; charset=utf-8",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(answer.headers.has("access-control-allow-origin")).toBe(false);
  });

  test("leads to the report once there is one", async () => {
    const shown: { report?: string } = {};
    const { url } = await serving({ report: () => shown.report });
    expect((await fetch(`${url}report`)).status).toBe(404);
    shown.report = "all of it";
    expect(await (await fetch(`${url}report`)).text()).toBe("all of it");
  });
});

test.each([
  ["/", {}, 404],
  [".", { origin: "https://evil.example" }, 403],
  [".", { "sec-fetch-site": "cross-site" }, 403],
])("a stranger at %s with %j gets nothing, nor leave to read it", async (path, headers, status) => {
  const { url } = await serving();
  const answer = await fetch(new URL(path, url), { headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.has("access-control-allow-origin")).toBe(false);
  expect(await answer.text()).toMatch(/^eks-conformance proxy --ui: /);
});

test("a page that goes, and comes again, is told the same", async () => {
  const shown = { state: "one" };
  const { url, changed } = await serving({ state: () => shown.state });
  const first = follow(url);
  expect(String(await once(first, "data"))).toContain("200 OK");
  first.destroy();
  shown.state = "two";
  changed();
  const second = follow(url);
  let heard = "";
  for await (const chunk of second) {
    heard += String(chunk);
    if (heard.includes("data: ")) break;
  }
  expect(heard).toContain("data: two\n\n");
});

test("one page too many is refused, and those that vanish make room", async () => {
  const { url } = await serving();
  const open = Array.from({ length: READERS }, () => follow(url));
  await Promise.all(open.map((socket) => once(socket, "data")));
  expect((await fetch(`${url}events`)).status).toBe(503);
  open[0]?.resetAndDestroy();
  let status = 503;
  while (status === 503) {
    const answer = await fetch(`${url}events`);
    status = answer.status;
    await answer.body?.cancel();
  }
  expect(status).toBe(200);
});

test("pages that never read keep nobody from the end", async () => {
  const big = "x".repeat(4_000_000);
  let asked = 0;
  const { url, changed, close } = await serving({
    state: () => {
      asked += 1;
      return big;
    },
  });
  const deaf = follow(url);
  deaf.pause();
  await new Promise((resolve) => deaf.once("connect", resolve));
  while (asked === 0) await new Promise(setImmediate);
  for (let count = 0; count < 1_000; count += 1) changed();
  await close(1);
  // The one that it was told when it came, the one for all others, and the last.
  expect(asked).toBeLessThanOrEqual(3);
});
