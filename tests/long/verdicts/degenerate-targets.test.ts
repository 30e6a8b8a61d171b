import { request as httpRequest, type RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startReferenceServer } from "#reference/server/server.ts";
import { runAgainst, withVerdict } from "#tests/helpers/cli-process.ts";
import { startLoopback, type LoopbackServer } from "#tests/helpers/servers/loopback.ts";

const servers: LoopbackServer[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = await startLoopback(listener);
  servers.push(server);
  return server.url;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function always(status: number, headers: Record<string, string>, body: string | Buffer): RequestListener {
  return (request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(status, headers).end(body));
  };
}

const JSON_TYPE = { "content-type": "application/json" };

// Over sockets those in which the wire takes part; the others are judged in memory.
describe("a target that is no implementation never comes out conformant", () => {
  test("nothing listening is inconclusive, in one clear sentence", async () => {
    const endpoint = await serve(always(200, {}, ""));
    servers.pop()?.close();
    const { code, record, stderr } = await runAgainst(endpoint);
    expect(code).toBe(3);
    expect(record.outcome.verdict).toBe("inconclusive");
    expect(withVerdict(record, "pass")).toEqual([]);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test("always 503", async () => {
    const { code, record } = await runAgainst(await serve(always(503, JSON_TYPE, '{"message":"later"}')));
    expect(code).toBe(3);
    expect(withVerdict(record, "fail")).toEqual([]);
  });

  test("a server that hangs", async () => {
    const { code, record } = await runAgainst(await serve(() => undefined), ["--timeout-ms", "150"]);
    expect(code).toBe(3);
    expect(withVerdict(record, "fail")).toEqual([]);
  });

  test("a server that hangs on registrations only", async () => {
    const listener: RequestListener = (request, response) => {
      request.resume();
      if (request.method === "GET") response.writeHead(404, JSON_TYPE).end("{}");
    };
    const { code, record } = await runAgainst(await serve(listener), ["--timeout-ms", "150"]);
    expect(code).toBe(3);
    expect(withVerdict(record, "fail")).toEqual([]);
  });

  test("a server that carries out deregistrations and never answers them is left with nothing", async () => {
    const reference = await startReferenceServer();
    const listener: RequestListener = (request, response) => {
      const passed = httpRequest(`${reference.url}${request.url}`, {
        method: request.method,
        headers: request.headers,
      });
      passed.on("response", (answer) => {
        if (request.method === "DELETE") return void answer.resume();
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(passed);
    };
    try {
      const { code, record } = await runAgainst(await serve(listener), ["--timeout-ms", "500"]);
      expect(withVerdict(record, "fail")).toEqual([]);
      expect(record.clusters.left).toEqual([]);
      expect(reference.clusterNames()).toEqual([]);
      expect(code).toBe(3);
    } finally {
      await reference.close();
    }
  });

  test("a server that closes connections", async () => {
    const { code, record } = await runAgainst(await serve((request) => request.socket.destroy()));
    expect(code).toBe(3);
    expect(withVerdict(record, "fail")).toEqual([]);
  });

  test("a server that throttles everything", async () => {
    const headers = { ...JSON_TYPE, "x-amzn-errortype": "TooManyRequestsException" };
    const { code, record } = await runAgainst(await serve(always(429, headers, "{}")));
    expect(code).toBe(3);
    expect(withVerdict(record, "not-implemented")).toEqual([]);
  });

  test("a proxy that refuses what is too fast by a page of 503 alone costs time, and is left with nothing", async () => {
    const reference = await startReferenceServer();
    const [perSecond, burst] = [40, 10];
    let [level, last] = [0, Date.now()];
    const listener: RequestListener = (request, response) => {
      const now = Date.now();
      level = Math.max(0, level - ((now - last) * perSecond) / 1000);
      last = now;
      if (level + 1 > burst) return always(503, { "content-type": "text/html" }, "<h1>503</h1>")(request, response);
      level += 1;
      const { method, headers } = request;
      const passed = httpRequest(`${reference.url}${request.url}`, { method, headers });
      passed.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      request.pipe(passed);
    };
    try {
      const { code, record } = await runAgainst(await serve(listener), ["--cases", "1", "--select", "*.name.*"]);
      expect(withVerdict(record, "fail")).toEqual([]);
      expect(reference.clusterNames()).toEqual([]);
      expect(record.traffic.throttled).toBeGreaterThan(0);
      expect(code).toBe(0);
    } finally {
      await reference.close();
    }
  });

  test("a body of 50 MB", async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, 0x20);
    const { code, record } = await runAgainst(await serve(always(200, JSON_TYPE, body)), ["--select", "api.*"]);
    // It said 200 to each deregistration: that is believed, as no look shows what was registered.
    expect(code).toBe(3);
    expect(record?.outcome.verdict).toBe("inconclusive");
    expect(withVerdict(record, "pass")).toEqual([]);
  });
});
