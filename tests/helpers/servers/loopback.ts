import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from "node:net";
import type { Header, ReferenceRequest } from "#reference/message.ts";

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Closes every connection, whatever is under way on it. */
  close(): void;
}

/** An HTTP server on any free port of loopback, which its caller closes. */
export async function startLoopback(listener: RequestListener): Promise<LoopbackServer> {
  const { url, close } = await startServer(createHttpServer(listener));
  return { url, close: () => void close() };
}

/** Starts any server on loopback; `close` resolves once it and its connections are closed. */
export async function startServer(
  server: Server | TcpServer,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

const closers: (() => Promise<void>)[] = [];

/** Adds to what `closeOpened` closes. */
export function onCleanUp(close: () => Promise<void>): void {
  closers.unshift(close);
}

/**
 * Closes what was opened since it was last called, newest first, so that servers outlive what talks to them. Each test
 * file that opens anything names it: `afterEach(closeOpened)`.
 */
export async function closeOpened(): Promise<void> {
  for (const close of closers.splice(0)) await close();
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** An HTTP server on loopback, closed with its sockets by `closeOpened`; returns its origin. */
export async function httpServer(listener: Listener): Promise<string> {
  return listening(createHttpServer((request, response) => void listener(request, response)));
}

/** A TCP server on loopback that does with each connection what it is told. */
export async function tcpServer(onConnection: (socket: Socket) => void): Promise<string> {
  return listening(
    createTcpServer((socket) => {
      socket.on("error", () => undefined);
      onConnection(socket);
    }),
  );
}

/** Starts any server and sees to its end; returns `http://127.0.0.1:PORT`. */
export async function listening(server: Server | TcpServer): Promise<string> {
  const { url, close } = await startServer(server);
  server.unref();
  onCleanUp(close);
  return url;
}

/** The whole body of a request as bytes. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A request as a reference server in memory takes it. */
export async function wholeRequest(request: IncomingMessage): Promise<ReferenceRequest> {
  const { method = "", url: path = "", rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index): Header[] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
  );
  return { method, path, headers, body: await bodyOf(request) };
}
