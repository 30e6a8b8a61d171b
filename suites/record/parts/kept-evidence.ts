import type { OtherCaller, Signing, TransportFailure } from "#protocol/exchange.ts";

/** Bytes of a body as kept for evidence: text when they are UTF-8, base64 otherwise. */
export interface BodyEvidence {
  readonly text?: string;
  readonly base64?: string;
  /** Size received or sent, before any cut. */
  readonly bytes: number;
  /** Only the head of the body is kept here, or the endpoint's body went past the limit. */
  readonly truncated: boolean;
}

/** One attempt as kept for evidence; secrets are replaced before it gets here. Times: epoch and plain milliseconds. */
export interface Evidence {
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** Path and query below the endpoint, for replay. */
    readonly path: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body?: BodyEvidence;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: BodyEvidence;
  };
  readonly failure?: TransportFailure;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly attempt: number;
  /** How it was signed, where it was not as it should be. */
  readonly signing?: SigningEvidence;
}

/** See Signing. */
export interface SigningEvidence {
  readonly kind: Signing["kind"];
  readonly service?: string;
  readonly region?: string;
  readonly seconds?: number;
  readonly authorization?: string;
  readonly caller?: OtherCaller;
}
