import type { Delivery, Signing, WireRequest } from "#protocol/exchange.ts";

/** Which case a request is of. */
export interface CaseStep {
  readonly caseId: string;
  /** It is the first request of the case. */
  readonly opens: boolean;
}

export interface SendOptions {
  /** For whoever follows requests; nothing is sent otherwise because of it. */
  readonly step?: CaseStep;
  readonly signing?: Signing;
  /** A lost reply to this request may have changed state, so it is not sent again here: the caller reconciles first. */
  readonly mayChangeState?: boolean;
  /** One attempt only: the case is about this very answer. */
  readonly once?: boolean;
  /** Overrides the target's limit for one response, in milliseconds. */
  readonly timeoutMs?: number;
  /** It asks about what the account had before, by the names that the run is shown: real ones take their place. */
  readonly ofOthers?: boolean;
  /** On a connection of its own, so that the answer cannot be a late one to another request. */
  readonly fresh?: boolean;
}

/** An endpoint under test. Owns pacing, retries of the retry class, signing and the connection pool. */
export interface Target {
  /** Origin and base path, without a trailing slash. */
  readonly endpoint: string;
  readonly region: string;
  /**
   * Never rejects because of what an endpoint does: failures are part of the exchange. Rejects with `AbortError` once
   * aborted.
   */
  send(request: WireRequest, options?: SendOptions): Promise<Delivery>;
  /** An answer came a second time, unasked, so each request has a connection of its own from then on. */
  hasRepeatedAnswers?(): boolean;
  /** Requests like this have had nothing but refusals, for the pace or as unavailable, while others were answered. */
  isAlwaysRefused?(request: WireRequest): boolean;
  /** A hang has been proved, and others would cost as much: from now on answers are waited for less long. */
  hurry?(): void;
  close(): Promise<void>;
}
