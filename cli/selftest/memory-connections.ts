import { headerValue } from "#protocol/headers.ts";
import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Header, ReferenceResponse } from "#reference/message.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import type { Connections, RawRequest } from "#endpoint/sending/connections.ts";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import type { FailureKind } from "#protocol/exchange.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export interface MemoryConnectionOptions {
  readonly reference: Pick<Reference, "handle">;
  /** What the host header says. */
  readonly host: string;
  readonly clock: VirtualClock;
  /** Bytes of a response body kept. */
  readonly bodyLimit: number;
}

/** Time that an exchange takes on the virtual clock, in milliseconds. */
const EXCHANGE_MS = 1;
/** Real milliseconds after which a server that never answers counts as hanging. */
const PATIENCE_MS = 2_000;

const HANGS = Symbol("hangs");
const EMPTY = new Uint8Array();

/** Exchanges with a reference server in this thread: what HTTP would add, change and refuse, without the sockets. */
export function memoryConnections(options: MemoryConnectionOptions): Connections {
  return {
    exchange: async (raw, timeoutMs) => {
      const answer = await handled(options, raw);
      options.clock.advance(EXCHANGE_MS);
      if (answer === undefined) return failed("reset", "other side closed");
      if (answer === HANGS) return timedOut(options.clock, timeoutMs);
      const { delayMs } = answer.transport;
      if (delayMs >= timeoutMs) return timedOut(options.clock, timeoutMs);
      if (delayMs > 0) await options.clock.sleep(delayMs);
      return received(answer, raw, options, timeoutMs);
    },
    close: () => Promise.resolve(),
  };
}

/** The server's answer; undefined when it crashed. */
async function handled(
  { reference, host }: MemoryConnectionOptions,
  { method, path, headers, body = EMPTY }: RawRequest,
): Promise<ReferenceResponse | typeof HANGS | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<typeof HANGS>((resolve) => {
    timer = setTimeout(() => resolve(HANGS), PATIENCE_MS);
  });
  try {
    const request = { method, path, headers: asSent(headers, host, method, body), body };
    return await Promise.race([reference.handle(request), hangs]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Headers as the connection sends them. */
function asSent(flat: readonly string[], host: string, method: string, body: Uint8Array): Header[] {
  const own = paired(flat);
  const sent: Header[] = headerValue(own, "host") === undefined ? [["host", host]] : [];
  sent.push(["connection", "keep-alive"], ...own);
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  if (body.length > 0 || mayHaveBody) sent.push(["content-length", String(body.length)]);
  return sent;
}

function paired(flat: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([flat[index] ?? "", flat[index + 1] ?? ""]);
  return pairs;
}

async function received(
  answer: ReferenceResponse,
  { method }: RawRequest,
  { clock, bodyLimit }: MemoryConnectionOptions,
  timeoutMs: number,
): Promise<RawAnswer> {
  const { transport, status } = answer;
  const bodiless = method === "HEAD" || status === 204 || status === 304;
  const body = bodiless ? EMPTY : bytesOf(answer.body);
  switch (transport.fate) {
    case "drop":
    case "lose-reply":
      return failed("reset", "other side closed");
    case "hang":
      return timedOut(clock, timeoutMs);
    case "cut":
      return failed("reset", `other side closed, after status ${status} and ${body.length >> 1} bytes of body`);
    case "endless":
      return whole(answer, padded(body, bodyLimit), true);
    case "deliver":
      return whole(answer, body.subarray(0, bodyLimit), body.length > bodyLimit);
  }
}

function whole({ status, headers, transport }: ReferenceResponse, body: Uint8Array, truncated: boolean): RawAnswer {
  if (!canBeWritten(status, headers)) return failed("reset", "other side closed");
  if (headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name))) {
    return failed("malformed", "the length of the body is said twice");
  }
  const framing: Header[] = transport.chunked || truncated ? [["transfer-encoding", "chunked"]] : [];
  if (framing.length === 0) framing.push(["content-length", String(body.length)]);
  if (transport.close) framing.push(["connection", "close"]);
  const arrived = headers.map(([name, value]): Header => [name, value.trim()]);
  return { response: { status, headers: [...arrived, ...framing], body, truncated }, written: true };
}

/** Node's server throws, and closes the connection, rather than write what is not HTTP. */
function canBeWritten(status: number, headers: readonly Header[]): boolean {
  try {
    for (const [name, value] of headers) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return Number.isInteger(status) && status >= 200 && status <= 999;
  } catch {
    return false;
  }
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}

function padded(body: Uint8Array, length: number): Uint8Array {
  const filled = Buffer.alloc(length, " ");
  filled.set(body.subarray(0, length));
  return filled;
}

async function timedOut(clock: VirtualClock, timeoutMs: number): Promise<RawAnswer> {
  await clock.sleep(timeoutMs);
  return failed("timeout", `no whole response within ${timeoutMs} ms`);
}

function failed(kind: FailureKind, message: string): RawAnswer {
  return { failure: { kind, message }, written: true };
}
