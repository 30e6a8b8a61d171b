import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { systemClock } from "#endpoint/clock.ts";
import { firstAnswer } from "#endpoint/sending/first-answer.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** Says the same to whoever connects. */
function listen(answer: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(answer));
  open.push(server);
  return new Promise((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function closedPort(): Promise<number> {
  const port = await listen("");
  await new Promise((resolve) => open.pop()?.close(resolve));
  return port;
}

test.each([
  "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n",
  "HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n",
  "what?\r\n",
])("%j is an answer", async (answer) => {
  const endpoint = `http://127.0.0.1:${await listen(answer)}`;
  expect(await firstAnswer({ endpoint, limitMs: 0 })).toBeUndefined();
});

test("a connection that is closed at once is none", async () => {
  const endpoint = `http://127.0.0.1:${await listen("")}`;
  expect(await firstAnswer({ endpoint, limitMs: 0 })).toMatch(/./);
});

test("waits until somebody listens", async () => {
  const port = await closedPort();
  const clock = {
    ...systemClock,
    sleep: async () => void (await listen("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", port)),
  };
  expect(await firstAnswer({ endpoint: `http://127.0.0.1:${port}/eks`, limitMs: 60_000, clock })).toBeUndefined();
  expect(open).toHaveLength(1);
});

test("tells what came in place of an answer when the time is over", async () => {
  let now = 0;
  const clock = { ...systemClock, now: () => now, sleep: async (ms: number) => void (now += ms) };
  const endpoint = `http://127.0.0.1:${await closedPort()}`;
  expect(await firstAnswer({ endpoint, limitMs: 1_000, clock })).toContain("ECONNREFUSED");
  expect(now).toBeGreaterThan(0);
});
