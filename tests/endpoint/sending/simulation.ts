import type { Clock } from "#endpoint/clock.ts";
import type { Connections, RawRequest } from "#endpoint/sending/connections.ts";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import { deliver, type Sender } from "#endpoint/sending/delivery.ts";
import type { Delivery, FailureKind, Header, WireRequest } from "#protocol/exchange.ts";
import { Pacer } from "#endpoint/pacing/pacer.ts";
import type { SendOptions } from "#endpoint/target.ts";

export const REQUEST: WireRequest = { method: "POST", path: "/cluster-registrations", headers: [] };

export function answer(status: number, code?: string, headers: readonly Header[] = []): RawAnswer {
  const errorHeaders: Header[] = code === undefined ? [] : [["x-amzn-ErrorType", code]];
  const response = { status, headers: [...errorHeaders, ...headers], body: Buffer.from("{}"), truncated: false };
  return { response, written: true };
}

export function failure(kind: FailureKind, written: boolean, message = "scripted"): RawAnswer {
  return { failure: { kind, message }, written };
}

interface Simulated extends Partial<Sender> {
  readonly concurrency?: number;
  readonly rps?: number;
  readonly latencyMs?: number;
}

/**
 * An endpoint without sockets: `respond` answers each request as it arrives, after the latency has passed. Parts of the
 * sender that are given replace its own.
 */
export function simulated(
  clock: Clock,
  respond: (arrivedAt: number, request: RawRequest) => RawAnswer,
  { concurrency = 16, rps, latencyMs = 0, ...parts }: Simulated = {},
): { send: (options?: SendOptions) => Promise<Delivery> } {
  const connections: Connections = {
    exchange: async (request, _timeoutMs, scope) => {
      if (latencyMs > 0) await clock.sleep(latencyMs, scope);
      return respond(clock.now(), request);
    },
    close: () => Promise.resolve(),
  };
  const sender: Sender = {
    origin: "http://localhost",
    basePath: "",
    connections,
    bodyLimit: 1024,
    pacer: new Pacer({ concurrency, timeoutMs: 1_000, clock, rps }),
    signer: ({ request, epochMs }) => Promise.resolve([...request.headers, ["x-signed-at", String(epochMs)]]),
    timeoutMs: 1000,
    clock,
    ...parts,
  };
  return { send: (options = {}) => deliver(sender, { request: REQUEST, options, scope: undefined }) };
}

/** Answers from a list, the last one again and again; throws at last, so that endless retries end. */
export function scripted(answers: readonly RawAnswer[]): () => RawAnswer {
  let next = 0;
  return () => {
    if (next >= 1_000) throw new Error("asked a thousand times");
    return answers[Math.min(next++, answers.length - 1)] ?? answer(200);
  };
}
