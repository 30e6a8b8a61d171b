import type { AbortScope } from "./abort.ts";
import { openConnections, type ConnectionOptions } from "./connections.ts";
import { systemClock, type Clock } from "#endpoint/clock.ts";

export interface FirstAnswerOptions {
  readonly endpoint: string;
  /** PEM certificates trusted instead of the system's. */
  readonly ca?: string | undefined;
  /** The variables that may name proxies. Absent: no proxy. */
  readonly env?: ConnectionOptions["env"];
  /** The most milliseconds to wait; 0 asks once. */
  readonly limitMs: number;
  readonly scope?: AbortScope;
  readonly clock?: Clock;
}

/** Milliseconds to wait for one answer, and between two requests. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 100;

/**
 * Resolves to undefined once the endpoint answers anything at all to an unsigned GET, else to the last failure. Rejects
 * with `AbortError` once aborted.
 */
export async function firstAnswer(options: FirstAnswerOptions): Promise<string | undefined> {
  const { endpoint, ca, env, limitMs, scope, clock = systemClock } = options;
  const { origin, host, pathname } = new URL(endpoint);
  const path = pathname.endsWith("/") ? pathname : `${pathname}/`;
  const connections = openConnections({ origin, connections: 1, bodyLimit: 1024, ca, env });
  const deadline = clock.now() + limitMs;
  try {
    for (;;) {
      const request = { method: "GET", path, headers: ["host", host] };
      const { failure } = await connections.exchange(request, PATIENCE_MS, scope);
      // An endpoint that does not speak HTTP, or whose certificate is not trusted, is up, and waiting would not help.
      if (failure === undefined || failure.kind === "malformed" || failure.kind === "tls") return undefined;
      if (clock.now() + PAUSE_MS > deadline) return failure.message;
      await clock.sleep(PAUSE_MS, scope);
    }
  } finally {
    await connections.close();
  }
}
