import { createServer, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { startServer } from "./loopback.ts";

export interface ConnectProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The hosts and ports of each tunnel that was asked for. */
  readonly tunnels: string[];
  /** The Proxy-Authorization header of each. */
  readonly authorizations: (string | undefined)[];
  /** Requests for anything but a tunnel. */
  readonly others: string[];
  close(): void;
}

/** A proxy on loopback whose every tunnel ends at `to`, on loopback as well; without `to` it grants none. */
export async function startConnectProxy(to?: string): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const others: string[] = [];
  const server = createServer((request, response) => {
    others.push(request.url ?? "");
    response.writeHead(501).end();
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? "");
    authorizations.push(request.headers["proxy-authorization"]);
    if (to === undefined) return void client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const upstream = connect(Number(new URL(to).port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on("error", () => socket.destroy());
    client.on("close", () => upstream.destroy());
  });
  const { url, close } = await startServer(server);
  return { url, tunnels, authorizations, others, close: () => void close() };
}
