import { afterEach, expect, test } from "@jest/globals";
import type { WireRequest } from "../../../protocol/exchange.ts";
import { readReply } from "../../../protocol/answers/reply.ts";
import { closeOpened, tcpServer } from "../../helpers/servers/loopback.ts";
import { openTarget } from "../open-target.ts";

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
