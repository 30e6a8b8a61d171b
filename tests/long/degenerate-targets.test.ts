import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "@jest/globals";
import { runAgainst, withVerdict } from "../helpers/cli-process.ts";
import { startLoopback, type LoopbackServer } from "../helpers/servers/loopback-server.ts";

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

  test("always 200 {}", async () => {
    const { code, record } = await runAgainst(await serve(always(200, JSON_TYPE, "{}")));
    expect(code).toBe(1);
    expect(record.outcome.verdict).toBe("non-conformant");
    expect(withVerdict(record, "fail")).toEqual(
      expect.arrayContaining(["register.cluster", "register.name.max-length"]),
    );
  });

  test("always 400 with a well-formed InvalidParameterException", async () => {
    const headers = { ...JSON_TYPE, "x-amzn-errortype": "InvalidParameterException" };
    const { code, record } = await runAgainst(await serve(always(400, headers, '{"message":"no"}')));
    expect(code).toBe(1);
    expect(record.outcome.verdict).toBe("not-implemented");
    expect(withVerdict(record, "pass").filter((id) => id.startsWith("register.name"))).toEqual([]);
  });

  test("always 500", async () => {
    const headers = { ...JSON_TYPE, "x-amzn-errortype": "ServerException" };
    const { code, record } = await runAgainst(await serve(always(500, headers, '{"message":"no"}')));
    expect(code).toBe(1);
    expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining(["register.route", "api.no-server-error"]));
  });

  test("always 503", async () => {
    const { code, record } = await runAgainst(await serve(always(503, JSON_TYPE, '{"message":"later"}')));
    expect(code).toBe(3);
    expect(withVerdict(record, "fail")).toEqual([]);
  });

  test("HTML everywhere", async () => {
    const { code, record } = await runAgainst(await serve(always(200, { "content-type": "text/html" }, "<h1>hi</h1>")));
    expect(code).toBe(1);
    expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining(["api.content-type", "api.json"]));
  });

  test("a route table without RegisterCluster that answers 400 JSON is not-implemented, once", async () => {
    const endpoint = await serve((request, response) => {
      request.resume();
      request.on("end", () =>
        response.writeHead(400, JSON_TYPE).end(
          JSON.stringify({
            __type: "InvalidRequestException",
            message: `No route for ${request.method} ${request.url}`,
          }),
        ),
      );
    });
    const { code, record, stdout } = await runAgainst(endpoint);
    expect(code).toBe(1);
    expect(record.outcome.verdict).toBe("not-implemented");
    expect(record.operations.find(({ id }) => id === "RegisterCluster")?.verdict).toBe("not-implemented");
    expect(withVerdict(record, "pass").filter((id) => id.startsWith("register."))).toEqual([]);
    expect(stdout).toContain("not implemented");
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

  test("200 with a body that is not JSON", async () => {
    const { code, record } = await runAgainst(await serve(always(200, JSON_TYPE, "{ not json")));
    expect(code).toBe(1);
    expect(withVerdict(record, "fail")).toEqual(expect.arrayContaining(["api.json", "register.cluster"]));
  });

  test("a body of 50 MB", async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, 0x20);
    const { code, record } = await runAgainst(await serve(always(200, JSON_TYPE, body)), ["--select", "api.*"]);
    expect(code).toBe(1);
    expect(withVerdict(record, "fail")).toContain("api.answers");
  });

  test("an echo of the request", async () => {
    const endpoint = await serve((request, response) => {
      response.writeHead(200, JSON_TYPE);
      request.pipe(response);
    });
    const { code, record } = await runAgainst(endpoint);
    expect(code).toBe(1);
    expect(withVerdict(record, "fail")).toContain("register.cluster");
  });
});
