import { createConnection } from "node:net";
import { once } from "node:events";
import { request as httpRequest, Agent, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Patch } from "#reference/fault.ts";
import type { Transport } from "#reference/message.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { registration } from "#tests/reference/requests.ts";

type Server = Awaited<ReturnType<typeof startReferenceServer>>;

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function start(options: Parameters<typeof startReferenceServer>[0] = {}): Promise<Server> {
  const server = await startReferenceServer(options);
  opened.push(server);
  return server;
}

/** One connection, kept. */
function oneConnection(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  opened.push({ close: () => agent.destroy() });
  return agent;
}

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly localPort: number | undefined;
}

function exchange(server: Server, method: string, path: string, body = "", agent?: Agent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const headers =
      body === "" ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const options = { port: server.port, host: "127.0.0.1", method, path, headers, ...(agent && { agent }) };
    const request = httpRequest(options, (response) => {
      const { localPort } = response.socket;
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: text, localPort }),
      );
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends bytes as they stand; resolves with all that came back until the server closed. */
async function raw(server: Server, text: string): Promise<string> {
  const socket = createConnection(server.port, "127.0.0.1");
  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => (received += chunk));
  socket.write(text);
  await once(socket, "close");
  return received;
}

function travelling(change: Partial<Transport>): Patch {
  return (behaviours) => ({ ...behaviours, transport: (call) => ({ ...behaviours.transport(call), ...change }) });
}

const VALID = JSON.stringify(registration("a"));

describe("over HTTP", () => {
  test("answers on a loopback port of its own, and counts", async () => {
    const server = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await exchange(server, "POST", "/cluster-registrations", VALID)).status).toBe(200);
    const answer = await exchange(server, "GET", "/clusters?include=all");
    expect(answer.body).toBe(`{"clusters":["a"]}`);
    expect(answer.headers["content-length"]).toBe(String(answer.body.length));
    expect(server.requests()).toBe(2);
    expect(server.clusterNames()).toEqual(["a"]);
  });

  test("refuses a body that is too large, and the connection carries the next request", async () => {
    const server = await start();
    const agent = oneConnection();
    const large = await exchange(server, "POST", "/cluster-registrations", " ".repeat(5_000_000), agent);
    expect(large.status).toBe(413);
    expect(large.headers["x-amzn-errortype"]).toBe("RequestEntityTooLargeException");
    const next = await exchange(server, "POST", "/cluster-registrations", VALID, agent);
    expect(next.status).toBe(200);
    expect(next.localPort).toEqual(large.localPort);
  });

  test("a refused request leaves its connection fit for the next", async () => {
    const server = await start();
    const agent = oneConnection();
    const ports = new Set<number | undefined>();
    for (const body of ["{", "[", VALID, "null"]) {
      ports.add((await exchange(server, "POST", "/cluster-registrations", body, agent)).localPort);
    }
    expect(ports.size).toBe(1);
  });

  test("what is not HTTP gets an error with a name, and the connection closes", async () => {
    const received = await raw(await start(), "NOT HTTP\r\n\r\n");
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).toContain("x-amzn-ErrorType: MalformedHttpRequestException");
    expect(JSON.parse(received.split("\r\n\r\n")[1] ?? "")).toEqual({ message: expect.any(String) });
  });

  test("reads a chunked request", async () => {
    const size = VALID.length.toString(16);
    const head =
      "POST /cluster-registrations HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n";
    const received = await raw(
      await start(),
      `${head}transfer-encoding: chunked\r\n\r\n${size}\r\n${VALID}\r\n0\r\n\r\n`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("outlives a client that goes away in the middle of a request", async () => {
    const server = await start();
    const socket = createConnection(server.port, "127.0.0.1");
    socket.write("POST /cluster-registrations HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{");
    await once(socket, "connect");
    socket.destroy();
    await once(socket, "close");
    expect((await exchange(server, "GET", "/clusters")).status).toBe(200);
  });

  test("says no when the port is taken", async () => {
    const { port } = await start();
    await expect(startReferenceServer({ port })).rejects.toThrow("EADDRINUSE");
  });
});

describe("transport", () => {
  test("a dropped connection: nothing was done", async () => {
    const server = await start({ patches: [travelling({ fate: "drop" })] });
    await expect(exchange(server, "POST", "/cluster-registrations", VALID)).rejects.toThrow(/hang up|ECONNRESET/);
    expect(server.clusterNames()).toEqual([]);
  });

  test("a lost reply: the work was done", async () => {
    const server = await start({ patches: [travelling({ fate: "lose-reply" })] });
    await expect(exchange(server, "POST", "/cluster-registrations", VALID)).rejects.toThrow(/hang up|ECONNRESET/);
    expect(server.clusterNames()).toEqual(["a"]);
  });

  test("a hanging answer ends with the server", async () => {
    const server = await start({ patches: [travelling({ fate: "hang" })] });
    const answer = exchange(server, "POST", "/cluster-registrations", VALID).then(
      () => "answered",
      () => "cut",
    );
    while (server.clusterNames().length === 0) await new Promise(setImmediate);
    await server.close();
    expect(await answer).toBe("cut");
  });

  test("a delayed answer is the same answer", async () => {
    const server = await start({ patches: [travelling({ delayMs: 1 })] });
    expect((await exchange(server, "GET", "/clusters")).body).toBe(`{"clusters":[]}`);
  });

  test("a delayed answer holds up no other, and ends with the server", async () => {
    const delayRegistrations: Patch = (behaviours) => ({
      ...behaviours,
      transport: (call) => ({ ...behaviours.transport(call), delayMs: call.request.method === "POST" ? 3_600_000 : 0 }),
    });
    const server = await start({ patches: [delayRegistrations] });
    const delayed = exchange(server, "POST", "/cluster-registrations", VALID).then(
      () => "answered",
      () => "cut",
    );
    while (server.clusterNames().length === 0) await new Promise(setImmediate);
    expect((await exchange(server, "GET", "/clusters?include=all")).body).toBe(`{"clusters":["a"]}`);
    await server.close();
    expect(await delayed).toBe("cut");
  });

  test("a cut answer promises more than it holds", async () => {
    const received = await raw(
      await start({ patches: [travelling({ fate: "cut" })] }),
      "GET /clusters HTTP/1.1\r\nhost: localhost\r\n\r\n",
    );
    expect(received).toContain("content-length: 15\r\n");
    expect(received.split("\r\n\r\n")[1]).toBe(`{"clust`);
  });

  test("an endless answer goes on until the client leaves", async () => {
    const endlessLists: Patch = (behaviours) => ({
      ...behaviours,
      transport: (call) => ({
        ...behaviours.transport(call),
        fate: call.request.method === "GET" ? "endless" : "deliver",
      }),
    });
    const server = await start({ patches: [endlessLists] });
    const received = await new Promise<number>((resolve) => {
      const request = httpRequest({ port: server.port, host: "127.0.0.1", path: "/clusters" }, (response) => {
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size < 5_000_000) return;
          request.destroy();
          resolve(size);
        });
      });
      request.on("error", () => undefined);
      request.end();
    });
    expect(received).toBeGreaterThanOrEqual(5_000_000);
    expect((await exchange(server, "POST", "/cluster-registrations", VALID)).status).toBe(200);
  });

  test("a chunked answer has no content-length", async () => {
    const answer = await exchange(await start({ variant: "chunked-bodies" }), "GET", "/clusters");
    expect(answer.headers["transfer-encoding"]).toBe("chunked");
    expect(answer.headers["content-length"]).toBeUndefined();
    expect(answer.body).toBe(`{"clusters":[]}`);
  });

  test("a closed connection is announced", async () => {
    const server = await start({ variant: "closed-connections" });
    const agent = oneConnection();
    const first = await exchange(server, "GET", "/clusters", "", agent);
    expect(first.headers.connection).toBe("close");
    const second = await exchange(server, "GET", "/clusters", "", agent);
    expect(second.localPort).not.toBe(first.localPort);
  });

  test("a pipeline that a patch broke closes the connection, not the server", async () => {
    const broken: Patch = (behaviours) => ({
      ...behaviours,
      listDocument: () => {
        throw new Error("broken");
      },
      renderError: () => {
        throw new Error("broken too");
      },
    });
    const server = await start({ patches: [broken] });
    await expect(exchange(server, "GET", "/clusters")).rejects.toThrow(/hang up|ECONNRESET/);
    expect((await exchange(server, "POST", "/cluster-registrations", VALID)).status).toBe(200);
  });
});
