import { TOLD_BY_MESSAGE } from "#spec/requirements/error-table.ts";
import { errorText, type ParsedAnswer } from "./reply.ts";

/** What a refusal says of the pace or of the moment, and not of the request: too fast, out of order, not everywhere yet. */
export type Pace = "throttled" | "unavailable" | "propagating";

/** Throttling codes of the AWS SDKs' retry classes; EKS itself was seen with TooManyRequestsException. */
const THROTTLING_CODES = new Set<string | undefined>([
  "BandwidthLimitExceeded",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "EC2ThrottledException",
]);

/** EKS gives throttling the code of a bad request and tells it by its message. Source: aws-sdk issue 652. */
const LIMIT_MESSAGE = /\b(?:request|rate) (?:limit )?exceeded\b|\btoo many requests\b/i;

/** Undefined where the answer is about the request. A 500 always is: it is the endpoint's word on it. */
export function paceOf({ status, error, json }: Pick<ParsedAnswer, "status" | "error" | "json">): Pace | undefined {
  if (status === 429) return "throttled";
  if (status < 400 || status === 500) return undefined;
  if (THROTTLING_CODES.has(error.name)) return "throttled";
  if (error.name === TOLD_BY_MESSAGE && LIMIT_MESSAGE.test(errorText({ json }))) return "throttled";
  if (status === 503) return "unavailable";
  return status === 428 ? "propagating" : undefined;
}

/**
 * A 503 that names no error may be a proxy's word on the pace: nginx's limit_req gives no other. It may as well say that
 * the server behind it is away; what else is answered meanwhile tells the two apart.
 */
export function mayBePaced({ status, error }: Pick<ParsedAnswer, "status" | "error">): boolean {
  return status === 503 && error.name === undefined;
}

/** Still refused for the pace, an outage or propagation after all retries: says nothing about the request itself. */
export function isThrottled(answer: Pick<ParsedAnswer, "status" | "error" | "json">): boolean {
  return paceOf(answer) !== undefined;
}
