import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { strayRequest } from "#protocol/stray-request.ts";
import type { Header, ReferenceResponse } from "#reference/message.ts";
import type { ReferenceDependencies, ReferenceOptions } from "./options.ts";
import type { Reference } from "./patched-reference.ts";
import { referenceOf } from "./reference-of.ts";
import { BODY_LIMIT } from "#reference/wire/body.ts";

export interface ListenOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Names that clients may know the server by, beside `host`, `localhost` and addresses. */
  readonly names?: readonly string[];
}

export interface RunningReference {
  /** Origin, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Requests handled so far. */
  requests(): number;
  /** Closes every connection, whatever is under way on it. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 600_000;

/** Starts a reference server in this thread. Rejects when the port cannot be had, or the options are not valid. */
export async function startReferenceServer(
  options: ReferenceOptions & ReferenceDependencies & ListenOptions = {},
): Promise<RunningReference & Pick<Reference, "clusterNames">> {
  const reference = await referenceOf(options);
  const host = options.host ?? "127.0.0.1";
  const names = [host, ...(options.names ?? [])];
  const server = createServer((request, response) => {
    if (refuseStray(names, request, response)) return;
    // Only a patch can make the pipeline itself fail; the client sees what a crash looks like.
    serve(reference, request, response).catch(() => request.socket.destroy());
  });
  server.on("clientError", refuseMalformedHttp);
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    // No part of the server closes it any more.
    response.once("finish", () => socket.destroySoon());
    refuseStray(names, request, response);
  });
  // A connection that the client still holds must not be closed under its next request.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, options.port ?? 0, host);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    requests: () => reference.requests(),
    clusterNames: () => reference.clusterNames(),
    close: () => close(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(reference: Reference, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return;
  const answer = await reference.handle({
    method: request.method ?? "",
    path: request.url ?? "",
    headers: headerPairs(request.rawHeaders),
    body,
  });
  const { delayMs } = answer.transport;
  if (delayMs > 0) setTimeout(() => deliver(answer, response), delayMs).unref();
  else deliver(answer, response);
}

function deliver(answer: ReferenceResponse, response: ServerResponse): void {
  switch (answer.transport.fate) {
    case "deliver":
      return send(answer, response);
    case "drop":
    case "lose-reply":
      return void response.destroy();
    case "hang":
      return;
    case "cut":
      return cut(answer, response);
    case "endless":
      return flood(answer, response);
  }
}

/**
 * The whole body, or its first bytes past the limit: the rest is read and let go, so that the connection can carry the
 * next request. Undefined when the client went away.
 */
function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on("data", (chunk: Uint8Array) => {
      if (size <= BODY_LIMIT) chunks.push(chunk);
      size += chunk.length;
    });
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", () => resolve(undefined));
  });
}

function headerPairs(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return pairs;
}

function send(answer: ReferenceResponse, response: ServerResponse): void {
  const { chunked } = answer.transport;
  const body = bytesOf(answer);
  const half = chunked ? body.length >> 1 : 0;
  writeHead(answer, response, chunked ? undefined : body.length);
  if (chunked) response.write(body.subarray(0, half));
  response.end(body.subarray(half));
}

function cut(answer: ReferenceResponse, response: ServerResponse): void {
  const body = bytesOf(answer);
  writeHead(answer, response, body.length);
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
}

/** Writes as fast as the client reads, until it goes away. */
function flood(answer: ReferenceResponse, response: ServerResponse): void {
  const spaces = Buffer.alloc(64 * 1024, " ");
  const more = (): void => {
    while (response.write(spaces));
  };
  writeHead(answer, response);
  response.write(bytesOf(answer));
  response.on("drain", more);
  more();
}

function bytesOf({ body }: ReferenceResponse): Uint8Array {
  return typeof body === "string" ? Buffer.from(body) : body;
}

/** Without a length, the body goes out in chunks. */
function writeHead({ status, headers, transport }: ReferenceResponse, response: ServerResponse, length?: number): void {
  const flat = headers.flat();
  if (transport.close) flat.push("connection", "close");
  if (length !== undefined) flat.push("content-length", String(length));
  response.writeHead(status, flat);
}

/**
 * Whether the request was refused for being no program's: see `strayRequest`. By its name whoever sends it is refused
 * altogether, so that no run takes this for what the API answers.
 */
function refuseStray(names: readonly string[], request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url: path = "", rawHeaders } = request;
  const stray = strayRequest({ method, path, headers: headerPairs(rawHeaders) }, names);
  if (stray === undefined) return false;
  response.writeHead(stray.status, {
    "content-type": "application/json",
    "x-amzn-ErrorType": "NotAuthorizedException",
  });
  response.end(JSON.stringify({ message: `eks-conformance serve: ${stray.why}` }));
  return true;
}

// What is not HTTP never reaches the pipeline; Common Errors has a name for it.
function refuseMalformedHttp(_error: Error, socket: Duplex): void {
  if (!socket.writable) return;
  const body = JSON.stringify({ message: "The request is not well-formed HTTP." });
  const head = [
    "HTTP/1.1 400 Bad Request",
    "content-type: application/json",
    "x-amzn-ErrorType: MalformedHttpRequestException",
    "connection: close",
    `content-length: ${body.length}`,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
