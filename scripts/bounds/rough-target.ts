// Targets that work no more, or never did, for measuring how soon a run tells.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { referenceOf } from "../../reference/reference-of.ts";
import type { Header } from "../../reference/message.ts";

/**
 * What becomes of a request: the reference server's answer now or later, an answer of its own, silence, or the end. Work
 * that is done late is done whether anybody still waits for its answer or not.
 */
export type Treatment =
  | { readonly kind: "answer"; readonly afterMs?: number; readonly workAfterMs?: number }
  | { readonly kind: "throttle"; readonly retryAfter?: number }
  | { readonly kind: "unknown" }
  | { readonly kind: "fail" }
  | { readonly kind: "away" }
  | { readonly kind: "hang" }
  | { readonly kind: "die" };

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Requests before this one. */
  readonly count: number;
}

export interface RoughTarget {
  readonly url: string;
  clusterNames(): string[];
  close(): void;
}

/** A working server that treats each request as it is told. */
export async function startRough(
  treat: (asked: Asked) => Treatment,
  spec: "register-cluster" | "eks" = "register-cluster",
): Promise<RoughTarget> {
  const reference = await referenceOf({ spec, hooks: true });
  let count = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const whole = await wholeBody(request);
    const { method = "", url: path = "" } = request;
    const treatment = treat({ method, path, body: whole.toString(), count: count++ });
    switch (treatment.kind) {
      case "hang":
        return;
      case "die":
        server.close();
        server.closeAllConnections();
        return;
      case "throttle":
        if (treatment.retryAfter !== undefined) response.setHeader("retry-after", treatment.retryAfter);
        refuse(response, 429, "TooManyRequestsException");
        return;
      case "unknown":
        refuse(response, 404, "ResourceNotFoundException");
        return;
      case "fail":
        refuse(response, 500, "ServerException");
        return;
      case "away":
        response.writeHead(503, { "content-type": "text/html" }).end("<h1>Service Unavailable</h1>");
        return;
      case "answer": {
        if (treatment.workAfterMs !== undefined) await sleep(treatment.workAfterMs);
        const answer = await reference.handle({ method, path, headers: headersOf(request), body: whole });
        const send = (): void => void response.writeHead(answer.status, answer.headers.flat()).end(answer.body);
        if (treatment.afterMs === undefined) send();
        else setTimeout(send, treatment.afterMs);
      }
    }
  };
  const server: Server = createServer((request, response) => void serve(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, clusterNames: () => reference.clusterNames(), close };
}

function refuse(response: ServerResponse, status: number, error: string): void {
  response.writeHead(status, { "content-type": "application/json", "x-amzn-errortype": error });
  response.end('{"message":"No."}');
}

async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

function headersOf({ rawHeaders }: IncomingMessage): Header[] {
  return rawHeaders.flatMap((name, at): Header[] => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ""]] : []));
}
