import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { mock } from "node:test";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Exchange } from "#protocol/exchange.ts";
import { buildConnector } from "undici";
import { closeOpened, httpServer, listening, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { milestones } from "#tests/helpers/milestones.ts";
import { LIST, openTarget, REGISTER } from "#tests/endpoint/open-target.ts";
import { watchedConnections } from "#tests/endpoint/watched-connections.ts";

afterEach(closeOpened);
afterEach(() => mock.timers.reset());

const ONCE = { once: true } as const;

/** What a target makes of an endpoint that answers each request with these bytes, and then does that. */
async function answered(bytes: string, then: (socket: Socket) => void = () => undefined): Promise<Exchange> {
  const origin = await tcpServer((socket) => {
    socket.on("data", () => socket.write(bytes, "latin1", () => then(socket)));
  });
  return (await openTarget(origin, { timeoutMs: 60_000 }).send(REGISTER, ONCE)).last;
}

const close = (socket: Socket) => socket.end();
const reset = (socket: Socket) => socket.resetAndDestroy();

describe("lost connections", () => {
  test.each<[string, string, (socket: Socket) => void]>([
    ["closed before a response", "", close],
    ["reset before a response", "", reset],
    ["closed within the headers", "HTTP/1.1 200 OK\r\nContent-", close],
    ["closed within a body of known length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", close],
    ["reset within a body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", reset],
    [
      "closed within a last body of known length",
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\na",
      close,
    ],
    ["closed within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", close],
    ["closed before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", close],
  ])("%s: reset", async (_name, bytes, then) => {
    const { failure, response } = await answered(bytes, then);
    expect(failure?.kind).toBe("reset");
    expect(response).toBeUndefined();
  });

  test("the failure says how far the response had come", async () => {
    const { failure } = await answered("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", close);
    expect(failure?.message).toContain("after status 200 and 3 bytes of body");
  });

  test("early hints are no such progress", async () => {
    const { failure } = await answered("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", close);
    expect(failure).toEqual({ kind: "reset", message: "other side closed (UND_ERR_SOCKET)" });
  });

  test("a body that ends with the connection is whole", async () => {
    const { response } = await answered("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc", close);
    expect(Buffer.from(response?.body ?? []).toString()).toBe("abc");
  });
});

describe("what is not HTTP", () => {
  test.each([
    ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["a header that breaks off", "HTTP/1.1 200 OK\r\nBad Header\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ],
    ["a chunk size that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    [
      "a switch of protocols nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ["headers without end", `HTTP/1.1 200 OK\r\nX-Long: ${"a".repeat(300_000)}`],
  ])("%s: malformed", async (_name, bytes) => {
    expect((await answered(bytes)).failure?.kind).toBe("malformed");
  });
});

describe("odd but legal", () => {
  test("early hints before the response are passed over", async () => {
    const { response } = await answered(
      "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 409 Conflict\r\nX-A: 1\r\nContent-Length: 0\r\n\r\n",
    );
    expect(response).toMatchObject({
      status: 409,
      headers: [
        ["X-A", "1"],
        ["Content-Length", "0"],
      ],
    });
  });

  test("chunks are joined", async () => {
    const { response } = await answered(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n",
    );
    expect(Buffer.from(response?.body ?? []).toString()).toBe("abcde");
  });

  test("bytes beyond ASCII in headers come through as Latin-1", async () => {
    const { response } = await answered("HTTP/1.1 200 OK\r\nX-A: caf\xe9\r\nContent-Length: 0\r\n\r\n");
    expect(response?.headers[0]).toEqual(["X-A", "caf\xe9"]);
  });
});

/** From here on time passes when `mock.timers.tick` says so. */
function stopClocks(): void {
  mock.timers.enable({ apis: ["setTimeout"] });
}

describe("hangs", () => {
  test.each([
    ["no response at all", ""],
    ["half the headers", "HTTP/1.1 200 OK\r\nX-A:"],
    ["half the body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"],
  ])("%s: timeout", async (_name, bytes) => {
    stopClocks();
    const { pass, reached } = milestones();
    const origin = await tcpServer((socket) => {
      socket.on("data", () => void (socket.write(bytes), pass()));
    });
    const sent = openTarget(origin, { timeoutMs: 60 }).send(REGISTER, ONCE);
    await reached(1);
    mock.timers.tick(60);
    const { failure } = (await sent).last;
    expect(failure).toMatchObject({ kind: "timeout", message: expect.stringContaining("within 60 ms") });
  });

  test("a body that drips for ever is limited as a whole", async () => {
    stopClocks();
    const { connect, arrivals } = watchedConnections();
    const origin = await tcpServer((socket) => {
      const drip = async () => {
        for (const bytes of ["HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x", "x", "x", "x"]) {
          const arrived = once(arrivals, "arrived");
          socket.write(bytes);
          await arrived;
          mock.timers.tick(20);
        }
        socket.end();
      };
      socket.once("data", () => void drip());
    });
    const target = openTarget(origin, { connect });
    const { last } = await target.send(REGISTER, { once: true, timeoutMs: 80 });
    expect(last.failure?.kind).toBe("timeout");
  });

  test("the next request gets a connection of its own", async () => {
    stopClocks();
    const { pass, reached } = milestones();
    let connections = 0;
    const origin = await tcpServer((socket) => {
      connections += 1;
      const silent = connections === 1;
      socket.on("data", () => {
        if (!silent) socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        pass();
      });
    });
    const target = openTarget(origin, { concurrency: 1, timeoutMs: 60 });
    const first = target.send(LIST, ONCE);
    await reached(1);
    mock.timers.tick(60);
    expect((await first).last.failure?.kind).toBe("timeout");
    expect((await target.send(LIST, ONCE)).last.response?.status).toBe(200);
  });
});

test("a request that timed out before it had a connection never leaves", async () => {
  stopClocks();
  const { pass, reached } = milestones();
  const received: string[] = [];
  const origin = await httpServer((request, response) => {
    received.push(request.method ?? "");
    response.end();
  });
  const connector = buildConnector({});
  let held: (() => void) | undefined;
  const target = openTarget(origin, {
    concurrency: 1,
    connect: (options, callback) => {
      if (held !== undefined) return void connector(options, callback);
      held = () => connector(options, callback);
      pass();
    },
  });
  const sent = target.send(REGISTER, { once: true, timeoutMs: 30 });
  await reached(1);
  mock.timers.tick(30);
  expect((await sent).last.failure?.kind).toBe("refused");
  held?.();
  expect((await target.send(LIST, ONCE)).last.response?.status).toBe(200);
  expect(received).toEqual(["GET"]);
});

describe("no connection", () => {
  test("nothing listens: refused, after two quick retries", async () => {
    const server = createServer();
    const origin = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const { last, earlier } = await openTarget(origin).send(REGISTER, { mayChangeState: true });
    expect(last.failure?.kind).toBe("refused");
    expect(last.failure?.message).toContain("ECONNREFUSED");
    expect(earlier).toHaveLength(2);
  });

  test.each([
    ["ENOTFOUND", "dns"],
    ["EHOSTUNREACH", "refused"],
    ["ETIMEDOUT", "timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "refused"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["ECONNRESET", "reset"],
  ])("%s: %s", async (code, kind) => {
    const target = openTarget("http://eks.example", {
      connect: (_options, callback) => callback(Object.assign(new Error("scripted"), { code }), null),
    });
    const { last } = await target.send(REGISTER, ONCE);
    expect(last.failure).toEqual({ kind, message: `scripted (${code})` });
  });

  test("plain HTTP where TLS is spoken is told as that, and nothing was sent", async () => {
    const origin = await listening(createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")));
    const { last } = await openTarget(origin.replace("http:", "https:")).send(REGISTER, ONCE);
    expect(last.failure).toEqual({ kind: "tls", message: expect.stringMatching(/plain HTTP: try http:\/\//) });
  });

  test("a connection that is closed before TLS is there carried nothing", async () => {
    const origin = await listening(createServer((socket) => socket.destroy()));
    const { last } = await openTarget(origin.replace("http:", "https:")).send(REGISTER, ONCE);
    expect(last.failure?.kind).toBe("refused");
  });

  test("several addresses that all refuse are one failure", async () => {
    const refused = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: "ECONNREFUSED" });
    const error = Object.assign(new AggregateError([refused("::1:80"), refused("127.0.0.1:80")]), {
      code: "ECONNREFUSED",
    });
    const target = openTarget("http://localhost", { connect: (_options, callback) => callback(error, null) });
    const { last } = await target.send(REGISTER, ONCE);
    expect(last.failure?.message).toBe("connect ECONNREFUSED ::1:80; connect ECONNREFUSED 127.0.0.1:80");
  });
});

test("a body of 50 MB costs no more memory than the limit", async () => {
  const piece = Buffer.alloc(64 * 1024, 0x61);
  const origin = await tcpServer((socket) => {
    const more = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.once("data", () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${50 * 1024 * 1024}\r\n\r\n`);
      socket.on("drain", more);
      more();
    });
  });
  const target = openTarget(origin);
  const bodies = await Promise.all(Array.from({ length: 5 }, () => target.send(LIST)));
  for (const { last } of bodies) {
    expect(last.response?.truncated).toBe(true);
    expect(last.response?.body.buffer.byteLength).toBe(1024 * 1024);
  }
});

test("what HTTP cannot carry is an error of the caller", async () => {
  const target = openTarget("http://127.0.0.1:9");
  const headers = [["x-a", "line\nbreak"]] as const;
  await expect(target.send({ ...LIST, headers })).rejects.toThrow("HTTP cannot carry this request");
});
