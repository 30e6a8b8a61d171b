import { createReference } from "../reference/reference.ts";
import type { Delivery, WireRequest } from "../target/exchange.ts";
import type { Target } from "../target/target.ts";

/** Says what would be sent: answers come from the reference implementation in memory, and no socket is opened. */
export function dryTarget(endpoint: string, region: string, sent: (request: WireRequest) => void): Target {
  const reference = createReference({ region, hooks: true });
  return {
    endpoint,
    region,
    close: () => Promise.resolve(),
    send: async (request): Promise<Delivery> => {
      sent(request);
      const startedAt = Date.now();
      const url = `${endpoint}${request.path}`;
      const body = request.body ?? new Uint8Array();
      const answered = await reference.handle({ ...request, body });
      const bytes = typeof answered.body === "string" ? new TextEncoder().encode(answered.body) : answered.body;
      const response = { status: answered.status, headers: answered.headers, body: bytes, truncated: false };
      return { last: { request: { ...request, url }, response, startedAt, durationMs: 0, attempt: 1 }, earlier: [] };
    },
  };
}
