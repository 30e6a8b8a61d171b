import type { Reply } from "#protocol/answers/reply.ts";
import { readAs } from "#protocol/exchange.ts";

/**
 * What HTTP's own layer says to a request before it reaches an operation: method, media types, length, expectation,
 * place, upgrade, pace, headers, version, what is not there; and what a gateway says of the server behind it: gone, away,
 * too slow. Sources: RFC 9110, section 15; RFC 6585, sections 4 and 5.
 */
const OWN_STATUSES: ReadonlySet<number> = new Set([
  ...[405, 406, 408, 411, 413, 414, 415, 417, 421, 426, 429, 431],
  ...[501, 502, 503, 504, 505],
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
export function isSaidByHttp(reply: Reply): boolean {
  const { status, error } = reply;
  if (error.name !== undefined && error.name !== NO_OPERATION) return false;
  if (isTargetRefused(reply)) return true;
  return error.name === undefined && ((status >= 300 && status < 400) || isHttpStatus(status));
}

/** A refusal, without an operation's error, of what a layer in front may turn away for its path or query alone. */
export function isTargetRefused(reply: Reply): boolean {
  const isNameless = reply.error.name === undefined || reply.error.name === NO_OPERATION;
  return isNameless && isHttpRefusal(reply) && isOddTarget(readAs(reply.exchange).path);
}

/** Steps to other folders and empty segments, which layers in front resolve: RFC 3986, section 6.2.2.3. */
const ODD_STEPS = /\/(?:\/|\.{1,2}(?:\/|$))/;

/** A control character, or no escape at all: RFC 3986, sections 2.1 and 7.3, has a zero octet refused anywhere. */
const ODD_ESCAPES = /%(?:[01][\dA-F]|7F|(?![\dA-F]{2}))/i;

/** A layer in front reads a path before a router does, and so must decode it; of a query, it may mind what no text has. */
function isOddTarget(target: string): boolean {
  const [path = "", ...query] = target.split("?");
  return path.includes("%") || ODD_STEPS.test(path) || !isReadable(query.join("?"));
}

function isReadable(query: string): boolean {
  if (ODD_ESCAPES.test(query)) return false;
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
