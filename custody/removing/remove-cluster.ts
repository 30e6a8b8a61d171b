import { systemClock, type Clock } from "../../endpoint/clock.ts";
import { doublingPauses } from "../../endpoint/doubling-pauses.ts";
import { mayBeMissing, tellsUnknown } from "../looking/absence.ts";
import { provesClusterAbsent } from "../looking/cluster-absence.ts";
import { canBeAddressed, deregisterRequest, describeRequest } from "../looking/cluster-requests.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isServerFailure, isSuccess, lostReply, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { paceOf } from "../../protocol/answers/throttling.ts";
import type { RemovalFate } from "./removal-fate.ts";
import type { Target } from "../../endpoint/target.ts";

export interface RemovalLimits {
  /** Milliseconds. Default 30 000. */
  readonly budgetMs?: number;
  readonly clock?: Clock | undefined;
}

export type Removal = RemovalFate & {
  /** What DeregisterCluster answered, in order. */
  readonly replies?: readonly Reply[];
};

const DEFAULT_BUDGET_MS = 30_000;

/**
 * Deregisters one cluster, whatever its name. A 200, or an answer that the cluster was not found, settles it. After a
 * lost reply, a 409 or a 5xx other than 501 it tries again until the budget is spent. After any other answer the
 * cluster is left, with the answer as the reason.
 */
export async function removeCluster(target: Target, name: string, options: RemovalLimits = {}): Promise<Removal> {
  const attempts = untilBudget(options);
  const replies: Reply[] = [];
  for (;;) {
    const reply = readReply(await target.send(deregisterRequest(name)));
    replies.push(reply);
    if (isSuccess(reply)) return { state: "removed", replies };
    if (mayBeMissing(reply)) return { ...(await missing(target, name, reply)), replies };
    if (!isWorthAnother(reply) || !(await attempts.again())) return { ...left(name, reply), replies };
  }
}

/** The last attempt was not answered, so it may have been carried out. */
export function isUnanswered({ replies = [] }: Removal): boolean {
  const last = replies.at(-1);
  return last !== undefined && lostReply(last);
}

/** Nobody answered the last attempt, or the answer may be that there is no such cluster. */
export function mayBeGone(removal: Removal): boolean {
  const last = removal.replies?.at(-1);
  return isUnanswered(removal) || (last !== undefined && mayBeMissing(last));
}

/** No answer, a conflict that may pass, throttling, or a failure of the endpoint's own. */
function isWorthAnother(reply: Reply): boolean {
  return reply.status === 0 || reply.status === 409 || isServerFailure(reply) || paceOf(reply) !== undefined;
}

/** A 404 that does not say that the cluster is missing may mean that the operation is, and a text may err: a read decides. */
async function missing(target: Target, name: string, answer: Reply): Promise<Removal> {
  const isTold = tellsUnknown(answer);
  const proves = (described: Reply) =>
    provesClusterAbsent({ name, created: true, described }, () => isTold && described !== answer);
  const isAbsent = (await proves(answer)) || (await proves(readReply(await target.send(describeRequest(name)))));
  return isAbsent ? { state: "absent" } : left(name, answer);
}

function left(name: string, reply: Reply): Removal {
  const why = !canBeAddressed(name) ? "no request can name it; " : "";
  return { state: "left", reason: `${why}${OPERATIONS.deregister} answered ${describeReply(reply)}` };
}

/** Waits that double from a quarter of a second to five, until they would go past the budget. */
export function untilBudget({ budgetMs = DEFAULT_BUDGET_MS, clock = systemClock }: RemovalLimits): {
  again(): Promise<boolean>;
} {
  const deadline = clock.now() + budgetMs;
  const pauses = doublingPauses(clock, { firstMs: 250, longestMs: 5_000 });
  return { again: () => pauses.within(deadline) };
}
