import type { Socket } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { AbortScope } from "#endpoint/sending/abort.ts";
import {
  openConnections,
  type ConnectionOptions,
  type Connections,
  type RawRequest,
} from "#endpoint/sending/connections.ts";
import { closeOpened, onCleanUp, tcpServer } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

const GET: RawRequest = { method: "GET", path: "/clusters", headers: [] };
/** Longer than anything here takes; and what a test waits for that nothing answers. */
const LONG = 10_000;
const SHORT = 50;
const LIMIT = 8;

function opened(origin: string, options: Partial<ConnectionOptions> = {}): Connections {
  const connections = openConnections({ origin, connections: 1, bodyLimit: LIMIT, ...options });
  onCleanUp(() => connections.close());
  return connections;
}

/** An endpoint that does this with each request's arrival. */
const arriving = (onRequest: (socket: Socket) => void) =>
  tcpServer((socket) => void socket.on("data", () => onRequest(socket)));

const withBody = (body: string) => (socket: Socket) =>
  void socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);

const nobody: NonNullable<ConnectionOptions["connect"]> = () => undefined;
const refusing: NonNullable<ConnectionOptions["connect"]> = (_options, callback) =>
  callback(Object.assign(new Error("no"), { code: "ECONNREFUSED" }), null);

test.each<
  [what: string, written: boolean, kind: string | undefined, (socket: Socket) => void, Partial<ConnectionOptions>]
>([
  ["that was answered", true, undefined, withBody("{}"), {}],
  ["whose connection was cut off", true, "reset", (socket) => socket.resetAndDestroy(), {}],
  ["that got no answer in time", true, "timeout", () => undefined, {}],
  ["that was answered by what is no HTTP", true, "malformed", (socket) => void socket.write("SSH-2.0\r\n"), {}],
  ["that found no connection", false, "refused", () => undefined, { connect: refusing }],
  ["that waited for a connection in vain", false, "refused", () => undefined, { connect: nobody }],
])("a request %s may have been acted on: %s", async (_what, written, kind, then, options) => {
  const answer = await opened(await arriving(then), options).exchange(
    GET,
    kind === "timeout" || options.connect === nobody ? SHORT : LONG,
  );
  expect(answer.written).toEqual(written);
  expect(answer.failure?.kind).toEqual(kind);
});

test.each([
  ["as long as the limit is whole", LIMIT, false],
  ["a byte longer is cut at the limit", LIMIT + 1, true],
])("a body %s", async (_what, length, truncated) => {
  const { response } = await opened(await arriving(withBody("x".repeat(length)))).exchange(GET, LONG);
  expect(response).toMatchObject({ status: 200, truncated });
  expect(response?.body).toHaveLength(LIMIT);
});

test("no more sockets are opened than allowed, and each is used again", async () => {
  let sockets = 0;
  const origin = await tcpServer((socket) => {
    sockets += 1;
    socket.on("data", () => withBody("{}")(socket));
  });
  const { exchange } = opened(origin, { connections: 2 });
  const answers = await Promise.all(Array.from({ length: 6 }, () => exchange(GET, LONG)));
  expect(answers.map(({ response }) => response?.status)).toEqual(Array(6).fill(200));
  expect(sockets).toBe(2);
});

test("once its scope is aborted, a request does not connect", async () => {
  let connects = 0;
  const connect: typeof nobody = () => void (connects += 1);
  const { exchange } = opened("http://127.0.0.1:9", { connect });
  const scope = new AbortScope(AbortSignal.abort());
  await expect(exchange(GET, LONG, scope)).rejects.toMatchObject({ name: "AbortError" });
  await expect(exchange(GET, SHORT)).resolves.toMatchObject({ failure: { kind: "refused" } });
  expect(connects).toBe(1);
});

test("an abort within an answer's body ends its connection, and no other request", async () => {
  const abort = new AbortController();
  const sockets: Socket[] = [];
  const { exchange } = opened(
    await arriving((socket) => {
      sockets.push(socket);
      if (sockets.length > 1) return withBody("{}")(socket);
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", () => abort.abort());
    }),
  );
  await expect(exchange(GET, LONG, new AbortScope(abort.signal))).rejects.toMatchObject({ name: "AbortError" });
  expect((await exchange(GET, LONG)).response?.status).toBe(200);
  expect(sockets[1]).not.toBe(sockets[0]);
});

test("closing ends what is under way as an abort, not as a failure of the endpoint, and nothing is sent after it", async () => {
  let requests = 0;
  let arrived = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (arrived = resolve));
  const connections = opened(await arriving(() => ((requests += 1), arrived())));
  const outcome = connections.exchange(GET, LONG).catch(({ name }: Error) => name);
  await underWay;
  await connections.close();
  expect(await outcome).toBe("AbortError");
  await expect(connections.exchange(GET, LONG)).rejects.toMatchObject({ name: "AbortError" });
  expect(requests).toBe(1);
});
