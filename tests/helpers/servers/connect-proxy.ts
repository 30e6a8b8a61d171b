import { createServer, type IncomingMessage } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

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
  const open = new Set<Socket>();
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
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    authorizations,
    others,
    close: () => {
      server.close();
      server.closeAllConnections();
      for (const socket of open) socket.destroy();
    },
  };
}
