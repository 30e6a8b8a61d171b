import type { Reference } from "#reference/server/patched-reference.ts";
import type { Delivery, Header, Signing, WireRequest, WireResponse } from "#protocol/exchange.ts";
import type { Clock } from "#endpoint/clock.ts";
import type { Target } from "#endpoint/target.ts";

export interface DryTargetOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly clock: Clock;
  /** What answers, in memory. */
  readonly reference: Reference;
  /** Told of each request and how many clusters, or resources that belong to no other, are alive once it is answered. */
  readonly sent: (request: WireRequest, alive: number) => void;
}

/** Says what would be sent: answers come from a server in memory, and no socket is opened. */
export function dryTarget({ endpoint, region, clock, reference, sent }: DryTargetOptions): Target {
  const answer = async (request: WireRequest): Promise<WireResponse> => {
    const { status, headers, body } = await reference.handle({ ...request, body: request.body ?? new Uint8Array() });
    return { status, headers, body: typeof body === "string" ? Buffer.from(body) : body, truncated: false };
  };
  return {
    endpoint,
    region,
    close: () => Promise.resolve(),
    send: async (request, { signing } = {}): Promise<Delivery> => {
      const startedAt = clock.epoch();
      const response = isBroken(signing) ? REFUSED : await answer(request);
      sent(request, reference.clusterNames().length);
      const url = `${endpoint}${request.path}`;
      return { last: { request: { ...request, url }, response, startedAt, durationMs: 0, attempt: 1 }, earlier: [] };
    },
  };
}

/** Nothing is signed here, so what an endpoint does with a broken signature is taken from how it was to be broken. */
function isBroken(signing: Signing | undefined): boolean {
  if (signing === undefined || signing.kind === "sign") return false;
  return signing.kind !== "skewed" || Math.abs(signing.seconds) > 15 * 60;
}

const REFUSED: WireResponse = {
  status: 403,
  headers: [
    ["content-type", "application/json"],
    ["x-amzn-errortype", "InvalidSignatureException"],
  ] satisfies Header[],
  body: Buffer.from('{"message":"The signature does not match."}'),
  truncated: false,
};
