import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange } from "../../protocol/exchange.ts";
import { headerPairs } from "../../protocol/headers.ts";
import type { Environment } from "../aws/shared-config.ts";
import type { Clock } from "../clock.ts";
import { type Connections, openConnections } from "../sending/connections.ts";
import type { RawAnswer } from "../sending/response-gatherer.ts";
import { withoutCoding } from "../sending/content-coding.ts";
import { endToEnd } from "./end-to-end.ts";

export interface ForwarderOptions {
  /** Where requests go: origin and base path without a trailing slash. Clients give the base path as well. */
  readonly endpoint: string;
  /** Address and port to listen on; port 0 is any free one. */
  readonly host: string;
  readonly port: number;
  readonly clock: Clock;
  /** Milliseconds that the endpoint has for a whole answer. */
  readonly timeoutMs: number;
  /** See ConnectionOptions. */
  readonly ca?: string | undefined;
  readonly env?: Environment | undefined;
  /** Told of each request below the base path, once it is answered or will not be. */
  readonly seen: (exchange: Exchange) => void;
}

export interface Forwarder {
  /** What clients use as the endpoint, base path included. */
  readonly url: string;
  /** Takes no more requests, waits so many milliseconds for those under way, and closes. */
  close(graceMs: number): Promise<void>;
}

/** Requests on their way at once; others wait. */
const CONNECTIONS = 64;
/** Bytes of a body, either way. */
const BODY_LIMIT = 64 * 1024 * 1024;

/**
 * Passes requests on to an endpoint and its answers back, as they are: path, headers and bodies byte for byte, so that
 * signatures hold. Sends nothing of its own. Rejects where the port cannot be had.
 */
export async function startForwarder(options: ForwarderOptions): Promise<Forwarder> {
  const { origin, pathname } = new URL(options.endpoint);
  const basePath = pathname.replace(/\/+$/, "");
  const connections = openConnections({
    origin,
    connections: CONNECTIONS,
    bodyLimit: BODY_LIMIT,
    ca: options.ca,
    env: options.env,
  });
  const way: Way = { ...options, origin, basePath, connections };
  const server = createServer((request, response) => {
    // A client would keep its connection, and the proxy's end wait for it.
    response.once("close", () => !server.listening && server.closeIdleConnections());
    passOn(way, request, response).catch(() => response.destroy());
  });
  try {
    const port = await listen(server, options.port, options.host);
    const host = options.host.includes(":") ? `[${options.host}]` : options.host;
    return { url: `http://${host}:${port}${basePath}`, close: (graceMs) => close(server, connections, graceMs) };
  } catch (error) {
    await connections.close();
    throw error;
  }
}

interface Way extends Pick<ForwarderOptions, "clock" | "timeoutMs" | "seen"> {
  readonly origin: string;
  readonly basePath: string;
  readonly connections: Connections;
}

async function passOn(way: Way, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(message);
  if (body === "too large") return refuse(response, 413, "the body is larger than 64 MB");
  if (body === undefined) return;
  const { clock, connections, timeoutMs } = way;
  const request = {
    method: message.method ?? "",
    path: message.url ?? "",
    headers: endToEnd(headerPairs(message.rawHeaders)),
    body: body.length > 0 ? body : undefined,
  };
  const [startedAt, sentAt] = [clock.epoch(), clock.now()];
  const answer = await connections.exchange({ ...request, headers: request.headers.flat() }, timeoutMs);
  giveBack(answer, response);
  const below = belowBase(request.path, way.basePath);
  if (below === undefined) return;
  const { response: whole, failure } = withoutCoding(answer, BODY_LIMIT);
  way.seen({
    request: { ...request, path: below, url: way.origin + request.path },
    response: whole,
    failure,
    startedAt,
    durationMs: Math.round((clock.now() - sentAt) * 1000) / 1000,
    attempt: 1,
  });
}

function belowBase(path: string, basePath: string): string | undefined {
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}

/** A connection that the endpoint cut off is cut off for the client, too: that is what it would have met. */
function giveBack({ response: answer, failure }: RawAnswer, response: ServerResponse): void {
  if (failure !== undefined && UNREACHED.has(failure.kind)) {
    return refuse(response, 502, `the endpoint was not reached: ${failure.message}`);
  }
  if (answer === undefined) return void response.destroy();
  const headers = endToEnd(answer.headers);
  response.sendDate = false;
  response.writeHead(answer.status, headers.flat());
  if (!answer.truncated) return void response.end(answer.body);
  response.write(answer.body, () => response.destroy());
}

const UNREACHED: ReadonlySet<string> = new Set(["refused", "dns", "tls"]);

/** Says who refuses: it is not the endpoint. */
function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { "content-type": "application/json", "x-amzn-ErrorType": "ProxyException" });
  response.end(JSON.stringify({ message: `eks-conformance proxy: ${why}` }));
}

/** Undefined where the client went away. */
async function readBody(message: IncomingMessage): Promise<Uint8Array | "too large" | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return size > BODY_LIMIT ? "too large" : Buffer.concat(chunks);
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
