import type { Signing } from "#protocol/exchange.ts";
import { TargetGone, type WhyGone } from "#endpoint/sending/target-gone.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";

/**
 * The credentials stopped working during the run. That says nothing about the endpoint, and neither would later
 * answers.
 */
export class AccessLost extends Error {
  override readonly name = "AccessLost";
}

/** Throws `AccessLost` if an answer says that the credentials of a properly signed request have expired. */
export function requireAccess(reply: Reply, signing: Signing | undefined): void {
  if (signing !== undefined && signing.kind !== "sign") return;
  if (saysExpired(reply)) throw new AccessLost(describeReply(reply));
}

/** The credentials have expired, which says nothing about the request. */
export function saysExpired({ error }: Pick<Reply, "error">): boolean {
  return /^ExpiredToken/.test(error.name ?? "");
}

/** Why nothing more can be learnt. */
export interface WhyLost extends Omit<WhyGone, "cause"> {
  readonly cause: WhyGone["cause"] | "credentials";
}

/**
 * Why nothing more can be learnt, if the error is that the credentials have ended or the endpoint is gone; else
 * undefined.
 */
export function accessLost(error: unknown): WhyLost | undefined {
  if (error instanceof TargetGone) return error.why;
  const ended = error instanceof AccessLost || (error instanceof Error && error.name === "CredentialsError");
  if (!ended) return undefined;
  return { cause: "credentials", reason: `the credentials ended under way: ${error.message}` };
}
