import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { HttpTarget } from "#endpoint/sending/http-target.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import { closeOpened, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";

afterEach(closeOpened);

interface Asked {
  readonly path: string;
  /** Answers so far, on all connections. */
  readonly count: number;
}

/** Answers each request; before each but the first of a connection it sends its last answer again, if it is to. */
async function answering(answerTo: (asked: Asked) => string, { again }: { readonly again: boolean }) {
  const sockets: Socket[] = [];
  let count = 0;
  const origin = await tcpServer((socket) => {
    sockets.push(socket);
    let last = "";
    socket.on("data", (bytes: Buffer) => {
      const answer = answerTo({ path: /^[A-Z]+ (\S+)/.exec(bytes.toString("latin1"))?.[1] ?? "", count: count++ });
      socket.write(again ? last + answer : answer, "latin1");
      last = answer;
    });
  });
  return { sockets, target: openTarget(origin, { concurrency: 1 }) };
}

function answer(body: string, id: string): string {
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-amzn-requestid: ${id}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

const echo = ({ path }: Asked): string => JSON.stringify({ asked: path });
const get = (path: string): WireRequest => ({ method: "GET", path, headers: [] });

async function asking(target: HttpTarget, ...paths: readonly string[]): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const path of paths) exchanges.push((await target.send(get(path))).last);
  return exchanges;
}

const bodies = (exchanges: readonly Exchange[]): unknown[] => exchanges.map((exchange) => readExchange(exchange).json);

describe("an answer that comes a second time, with its id", () => {
  const twice = () => answering((asked) => answer(echo(asked), `id-${asked.count}`), { again: true });

  test("is not taken for the answer to the next request, which is sent again", async () => {
    const { target, sockets } = await twice();
    const exchanges = await asking(target, "/first", "/second", "/third", "/fourth");
    expect(bodies(exchanges)).toEqual(["/first", "/second", "/third", "/fourth"].map((asked) => ({ asked })));
    expect(target.hasRepeatedAnswers?.()).toBe(true);
    expect(sockets).toHaveLength(4);
  });

  test("leaves a request in doubt that may have changed something", async () => {
    const { target } = await twice();
    await asking(target, "/first");
    const { last } = await target.send(get("/second"), { mayChangeState: true });
    expect(last).toMatchObject({ failure: { kind: "reset" } });
    expect(last.response).toBeUndefined();
  });
});

describe("ids that tell no answers apart", () => {
  test("one for all answers, which are all the same", async () => {
    const { target } = await answering(() => answer("{}", "always"), { again: false });
    const exchanges = await asking(target, "/a", "/b", "/c", "/d");
    expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200, 200, 200]);
    expect(target.hasRepeatedAnswers?.()).toBe(false);
  });

  test("one for answers that differ", async () => {
    const { target, sockets } = await answering((asked) => answer(echo(asked), "always"), { again: false });
    expect(bodies(await asking(target, "/a", "/b", "/b", "/a"))).toHaveLength(4);
    expect(target.hasRepeatedAnswers?.()).toBe(false);
    expect(sockets).toHaveLength(1);
  });

  test("a whole answer that is kept, and given again when the request is repeated", async () => {
    const { target, sockets } = await answering((asked) => answer(echo(asked), asked.path), { again: false });
    expect(bodies(await asking(target, "/a", "/b", "/a"))).toEqual([{ asked: "/a" }, { asked: "/b" }, { asked: "/a" }]);
    expect(target.hasRepeatedAnswers?.()).toBe(false);
    expect(sockets).toHaveLength(1);
  });
});

test("without ids, equal answers are what they are", async () => {
  const bare = "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}";
  const { target, sockets } = await answering(() => bare, { again: false });
  const exchanges = await asking(target, "/a", "/b", "/c");
  expect(exchanges.map(({ response }) => response?.status)).toEqual([404, 404, 404]);
  expect(sockets).toHaveLength(1);
});
