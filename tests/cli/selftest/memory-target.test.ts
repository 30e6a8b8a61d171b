import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import type { Transport } from "#reference/message.ts";
import type { ReferenceDependencies, ReferenceOptions } from "#reference/server/options.ts";
import { createReference } from "#reference/server/reference.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import type { Exchange, Header, WireRequest } from "#protocol/exchange.ts";
import { createHttpTarget, type HttpTarget } from "#endpoint/sending/http-target.ts";
import type { SendOptions, Target } from "#endpoint/target.ts";

const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
const JSON_TYPE: Header = ["content-type", "application/json"];
const REGISTRATION = { name: "a", connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/r", provider: "OTHER" } };

function register(body: string, headers: readonly Header[] = [JSON_TYPE]): WireRequest {
  return { method: "POST", path: "/cluster-registrations", headers, body: new TextEncoder().encode(body) };
}

function get(path: string): WireRequest {
  return { method: "GET", path, headers: [] };
}

/** Settings under which two servers answer alike. */
function settings(now: () => number): ReferenceOptions & ReferenceDependencies {
  let counter = 0;
  const random = (size: number): Uint8Array => new Uint8Array(size).fill((counter += 1));
  return { auth: true, credentials: CREDENTIALS, hooks: true, now, random };
}

function inMemory(given: ReferenceOptions & ReferenceDependencies = {}): Target & { readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  const reference = createReference({ ...settings(clock.now), ...given });
  return { ...memoryTarget({ reference, region: "us-east-1", clock, concurrency: 8 }), clock };
}

describe("the same requests over sockets and in memory", () => {
  const requests: readonly (readonly [string, WireRequest, SendOptions])[] = [
    ["a registration", register(JSON.stringify(REGISTRATION)), {}],
    ["its name once more", register(JSON.stringify(REGISTRATION)), {}],
    ["malformed JSON", register("{"), {}],
    ["no content type", register("{}", []), {}],
    ["a body past the limit", register(JSON.stringify({ name: "x".repeat(2 ** 21) })), {}],
    ["a description", get("/clusters/a"), {}],
    ["a listing", get("/clusters?include=all&maxResults=1"), {}],
    ["an unknown path", get("/nowhere%2Fat%20all?x=%zz"), {}],
    ["another method", { method: "PUT", path: "/cluster-registrations", headers: [] }, {}],
    ["no signature", get("/clusters/a"), { signing: { kind: "none" } }],
    ["a wrong secret", get("/clusters/a"), { signing: { kind: "wrong-secret" } }],
    ["a provoked error", register("{}", [JSON_TYPE, ["x-reference-provoke", "ServerException"]]), {}],
    ["a deregistration", { method: "DELETE", path: "/cluster-registrations/a", headers: [] }, {}],
  ];
  const memory = inMemory();
  let http: HttpTarget;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const server = await startReferenceServer(settings(memory.clock.now));
    // The very clock, so that both sign for the same second.
    const clock = { ...new VirtualClock(), epoch: memory.clock.epoch, now: memory.clock.now, random: () => 0 };
    http = createHttpTarget({
      endpoint: server.url,
      region: "us-east-1",
      credentials: fixedCredentials(CREDENTIALS),
      clock: { ...clock, sleep: () => Promise.resolve() },
    });
    close = async () => {
      await http.close();
      await server.close();
    };
  });

  afterAll(() => close());

  test.each(requests)("%s get the same answer", async (_name, request, options) => {
    const over = await http.send(request, { ...options, once: true });
    const within = await memory.send(request, { ...options, once: true });
    expect(answerOf(within.last)).toEqual(answerOf(over.last));
  });
});

/** What HTTP's own headers do not change: status, headers and body; times are a millisecond apart. */
function answerOf({ response, failure }: Exchange): unknown {
  const framing = /^(date|connection|keep-alive)$/i;
  const headers = response?.headers
    .filter(([name]) => !framing.test(name))
    .map(([name, value]) => [name.toLowerCase(), value]);
  const text = new TextDecoder().decode(response?.body).replace(/\d{10}(\.\d+)?/g, "TIME");
  return { status: response?.status, headers, text, failure };
}

describe("a fate of the answer", () => {
  async function fateOf(change: Partial<Transport>): Promise<{ readonly last: Exchange; readonly waited: number }> {
    const target = inMemory({
      patches: [
        (behaviours) => ({ ...behaviours, transport: (call) => ({ ...behaviours.transport(call), ...change }) }),
      ],
    });
    const started = target.clock.now();
    const { last } = await target.send(get("/clusters"), { once: true, timeoutMs: 700 });
    return { last, waited: target.clock.now() - started };
  }

  test.each(["drop", "lose-reply", "cut"] as const)("%s is a reset", async (fate) => {
    const { last } = await fateOf({ fate });
    expect(last.response).toBeUndefined();
    expect(last.failure?.kind).toBe("reset");
  });

  test("hang is a timeout, after the time", async () => {
    const { last, waited } = await fateOf({ fate: "hang" });
    expect(last.failure?.kind).toBe("timeout");
    expect(waited).toBeGreaterThanOrEqual(700);
  });

  test("endless is cut off", async () => {
    const { last } = await fateOf({ fate: "endless" });
    expect(last.response).toMatchObject({ status: 200, truncated: true });
  });

  test("a delay takes its time, and is a timeout when it is longer than that", async () => {
    const late = await fateOf({ delayMs: 699 });
    expect(late.last.response?.status).toBe(200);
    expect(late.waited).toBeGreaterThanOrEqual(699);
    expect((await fateOf({ delayMs: 700 })).last.failure?.kind).toBe("timeout");
  });
});

describe("a patch that breaks the server itself", () => {
  test("by throwing is a reset", async () => {
    const crash = (): never => {
      throw new Error("broken");
    };
    const target = inMemory({
      patches: [(behaviours) => ({ ...behaviours, renderError: crash, renderSuccess: crash })],
    });
    expect((await target.send(get("/clusters"), { once: true })).last.failure?.kind).toBe("reset");
  });

  test("with a header that cannot be written is a reset", async () => {
    const target = inMemory({
      patches: [
        (behaviours) => ({
          ...behaviours,
          renderSuccess: (document, call) => ({
            ...behaviours.renderSuccess(document, call),
            headers: [["x-text", "two\r\nlines"]],
          }),
        }),
      ],
    });
    expect((await target.send(get("/clusters"), { once: true })).last.failure?.kind).toBe("reset");
  });
});
