import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Finding } from "#suites/oracles/finding.ts";

/** An endpoint that carries out what it was to refuse is the fault that matters, so the words say it. */
export function withOpenDoor(finding: Finding, reply: Reply): Finding {
  return isSuccess(reply) ? { ...finding, received: `${finding.received}: the request was carried out` } : finding;
}

/**
 * True when the endpoint takes a request with the right signature and turns the same one away with a wrong one. To ask
 * for the header and look no further is no verification.
 */
export function verifiesSignatures(right: Reply, wrong: Reply): boolean {
  return !isDenied(right) && isDenied(wrong);
}

/** An answer to whoever may not ask. */
export function isDenied({ status }: Reply): boolean {
  return status === 401 || status === 403;
}
