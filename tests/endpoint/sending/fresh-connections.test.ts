import { afterEach, expect, test } from "@jest/globals";
import type { WireRequest } from "#protocol/exchange.ts";
import { readReply } from "#protocol/answers/reply.ts";
import { closeOpened, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

/** Answers each request of a connection but the first with what was asked before on it: the answers are one off. */
function oneOff(): Promise<string> {
  return tcpServer((socket) => {
    const asked: string[] = [];
    socket.on("data", (bytes: Buffer) => {
      asked.push(/^GET (\S+)/.exec(bytes.toString("latin1"))?.[1] ?? "");
      const body = JSON.stringify({ asked: asked.at(-2) ?? asked.at(-1) });
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    });
  });
}

const get = (path: string): WireRequest => ({ method: "GET", path, headers: [] });

test("a fresh request has a connection of its own, whatever comes late on others", async () => {
  const target = openTarget(await oneOff(), { concurrency: 1 });
  const answer = async (path: string, fresh: boolean): Promise<unknown> =>
    readReply(await target.send(get(path), { fresh })).json;
  expect(await answer("/first", false)).toEqual({ asked: "/first" });
  expect(await answer("/second", false)).toEqual({ asked: "/first" });
  expect(await answer("/third", true)).toEqual({ asked: "/third" });
  expect(await answer("/fourth", true)).toEqual({ asked: "/fourth" });
  expect(await answer("/fifth", false)).toEqual({ asked: "/second" });
});

test("once a connection is reset in place of an answer, each request has one of its own: it may have been idle", async () => {
  let lost = 0;
  const origin = await tcpServer((socket) => {
    let answered = 0;
    socket.on("data", () => {
      if (answered > 0) {
        lost += 1;
        return void socket.resetAndDestroy();
      }
      answered += 1;
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    });
  });
  const target = openTarget(origin, { concurrency: 1 });
  const statuses: unknown[] = [];
  for (const path of ["/first", "/second", "/third", "/fourth"]) {
    const { last } = await target.send(get(path), { once: true });
    statuses.push(last.response?.status ?? last.failure?.kind);
  }
  expect(statuses).toEqual([200, "reset", 200, 200]);
  expect(lost).toBe(1);
});

test("what rested for long, while something was computed, is not used again: it may be closed at that very moment", async () => {
  let opened = 0;
  const origin = await tcpServer((socket) => {
    opened += 1;
    socket.on("data", () => void socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
  });
  const target = openTarget(origin, { concurrency: 1 });
  const asked = async (path: string): Promise<number> => {
    expect((await target.send(get(path), { once: true })).last.response?.status).toBe(200);
    return opened;
  };
  const seen = [await asked("/first"), await asked("/second")];
  for (const from = performance.now(); performance.now() - from < 1_100;);
  expect([...seen, await asked("/third"), await asked("/fourth")]).toEqual([1, 1, 2, 2]);
});
