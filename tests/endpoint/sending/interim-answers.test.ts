import { type EventEmitter, once } from "node:events";
import { createServer as createTlsServer } from "node:tls";
import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { makeCertificates } from "#tests/helpers/servers/certificates.ts";
import { closeOpened, listening, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { openTarget, REGISTER } from "#tests/endpoint/open-target.ts";
import { watchedConnections } from "#tests/endpoint/watched-connections.ts";

afterEach(closeOpened);

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
const CONFLICT = "HTTP/1.1 409 Conflict\r\nX-A: 1\r\nContent-Length: 2\r\n\r\n{}";

/** Answers each request on a connection with these pieces, each once the one before has arrived. */
function answering(pieces: readonly string[], arrivals: EventEmitter): (socket: Socket) => void {
  return (socket) => socket.setNoDelay(true).on("data", () => void writeEach(socket, pieces, arrivals));
}

async function writeEach(socket: Socket, pieces: readonly string[], arrivals: EventEmitter): Promise<void> {
  for (const piece of pieces) {
    const arrived = once(arrivals, "arrived");
    socket.write(piece, "latin1");
    await arrived;
  }
}

async function answered(pieces: readonly string[]) {
  const { connect, arrivals } = watchedConnections();
  const origin = await tcpServer(answering(pieces, arrivals));
  return (await openTarget(origin, { timeoutMs: 60_000, connect }).send(REGISTER, { once: true })).last;
}

describe("an answer of 100 that nobody asked for is passed over", () => {
  test.each<[string, readonly string[]]>([
    ["in one piece with the answer", [CONTINUE + CONFLICT]],
    ["by itself", [CONTINUE, CONFLICT]],
    ["byte for byte", [...(CONTINUE + CONFLICT)]],
    ["several in one piece", [`${CONTINUE}${CONTINUE}${CONFLICT}`]],
    ["after early hints", ["HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n", `${CONTINUE}HTTP/1.1 102 P\r\n\r\n${CONFLICT}`]],
    ["with headers, and no reason", [`HTTP/1.1 100\r\nX-B: 2\r\n\r\n${CONFLICT}`]],
  ])("%s", async (_name, pieces) => {
    const { response } = await answered(pieces);
    expect(response).toMatchObject({
      status: 409,
      headers: [
        ["X-A", "1"],
        ["Content-Length", "2"],
      ],
    });
    expect(Buffer.from(response?.body ?? []).toString()).toBe("{}");
  });

  test("before an answer longer than any head", async () => {
    const body = "a".repeat(400_000);
    const { response } = await answered([
      `${CONTINUE}HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ]);
    expect(response?.body).toHaveLength(body.length);
  });

  test("before each answer of a connection, which stays open", async () => {
    const { connect, arrivals } = watchedConnections();
    const sockets = new Set<Socket>();
    const origin = await tcpServer((socket) => {
      sockets.add(socket);
      answering([CONTINUE + CONFLICT], arrivals)(socket);
    });
    const target = openTarget(origin, { concurrency: 1, connect });
    for (let sent = 0; sent < 3; sent += 1) {
      const { last } = await target.send(REGISTER, { once: true });
      expect(last.response?.status).toBe(409);
    }
    expect(sockets.size).toBe(1);
  });

  test("over TLS", async () => {
    const { ca, server } = makeCertificates();
    const { connect, arrivals } = watchedConnections({ ca });
    const origin = await listening(createTlsServer(server, answering([CONTINUE, CONFLICT], arrivals)));
    const target = openTarget(origin.replace("http:", "https:"), { connect });
    const { last } = await target.send(REGISTER, { once: true });
    expect(last.response?.status).toBe(409);
  });
});

test("the same bytes in a body are the body's", async () => {
  const { response } = await answered([`HTTP/1.1 200 OK\r\nContent-Length: ${CONTINUE.length}\r\n\r\n`, CONTINUE]);
  expect(Buffer.from(response?.body ?? []).toString()).toBe(CONTINUE);
});

describe("what only begins like one is no HTTP", () => {
  test.each([
    ["a longer status", "HTTP/1.1 1000 Continue\r\n\r\n"],
    ["headers without end", `HTTP/1.1 100 Continue\r\nX-Long: ${"a".repeat(300_000)}`],
    ["a switch of protocols", `HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n${CONFLICT}`],
    ["another version", "HTTP/7.1 100 Continue\r\n\r\n"],
  ])("%s", async (_name, bytes) => {
    expect((await answered([bytes])).failure?.kind).toBe("malformed");
  });
});
