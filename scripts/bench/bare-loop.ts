// The least that any client must do: undici, requests signed beforehand, answers read and let go.
import { performance } from "node:perf_hooks";
import { Pool, type Dispatcher } from "undici";
import type { WireRequest } from "#protocol/exchange.ts";

/** A request as it was sent, and the status that it got. */
export interface SentRequest extends WireRequest {
  readonly status: number | undefined;
}

/** What sending all of them took, and the share of answers with the status that the request got before. */
export interface BareFigures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly alike: number;
}

/** Sends the requests, so many in flight. */
export async function bareLoop(
  endpoint: string,
  sent: readonly SentRequest[],
  concurrency: number,
): Promise<BareFigures> {
  const pool = new Pool(endpoint, { connections: concurrency });
  const requests = sent.map(requestOf).entries();
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  let alike = 0;
  const lane = async (): Promise<void> => {
    for (const [at, request] of requests) {
      const { statusCode, body } = await pool.request(request);
      if (statusCode === sent[at]?.status) alike += 1;
      await body.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  await pool.close();
  return { ms, cpuMs: (user + system) / 1000, alike: alike / sent.length };
}

function requestOf({ method, path, headers, body }: SentRequest): Dispatcher.RequestOptions {
  return { method, path, headers: headers.flat(), body: body ?? null };
}
