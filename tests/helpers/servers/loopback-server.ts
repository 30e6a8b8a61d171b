import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Header, ReferenceRequest } from "../../../reference/message.ts";

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Closes every connection, whatever is under way on it. */
  close(): void;
}

/** An HTTP server on any free port of loopback. */
export async function startLoopback(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A request as a reference server in memory takes it. */
export async function wholeRequest(request: IncomingMessage): Promise<ReferenceRequest> {
  const { method = "", url: path = "", rawHeaders } = request;
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const headers = rawHeaders.flatMap((name, index): Header[] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : [],
  );
  return { method, path, headers, body: Buffer.concat(chunks) };
}
