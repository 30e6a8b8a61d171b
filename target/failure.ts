import type { FailureKind, TransportFailure } from "./exchange.ts";

const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  EHOSTDOWN: "refused",
  ENETUNREACH: "refused",
  ENETDOWN: "refused",
  EADDRNOTAVAIL: "refused",
  EACCES: "refused",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "malformed",
  // The peer closed before the length it had announced, or within a chunk.
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  HPE_INVALID_EOF_STATE: "reset",
  EPROTO: "tls",
};

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** undici's and Node's errors as one kind and one line. */
export function transportFailure(error: unknown): TransportFailure {
  const code = errorCode(error);
  return { kind: failureKind(code, messageOf(error)), message: describe(code, messageOf(error)) };
}

export function errorCode(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

function failureKind(code: string | undefined, message: string): FailureKind {
  if (code === undefined) return "reset";
  const known = KIND_BY_CODE[code];
  if (known !== undefined) return known;
  if (TLS_CODE.test(code)) return "tls";
  if (code.startsWith("HPE_")) return "malformed";
  // undici closes the socket itself on bytes that answer nothing, and on an unasked for protocol switch.
  if (code === "UND_ERR_SOCKET" && message.startsWith("bad ")) return "malformed";
  return "reset";
}

function describe(code: string | undefined, message: string): string {
  const line = message.replace(/\s+/g, " ").trim();
  if (code === undefined || line.includes(code)) return line === "" ? "connection failed" : line;
  return line === "" ? code : `${line} (${code})`;
}

/** Node reports several addresses tried at once as an AggregateError without a message. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
