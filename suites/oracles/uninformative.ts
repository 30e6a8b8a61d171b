import { saysExpired } from "#endpoint/aws/access-lost.ts";
import { isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import type { Finding } from "./finding.ts";

/** A pace, no connection, or credentials that have expired say nothing of what was asked for. */
export function unlessUninformative(reply: Reply, finding: Finding): Finding {
  return isUninformative(reply) ? { ...finding, grade: "unclear" } : finding;
}

export function isUninformative(reply: Reply): boolean {
  return isUnreachable(reply) || isThrottled(reply) || saysExpired(reply);
}
