export type Header = readonly [name: string, value: string];

/** A request before it is signed and addressed. */
export interface WireRequest {
  readonly method: string;
  /** Path and query exactly as sent, percent-encoded, below the endpoint's base path. */
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body?: Uint8Array;
}

/** How the Authorization header of one request is made; anything but "sign" is a deliberate fault. */
export type Signing =
  | { readonly kind: "sign" }
  | { readonly kind: "none" }
  | { readonly kind: "unknown-key" }
  | { readonly kind: "wrong-secret" }
  | { readonly kind: "corrupt-signature" }
  | { readonly kind: "wrong-service"; readonly service: string }
  | { readonly kind: "wrong-region"; readonly region: string }
  /** Signed with the clock moved by this many seconds. */
  | { readonly kind: "skewed"; readonly seconds: number }
  /** Signed over another body than the one sent. */
  | { readonly kind: "body-not-covered" }
  /** Signed as it should be, by somebody other than the run. */
  | { readonly kind: "other-caller"; readonly caller: OtherCaller }
  /** An Authorization header sent as it stands. */
  | { readonly kind: "verbatim"; readonly authorization: string };

/** Whose signature it may be beside the run's own: one whose session token has expired, one that may do nothing. */
export type OtherCaller = "expired-token" | "no-permission";

export interface WireResponse {
  readonly status: number;
  /** As received, in order, names in the case received. */
  readonly headers: readonly Header[];
  /** At most the target's body limit. */
  readonly body: Uint8Array;
  /** The body went on past the limit and was cut. */
  readonly truncated: boolean;
}

export type FailureKind =
  | "refused" // nothing listens, or no route to the host
  | "dns"
  | "tls"
  | "reset" // the connection closed before a whole response
  | "timeout"
  | "malformed"; // what came back is not HTTP

export interface TransportFailure {
  readonly kind: FailureKind;
  readonly message: string;
}

/** One attempt: the request as sent, and the response or why there was none. Times are epoch milliseconds. */
export interface Exchange {
  readonly request: WireRequest & { readonly url: string };
  /** The request before it was signed: it is read once, whatever attempts are made at it. Absent where others sent it. */
  readonly unsigned?: WireRequest;
  readonly response?: WireResponse;
  readonly failure?: TransportFailure;
  readonly startedAt: number;
  readonly durationMs: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** It was waited for less long than an answer may take: that none came shows nothing. */
  readonly hurried?: true;
}

/** What the request of an attempt is read from. */
export function readAs({ unsigned, request }: Exchange): WireRequest {
  return unsigned ?? request;
}

/** All attempts at one request: the last is the one to judge, the earlier ones are evidence of retries. */
export interface Delivery {
  readonly last: Exchange;
  readonly earlier: readonly Exchange[];
}
