import { Readable } from "node:stream";
import type { HttpResponse } from "@smithy/core/transport";
import type { Header } from "#protocol/exchange.ts";
import { openConnections, type ConnectionOptions } from "#endpoint/sending/connections.ts";

/** A request as the AWS SDK hands it over to be sent. */
interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const BODY_LIMIT = 1024 * 1024;
const TIMEOUT_MS = 10_000;

/**
 * Sends the requests of the SDK's credential providers, so that they use the same proxies and trust the same
 * certificates as all others. Each gets a connection of its own, since there is about one per hour.
 */
export function sdkRequests(options: Pick<ConnectionOptions, "ca" | "env">) {
  return {
    async handle(request: SdkRequest): Promise<{ response: HttpResponse }> {
      const { HttpResponse, buildQueryString } = await import("@smithy/core/protocols");
      const port = request.port === undefined ? "" : `:${request.port}`;
      const origin = new URL(`${request.protocol}//${request.hostname}${port}`).origin;
      const connections = openConnections({ ...options, origin, connections: 1, bodyLimit: BODY_LIMIT });
      const query = buildQueryString(request.query);
      const { method, path, headers, body } = request;
      const raw = {
        method,
        path: query === "" ? path : `${path}?${query}`,
        headers: Object.entries(headers).flat(),
        body: body === undefined ? undefined : Buffer.from(body),
      };
      try {
        const { response, failure } = await connections.exchange(raw, TIMEOUT_MS);
        if (response === undefined) throw new Error(`${origin}: ${failure?.message ?? "no answer"}`);
        return {
          response: new HttpResponse({
            statusCode: response.status,
            headers: Object.fromEntries(response.headers.map(([name, value]: Header) => [name.toLowerCase(), value])),
            body: Readable.from([response.body]),
          }),
        };
      } finally {
        await connections.close();
      }
    },
    updateHttpClientConfig(): void {
      // Part of the interface: SDK clients may set options, but there are none here.
    },
    httpHandlerConfigs: () => ({}),
  };
}
