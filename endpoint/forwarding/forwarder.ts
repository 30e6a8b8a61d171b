import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import type { Exchange } from "#protocol/exchange.ts";
import { headerPairs } from "#protocol/headers.ts";
import { strayRequest } from "#protocol/stray-request.ts";
import type { Environment } from "#endpoint/aws/shared-config.ts";
import type { Clock } from "#endpoint/clock.ts";
import { type Connections, openConnections } from "#endpoint/sending/connections.ts";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import { withoutCoding } from "#endpoint/sending/content-coding.ts";
import { basePathOf, belowBase } from "./base-path.ts";
import { endToEnd } from "./end-to-end.ts";
import { giveInPlace, type InPlace } from "./given-answer.ts";
import { type HeldBytes, heldBytes, OF_ONE, type Share } from "./held-bytes.ts";

export interface ForwarderOptions {
  /** Where requests go: origin and base path without a trailing slash. Clients give the base path as well. */
  readonly endpoint: string;
  /** Address and port to listen on; port 0 is any free one. */
  readonly host: string;
  readonly port: number;
  /** Names that clients may know the proxy by, beside `host`, `localhost` and addresses. */
  readonly names: readonly string[];
  readonly clock: Clock;
  /** Milliseconds that the endpoint has for a whole answer. */
  readonly timeoutMs: number;
  /** See ConnectionOptions. */
  readonly ca?: string | undefined;
  readonly env?: Environment | undefined;
  /** Told of each request below the base path, once it is answered or will not be. */
  readonly seen: (exchange: Exchange) => void;
  /** What is kept of bodies on their way. */
  readonly bytes?: HeldBytes;
  /** What clients get in place of answers; of what is too large to be kept, nothing. */
  readonly inPlace?: InPlace;
}

export interface Forwarder {
  /** What clients use as the endpoint, base path included. */
  readonly url: string;
  readonly counts: Readonly<ForwarderCounts>;
  /** Takes no more requests, waits so many milliseconds for those under way, and closes. */
  close(graceMs: number): Promise<void>;
}

/** Requests that were not told to `seen`. */
interface ForwarderCounts {
  /** Not passed on: see `strayRequest`. */
  refused: number;
  /** Passed on, but too large to be kept: see `HeldBytes`. */
  unjudged: number;
}

/** Requests on their way at once; others wait. */
const CONNECTIONS = 64;

/**
 * Passes requests on to an endpoint and its answers back, as they are: path, headers and bodies byte for byte, so that
 * signatures hold. Sends nothing of its own. Rejects where the port cannot be had.
 */
export async function startForwarder(options: ForwarderOptions): Promise<Forwarder> {
  const { origin } = new URL(options.endpoint);
  const basePath = basePathOf(options.endpoint);
  const connections = openConnections({
    origin,
    connections: CONNECTIONS,
    bodyLimit: Number.POSITIVE_INFINITY,
    ca: options.ca,
    env: options.env,
  });
  const counts: ForwarderCounts = { refused: 0, unjudged: 0 };
  const { bytes = heldBytes(), host } = options;
  const way: Way = { ...options, names: [host, ...options.names], origin, basePath, connections, counts };
  /** Of each connection, until its last request is over: what comes together is passed on one after the other (RFC 9112, 9.3.2). */
  const turns = new WeakMap<Socket, Promise<void>>();
  const server = createServer((request, response) => {
    // A client would keep its connection, and the proxy's end wait for it.
    response.once("close", () => !server.listening && server.closeIdleConnections());
    const { socket } = request;
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    const passedOn = async (): Promise<void> => {
      // Its turn came too late: nobody would get the answer.
      if (!socket.writable) return;
      const share = bytes.share();
      await passOn(way, request, response, share).catch(() => response.destroy());
      await closed;
      share.release();
    };
    turns.set(socket, (turns.get(socket) ?? Promise.resolve()).then(passedOn));
  });
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    // No part of the server closes it any more.
    response.once("finish", () => socket.destroySoon());
    refuseStray(way, request, response);
  });
  try {
    const port = await listen(server, options.port, host);
    const url = `http://${host.includes(":") ? `[${host}]` : host}:${port}${basePath}`;
    return { url, counts, close: (graceMs) => close(server, connections, graceMs) };
  } catch (error) {
    await connections.close();
    throw error;
  }
}

interface Way extends Pick<ForwarderOptions, "clock" | "timeoutMs" | "seen" | "names" | "inPlace"> {
  readonly origin: string;
  readonly basePath: string;
  readonly connections: Connections;
  readonly counts: ForwarderCounts;
}

async function passOn(way: Way, message: IncomingMessage, response: ServerResponse, share: Share): Promise<void> {
  if (refuseStray(way, message, response)) return;
  const body = await readBody(message, share);
  if (body === undefined) return;
  const { kept, upload } = body;
  const { clock, connections, counts, inPlace } = way;
  const request = {
    method: message.method ?? "",
    path: message.url ?? "",
    headers: endToEnd(headerPairs(message.rawHeaders)),
    body: kept !== undefined && kept.length > 0 ? kept : undefined,
  };
  const below = belowBase(request.path, way.basePath);
  const sent = { ...request, path: below ?? request.path, url: way.origin + request.path };
  const instead = below === undefined || upload !== undefined ? undefined : inPlace?.instead(sent);
  if (instead !== undefined) return giveInPlace(instead, response, clock);
  const [startedAt, sentAt] = [clock.epoch(), clock.now()];
  const patienceMs = way.timeoutMs + (upload === undefined ? 0 : UPLOAD_MS);
  const answer = await connections.exchange({ ...request, headers: request.headers.flat() }, patienceMs, undefined, {
    upload,
    spill: {
      keep: share.keep,
      open: (status, headers) => begun(response, status, headers),
    },
  });
  if (body.rest !== undefined) void letGo(body.rest);
  const { response: whole, failure } = withoutCoding(answer, OF_ONE);
  const isKept = !share.isFull && whole?.truncated !== true;
  const durationMs = Math.round((clock.now() - sentAt) * 1000) / 1000;
  const exchange: Exchange = { request: sent, response: whole, failure, startedAt, durationMs, attempt: 1 };
  const other = below === undefined || !isKept ? undefined : inPlace?.answer(exchange);
  if (other === undefined) giveBack(answer, response);
  else await giveInPlace(other, response, clock);
  if (below === undefined) return;
  if (!isKept) return void (counts.unjudged += 1);
  way.seen(exchange);
}

/** A connection that the endpoint cut off is cut off for the client, too: that is what it would have met. */
function giveBack({ response: answer, failure, isSpilled }: RawAnswer, response: ServerResponse): void {
  if (isSpilled !== true && failure !== undefined && UNREACHED.has(failure.kind)) {
    return refuse(response, 502, `the endpoint was not reached: ${failure.message}`);
  }
  if (answer === undefined) return void response.destroy();
  if (isSpilled !== true) begun(response, answer.status, answer.headers);
  response.end(answer.body);
}

function begun(response: ServerResponse, status: number, headers: RawHeaders): ServerResponse {
  response.sendDate = false;
  return response.writeHead(status, endToEnd(headers).flat());
}

type RawHeaders = Parameters<typeof endToEnd>[0];

const UNREACHED: ReadonlySet<string> = new Set(["refused", "dns", "tls"]);

/** Whether it was refused: see `strayRequest`. */
function refuseStray({ names, counts }: Way, message: IncomingMessage, response: ServerResponse): boolean {
  const { method, url: path = "", rawHeaders } = message;
  const stray = strayRequest({ method, path, headers: headerPairs(rawHeaders) }, names);
  if (stray === undefined) return false;
  counts.refused += 1;
  refuse(response, stray.status, stray.why);
  return true;
}

/** Says who refuses: it is not the endpoint. */
function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { "content-type": "application/json", "x-amzn-ErrorType": "ProxyException" });
  response.end(JSON.stringify({ message: `eks-conformance proxy: ${why}` }));
}

/** Milliseconds that Node gives a client for its whole request. */
const UPLOAD_MS = 300_000;

interface Body {
  readonly kept?: Uint8Array;
  /** As it comes, where it is not to be kept. */
  readonly upload?: Readable;
  /** What `upload` has not yet read. */
  readonly rest?: AsyncIterator<Uint8Array>;
}

/** Undefined where the client went away. */
async function readBody(message: IncomingMessage, share: Share): Promise<Body | undefined> {
  const chunks: Uint8Array[] = [];
  const rest = message.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  try {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      chunks.push(next.value);
      if (!share.keep(next.value.length)) {
        return { upload: Readable.from(continued(chunks, rest), { objectMode: false }), rest };
      }
    }
  } catch {
    return undefined;
  }
  return { kept: Buffer.concat(chunks) };
}

async function* continued(begun: Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* begun.splice(0);
  // Not delegated: an endpoint that breaks off would end the client's connection, too.
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** Reads what the endpoint has left of a body: the connection may carry another request. */
async function letGo(rest: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while ((await rest.next()).done !== true);
  } catch {
    // The client went away.
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

async function close(server: Server, connections: Connections, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
  await connections.close();
}
