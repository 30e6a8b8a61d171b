import type { Reply } from "#protocol/answers/reply.ts";

/**
 * What HTTP's own layer says to a request before it reaches an operation: method, media types, length, expectation,
 * upgrade, pace, headers, what is not there; and what a gateway says of the server behind it: gone, away, too slow.
 * Sources: RFC 9110, section 15; RFC 6585, sections 4 and 5.
 */
const OWN_STATUSES: ReadonlySet<number> = new Set([
  ...[405, 406, 408, 411, 413, 414, 415, 417, 426, 429, 431],
  ...[501, 502, 503, 504],
]);

/** What a router of AWS says that knows no operation for a request: error table, 404. */
const NO_OPERATION = "UnknownOperationException";

export function isHttpStatus(status: number): boolean {
  return OWN_STATUSES.has(status);
}

/** An answer that says no, whoever gave it: a redirect, a 4xx, or 501. */
export function isHttpRefusal({ status }: Reply): boolean {
  return (status >= 300 && status < 500) || status === 501;
}

/**
 * True for an answer that HTTP's own layer may have given, so that the rules for an operation's errors do not hold for
 * it. An answer that names an error type is the operation's, or wants to be taken for it, but for the one of no operation.
 */
export function isSaidByHttp({ status, error, exchange }: Reply): boolean {
  // A layer in front may turn away a path that it would have to decode, and a router may then know no such path.
  const decodes = status >= 400 && status < 500 && exchange.request.path.split("?", 1)[0]?.includes("%") === true;
  if (error.name !== undefined) return decodes && error.name === NO_OPERATION;
  return decodes || (status >= 300 && status < 400) || isHttpStatus(status);
}
