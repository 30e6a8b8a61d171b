import type { Socket } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { openConnections } from "#endpoint/sending/connections.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { readExchange } from "#protocol/answers/reply.ts";
import { closeOpened, onCleanUp, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";
import { watchedConnections } from "#tests/endpoint/watched-connections.ts";

afterEach(closeOpened);

const PATHS = ["/first", "/second", "/third"];
const FAREWELL = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
const LATE = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}";

const get = (path: string): WireRequest => ({ method: "GET", path, headers: [] });

function echo(bytes: Buffer): string {
  const body = JSON.stringify({ asked: /^[A-Z]+ (\S+)/.exec(bytes.toString("latin1"))?.[1] });
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

/** Asks for each path in turn at a server that answers so; whether the answers were the right ones, and what was seen. */
async function asking(answer: (socket: Socket, echoed: string, arrived: Promise<unknown>) => void) {
  const { connect, arrivals } = watchedConnections();
  let sockets = 0;
  const origin = await tcpServer((socket) => {
    sockets += 1;
    socket.on("data", (bytes: Buffer) => {
      answer(socket, echo(bytes), new Promise((resolve) => arrivals.once("arrived", resolve)));
    });
  });
  const target = openTarget(origin, { concurrency: 1, connect });
  const bodies: unknown[] = [];
  for (const path of PATHS) bodies.push(readExchange((await target.send(get(path))).last).json);
  expect(bodies).toEqual(PATHS.map((asked) => ({ asked })));
  return { sockets, isSeen: target.hasRepeatedAnswers?.() };
}

test.each<[how: string, answer: Parameters<typeof asking>[0]]>([
  ["at once", (socket, echoed) => void socket.write(echoed + echoed)],
  [
    "once the first has been read",
    (socket, echoed, arrived) => {
      socket.write(echoed);
      void arrived.then(() => setImmediate(() => setImmediate(() => socket.write(echoed))));
    },
  ],
  [
    "as the late answer to another request",
    (socket, echoed, arrived) => {
      socket.write(echoed);
      void arrived.then(() => socket.write(LATE));
    },
  ],
])(
  "an answer that nobody asked for, and that bears no id, is taken for no answer: it comes %s",
  async (_how, answer) => {
    expect(await asking(answer)).toEqual({ sockets: PATHS.length, isSeen: true });
  },
);

test.each<[what: string, answer: Parameters<typeof asking>[0]]>([
  ["a farewell to an idle connection", (socket, echoed) => void socket.end(echoed + FAREWELL)],
  ["bytes that begin no answer", (socket, echoed) => void socket.write(`${echoed}\r\nx`)],
])("%s is no answer that nobody asked for", async (_what, answer) => {
  expect((await asking(answer)).isSeen).toBe(false);
});

test("a connection rests once, after the first answer, before the next request", async () => {
  const origin = await tcpServer((socket) => void socket.on("data", (bytes: Buffer) => socket.write(echo(bytes))));
  const connections = openConnections({ origin, connections: 1, bodyLimit: 1024 });
  onCleanUp(() => connections.close());
  const exchange = () => connections.exchange({ method: "GET", path: "/", headers: [] }, 60_000);
  expect(connections.ready?.()).toBeUndefined();
  await exchange();
  await connections.ready?.();
  expect(connections.ready?.()).toBeUndefined();
  await exchange();
  expect(connections.ready?.()).toBeUndefined();
});
