import type { IncomingMessage } from "node:http";
import { mock } from "node:test";
import { afterEach, describe, expect, test } from "@jest/globals";
import { DUMMY_CREDENTIALS, fixedCredentials } from "#endpoint/aws/credentials.ts";
import { bodyOf, closeOpened, httpServer, tcpServer } from "#tests/helpers/servers/loopback.ts";
import { LIST, openTarget, REGISTER } from "#tests/endpoint/open-target.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { milestones } from "#tests/helpers/milestones.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

afterEach(closeOpened);
afterEach(() => mock.timers.reset());

describe("what is sent", () => {
  test("keeps the base path, the bytes, and the order and case of headers", async () => {
    const seen: { url: string; body: Buffer; rawHeaders: string[] }[] = [];
    const origin = await httpServer(async (request, response) => {
      seen.push({ url: request.url ?? "", body: await bodyOf(request), rawHeaders: request.rawHeaders });
      response.end("{}");
    });
    const body = Uint8Array.from([0, 0xff, 0x0a, 0x7b]);
    const headers = [
      ["X-Zeta", "1"],
      ["content-TYPE", "application/json"],
      ["X-Alpha", "2"],
      ["x-zeta", "3"],
    ] as const;
    const target = openTarget(`${origin}/eks/`);
    expect(target.endpoint).toBe(`${origin}/eks`);
    const { last } = await target.send({ method: "POST", path: "/cluster-registrations/%2e%2E?x=%20", headers, body });
    expect(seen[0]?.url).toBe("/eks/cluster-registrations/%2e%2E?x=%20");
    expect(seen[0]?.body).toEqual(Buffer.from(body));
    expect(seen[0]?.rawHeaders.slice(4, 12)).toEqual(headers.flat());
    expect(last.request.url).toBe(`${origin}/eks/cluster-registrations/%2e%2E?x=%20`);
    expect(last.request.path).toBe("/cluster-registrations/%2e%2E?x=%20");
  });

  test("says whose it is, which gateways may ask for; a request of somebody else goes as it came", async () => {
    const agents: (string | undefined)[] = [];
    const origin = await httpServer((request, response) => {
      agents.push(request.headers["user-agent"]);
      response.end("{}");
    });
    const target = openTarget(origin);
    const request = { method: "GET", path: "/clusters", headers: [] } as const;
    const { last } = await target.send(request);
    await target.send(request, { ofOthers: true });
    expect(agents).toEqual(["eks-conformance", undefined]);
    expect(last.request.headers.map(([name]) => name)).not.toContain("user-agent");
  });

  test("signs what it sends, host and body hash among it", async () => {
    let received: IncomingMessage["headers"] = {};
    const origin = await httpServer((request, response) => {
      received = request.headers;
      response.end("{}");
    });
    const { last } = await openTarget(origin, { credentials: fixedCredentials(DUMMY_CREDENTIALS) }).send(REGISTER);
    expect(received.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=test\/\d{8}\/us-east-1\/eks\/aws4_request, SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
    expect(last.request.headers).toContainEqual(["authorization", received.authorization]);
  });
});

describe("what is received", () => {
  test("may have a head of ten times the size that Node's own client takes", async () => {
    const pads = Array.from({ length: 160 }, (_, index) => `X-Pad-${index}: ${"x".repeat(1_000)}\r\n`).join("");
    const origin = await tcpServer((socket) => {
      socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${pads}Content-Length: 2\r\n\r\n{}`));
    });
    const { last } = await openTarget(origin).send(LIST);
    expect(last.response).toMatchObject({ status: 200, body: Buffer.from("{}") });
  });

  test("keeps status, raw headers in order and case, and raw bytes", async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const origin = await tcpServer((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 409 Conflict\r\nX-B: 1\r\nx-Amzn-ErrorType: ResourceInUseException\r\nX-b: 2\r\n");
        socket.write("Content-Length: 3\r\n\r\n");
        socket.write(bytes);
      });
    });
    const { last, earlier } = await openTarget(origin).send(REGISTER);
    expect(earlier).toEqual([]);
    expect(last.response?.status).toBe(409);
    expect(last.response?.headers).toEqual([
      ["X-B", "1"],
      ["x-Amzn-ErrorType", "ResourceInUseException"],
      ["X-b", "2"],
      ["Content-Length", "3"],
    ]);
    expect(Buffer.from(last.response?.body ?? [])).toEqual(bytes);
    expect(last.response?.truncated).toBe(false);
    expect(last.attempt).toBe(1);
  });

  test("does not follow redirects", async () => {
    let requests = 0;
    const origin = await httpServer((_request, response) => {
      requests += 1;
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    const { last } = await openTarget(origin).send(REGISTER);
    expect(last.response?.status).toBe(307);
    expect(requests).toBe(1);
  });

  test("stops reading a body at the limit", async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, 0x61);
    const origin = await httpServer((_request, response) => {
      response.on("error", () => undefined);
      const more = () => {
        while (sent < 50 * 1024 * 1024) {
          sent += piece.length;
          if (!response.write(piece)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const { last } = await openTarget(origin, { bodyLimit: 100_000 }).send(LIST);
    expect(last.response?.truncated).toBe(true);
    expect(last.response?.body.length).toBe(100_000);
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });
});

test("an endpoint of whose answers none can be read to its end is given up", async () => {
  const origin = await httpServer((_request, response) => void response.end("a".repeat(101)));
  const target = openTarget(origin, { bodyLimit: 100 });
  for (let sent = 1; sent < 6; sent += 1) await target.send(LIST);
  await expect(target.send(LIST)).rejects.toThrow("the endpoint answers every request with a body too long to be read");
});

test("an endpoint that leaves the same requests twice without an answer, and answers others, is given up", async () => {
  const hangs: WireRequest[] = Array.from({ length: 8 }, (_, nth) => ({ ...LIST, path: `/hangs/${nth}` }));
  mock.timers.enable({ apis: ["setTimeout"] });
  const { pass, reached } = milestones();
  const origin = await httpServer((request, response) => {
    if (request.url?.startsWith("/hangs/")) pass();
    else response.end("{}");
  });
  const clock = new RecordingClock();
  const target = openTarget(origin, { timeoutMs: 250, clock });
  const sendAll = async (asked: number): Promise<void> => {
    const hung = Promise.all(hangs.map((request) => target.send(request, { once: true })));
    await target.send(LIST, { once: true });
    await reached(asked);
    mock.timers.tick(250);
    await hung;
  };
  await sendAll(8);
  await clock.sleep(30_000);
  await target.send(LIST);
  await clock.sleep(5_000);
  await expect(sendAll(16)).rejects.toThrow("the endpoint leaves too many requests without an answer");
});
