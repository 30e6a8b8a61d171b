import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from "node:net";

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
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  onCleanUp(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The whole body of a request as bytes. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
