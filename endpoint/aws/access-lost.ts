import type { Signing } from "../../protocol/exchange.ts";
import { TargetGone, type WhyGone } from "../sending/target-gone.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { Reply } from "../../protocol/answers/reply.ts";

/** The credentials stopped being good under way. That says nothing of the endpoint, and no later answer would. */
export class AccessLost extends Error {
  override readonly name = "AccessLost";
}

/** Throws `AccessLost` when an answer refuses expired credentials to a request that was signed as it should be. */
export function requireAccess(reply: Reply, signing: Signing | undefined): void {
  if (signing !== undefined && signing.kind !== "sign") return;
  if (saysExpired(reply)) throw new AccessLost(describeReply(reply));
}

/** The credentials have expired, which says nothing of what was asked for. */
export function saysExpired({ error }: Pick<Reply, "error">): boolean {
  return /^ExpiredToken/.test(error.name ?? "");
}

/** Why nothing more can be learnt. */
export interface WhyLost extends Omit<WhyGone, "cause"> {
  readonly cause: WhyGone["cause"] | "credentials";
}

/** Why nothing more can be learnt, when that is what went wrong: the credentials ended, or the endpoint is gone. */
export function accessLost(error: unknown): WhyLost | undefined {
  if (error instanceof TargetGone) return error.why;
  const ended = error instanceof AccessLost || (error instanceof Error && error.name === "CredentialsError");
  if (!ended) return undefined;
  return { cause: "credentials", reason: `the credentials ended under way: ${error.message}` };
}
