import { systemClock, type Clock } from "../endpoint/clock.ts";
import { deregisterRequest, describeRequest } from "./cluster-requests.ts";
import { answerText, codeOf } from "../protocol/error-code.ts";
import type { Exchange } from "../protocol/exchange.ts";
import type { Target } from "../endpoint/target.ts";

export interface Budget {
  /** Milliseconds. Default 30 000. */
  readonly budgetMs?: number;
  readonly clock?: Clock;
}

export type Removal =
  { readonly state: "removed" } | { readonly state: "absent" } | { readonly state: "left"; readonly reason: string };

const DEFAULT_BUDGET_MS = 30_000;

/**
 * Deregisters one cluster whatever its name. 200 and a not-found of the cluster settle it; lost replies, 409 and 5xx
 * are tried again until the budget is spent; any other answer leaves it, with the answer as the reason.
 */
export async function removeCluster(target: Target, name: string, options: Budget = {}): Promise<Removal> {
  const attempts = untilBudget(options);
  for (;;) {
    const { last } = await target.send(deregisterRequest(name));
    const status = last.response?.status;
    if (status !== undefined && status >= 200 && status < 300) return { state: "removed" };
    if (status === 404) return missing(target, name, last);
    if (status !== undefined && status < 500 && status !== 409 && status !== 429) return left(name, last);
    if (!(await attempts.again())) return left(name, last);
  }
}

/** A 404 that does not name the cluster as missing may mean that the operation itself is: a read decides. */
async function missing(target: Target, name: string, answer: Exchange): Promise<Removal> {
  if (codeOf(answer) === "ResourceNotFoundException") return { state: "absent" };
  const { last } = await target.send(describeRequest(name));
  const gone = last.response?.status === 404 && codeOf(last) !== "UnknownOperationException";
  return gone ? { state: "absent" } : left(name, answer);
}

/** An empty name that a target let in is one that no request can address: the path of the operation ends before it. */
function left(name: string, exchange: Exchange): Removal {
  const why = name === "" ? "its name is empty, which no path can name; " : "";
  return { state: "left", reason: `${why}DeregisterCluster answered ${answerText(exchange)}` };
}

/**
 * Reads a cluster again and again until the answer satisfies `done` or the budget is spent, since real services are
 * eventually consistent; returns the last answer.
 */
export async function pollCluster(
  target: Target,
  name: string,
  done: (exchange: Exchange) => boolean,
  options: Budget = {},
): Promise<Exchange> {
  const attempts = untilBudget(options);
  for (;;) {
    const { last } = await target.send(describeRequest(name));
    if (done(last) || !(await attempts.again())) return last;
  }
}

/** Waits that double from a quarter of a second to five, until they would go past the budget. */
function untilBudget({ budgetMs = DEFAULT_BUDGET_MS, clock = systemClock }: Budget): { again(): Promise<boolean> } {
  const deadline = clock.now() + budgetMs;
  let waitMs = 250;
  return {
    again: async () => {
      if (clock.now() + waitMs > deadline) return false;
      await clock.sleep(waitMs);
      waitMs = Math.min(waitMs * 2, 5_000);
      return true;
    },
  };
}
