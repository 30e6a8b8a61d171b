import type { Header, ReferenceRequest } from "#reference/message.ts";
import type { Reference } from "#reference/server/patched-reference.ts";

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
  /** 200 with this document. */
  | { readonly kind: "say"; readonly document: string }
  | { readonly kind: "hang" }
  | { readonly kind: "die" };

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Requests before this one. */
  readonly count: number;
}

interface RoughAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Uint8Array | string;
  readonly afterMs?: number | undefined;
}

/** What comes of a request: an answer, none, or the end of the target. */
export type RoughReply = RoughAnswer | "silence" | "death";

const JSON_TYPE: Header = ["content-type", "application/json"];

/** Treats each request in turn, in front of a server; the milliseconds before late work are slept. */
export function treating(
  treat: (asked: Asked) => Treatment,
  reference: Pick<Reference, "handle">,
  sleep: (ms: number) => Promise<unknown>,
): (request: ReferenceRequest) => Promise<RoughReply> {
  let count = 0;
  return async (request) => {
    const { method, path, body } = request;
    const treatment = treat({ method, path, body: Buffer.from(body).toString(), count: count++ });
    switch (treatment.kind) {
      case "hang":
        return "silence";
      case "die":
        return "death";
      case "throttle": {
        const { retryAfter } = treatment;
        const pause: Header[] = retryAfter === undefined ? [] : [["retry-after", String(retryAfter)]];
        return refusal(429, "TooManyRequestsException", pause);
      }
      case "unknown":
        return refusal(404, "ResourceNotFoundException");
      case "fail":
        return refusal(500, "ServerException");
      case "away":
        return { status: 503, headers: [["content-type", "text/html"]], body: "<h1>Service Unavailable</h1>" };
      case "say":
        return { status: 200, headers: [JSON_TYPE], body: treatment.document };
      case "answer": {
        if (treatment.workAfterMs !== undefined) await sleep(treatment.workAfterMs);
        return { ...(await reference.handle(request)), afterMs: treatment.afterMs };
      }
    }
  };
}

function refusal(status: number, error: string, more: readonly Header[] = []): RoughAnswer {
  return { status, headers: [JSON_TYPE, ["x-amzn-errortype", error], ...more], body: '{"message":"No."}' };
}
