import type { IncomingMessage, ServerResponse } from "node:http";
import { httpServer } from "#tests/helpers/servers/loopback.ts";

export interface FakeCluster {
  /** Epoch seconds. */
  readonly createdAt?: number | string;
  readonly tags?: Record<string, string>;
  readonly connectorConfig?: { readonly activationId: string };
}

export interface ClusterServer {
  readonly origin: string;
  readonly clusters: Map<string, FakeCluster>;
  /** `METHOD path` of each request. */
  readonly requests: string[];
  /** Takes over a request by answering it and returning true. */
  override: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
}

/** The few operations that clean-up needs, two clusters a page. */
export async function clusterServer(clusters: Record<string, FakeCluster>): Promise<ClusterServer> {
  const server: ClusterServer = {
    origin: await httpServer((request, response) => {
      server.requests.push(`${request.method} ${request.url}`);
      if (server.override?.(request, response) !== true) answer(server, request, response);
    }),
    clusters: new Map(Object.entries(clusters)),
    requests: [],
    override: undefined,
  };
  return server;
}

function answer({ clusters }: ClusterServer, request: IncomingMessage, response: ServerResponse): void {
  const [path = "", query] = (request.url ?? "").split("?");
  if (path === "/clusters") return reply(response, 200, page([...clusters.keys()], new URLSearchParams(query)));
  const name = decodeURIComponent(path.replace(/^\/(clusters|cluster-registrations)\//, ""));
  const cluster = clusters.get(name);
  if (cluster === undefined) return notFound(response, "ResourceNotFoundException");
  if (request.method === "DELETE") clusters.delete(name);
  reply(response, 200, { cluster: { name, ...cluster } });
}

function page(names: readonly string[], query: URLSearchParams): unknown {
  if (query.get("include") !== "all") return { clusters: [] };
  const start = Number(query.get("nextToken") ?? 0);
  const rest = start + 2 < names.length ? { nextToken: String(start + 2) } : { nextToken: null };
  return { clusters: names.slice(start, start + 2), ...rest };
}

export function notFound(response: ServerResponse, code: string): void {
  response.setHeader("x-amzn-ErrorType", code);
  reply(response, 404, { message: "not found" });
}

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
