import { errorMessage } from "#spec/error-message.ts";
import type { FailureKind, TransportFailure } from "#protocol/exchange.ts";

/** No connection came about. This machine may have none to give, which is no fault of the endpoint's either. */
const REFUSED = [
  ...["ECONNREFUSED", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "EACCES", "EPERM"],
  ...["EADDRINUSE", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EAFNOSUPPORT", "UND_ERR_CONNECT_TIMEOUT"],
];
const TIMEOUTS = ["ETIMEDOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"];

const KIND_BY_CODE: ReadonlyMap<string, FailureKind> = new Map([
  ...REFUSED.map((code) => [code, "refused"] as const),
  ...TIMEOUTS.map((code) => [code, "timeout"] as const),
  ["ENOTFOUND", "dns"],
  ["UND_ERR_HEADERS_OVERFLOW", "malformed"],
]);

/** By how a code begins. OpenSSL's reasons have no common beginning. */
const KIND_BY_PATTERN: readonly (readonly [code: RegExp, kind: FailureKind])[] = [
  [/^EAI_/, "dns"],
  [/^(EPROTO$|ERR_TLS|ERR_SSL|ERR_OSSL|UND_ERR_PRX_TLS)/, "tls"],
  [
    /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_C|PATH_LENGTH|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))/,
    "tls",
  ],
];

/** OpenSSL's reasons where the answer to a TLS greeting is text. */
const NO_TLS = /:SSL routines:[^:]*:(wrong version number|packet length too long|http request):/i;
const PLAIN = "it does not speak TLS there, but most likely plain HTTP: try http:// in place of https://";

/** The code of an error that a tunnel through a proxy met. */
const NO_TUNNEL = "NO_TUNNEL";

/**
 * An error while a proxy, host and port, was asked for a tunnel: with a code that tells it from one of the endpoint's if it
 * is the proxy's.
 */
export function tunnelError(error: Error, proxy: string): Error {
  const reason = whyNoTunnel(error);
  if (reason === undefined) return error;
  return Object.assign(new Error(`the proxy ${proxy} ${reason}: ${error.message}`, { cause: error }), {
    code: NO_TUNNEL,
  });
}

/** The connection is to the proxy, so whatever keeps it from coming about is none of the endpoint's. */
function whyNoTunnel(error: Error): string | undefined {
  const code = errorCode(error);
  if (error.message.startsWith("Proxy response (")) return "lets nothing through";
  if (code === "UND_ERR_SOCKET") return "closed the connection";
  const { kind } = transportFailure(error, false);
  if (kind === "malformed") return "does not speak HTTP";
  return kind === "refused" || code === "ENOTFOUND" ? "cannot be reached" : undefined;
}

/** Reduces undici's and Node's errors to a kind and a line. `inBody`: the headers had arrived completely. */
export function transportFailure(error: unknown, inBody: boolean): TransportFailure {
  const code = errorCode(error);
  const message = errorMessage(error);
  if (code === NO_TUNNEL) return { kind: "refused", message };
  if (NO_TLS.test(message)) return { kind: "tls", message: PLAIN };
  // Closed before TLS was there, so nothing had been sent.
  if (message.startsWith("Client network socket disconnected before secure TLS")) return { kind: "refused", message };
  const kind = isParserError(error) ? parserFailureKind(message) : failureKind(code, message, inBody);
  return { kind, message: describe(code, message) };
}

/** The name server is only busy: the next answer may name the host. */
export function isNameServerBusy(error: unknown): boolean {
  return errorCode(error) === "EAI_AGAIN";
}

export function errorCode(error: unknown): string | undefined {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function failureKind(code: string | undefined, message: string, inBody: boolean): FailureKind {
  if (code === undefined) return "reset";
  const known = KIND_BY_CODE.get(code) ?? KIND_BY_PATTERN.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return known;
  // In the body: the peer closed before the announced length. Before it: the peer announced lengths that disagree.
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return inBody ? "reset" : "malformed";
  // undici itself closes the socket on bytes that belong to no answer, and on a protocol switch that was not requested.
  if (code === "UND_ERR_SOCKET" && message.startsWith("bad ")) return "malformed";
  return "reset";
}

function isParserError(error: unknown): boolean {
  return (Object(error) as { name?: unknown }).name === "HTTPParserError";
}

/**
 * undici gives parser errors no code. If a response ends within a chunk, the peer closed; its syntax is not at fault.
 */
function parserFailureKind(message: string): FailureKind {
  return message.includes("Invalid EOF state") ? "reset" : "malformed";
}

function describe(code: string | undefined, message: string): string {
  if (code === undefined || message.includes(code)) return message === "" ? "connection failed" : message;
  return message === "" ? code : `${message} (${code})`;
}
