import { plainText } from "#spec/json/plain-text.ts";
import { jsonText } from "#spec/json/json-text.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Case } from "./cluster-case.ts";
import type { Effect } from "#suites/session/case.ts";
import { judgeAccepted } from "#suites/oracles/accepted.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { chargeBase } from "./refused-base.ts";
import type { CaseSession } from "./session.ts";
import { SetupFailure } from "#suites/session/round.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

export interface ScenarioOptions {
  readonly id: string;
  readonly requirements: readonly string[];
  readonly summary: string;
  /** See CaseLabel. */
  readonly operation?: string;
  readonly needs?: readonly string[];
  readonly effect?: Effect;
  /** The most clusters alive at once. Default: 1. */
  readonly live?: number;
  /** See Case. */
  readonly registers?: number;
  /** No other case runs at the same time. */
  readonly exclusive?: boolean;
  readonly run: (session: CaseSession) => Promise<void>;
}

/** A short story of requests, written out step by step. */
export function scenario(options: ScenarioOptions): Case {
  return { kind: "scenario", needs: [OPERATIONS.register], effect: "create", live: 1, ...options };
}

export interface Registered {
  readonly name: string;
  readonly input: JsonObject;
  readonly cluster: JsonObject;
  readonly reply: Reply;
}

/**
 * Registers a cluster that the story goes on with. Rejects with SetupFailure if that fails: a refused ordinary
 * registration is a finding about registrations, not about the story.
 */
export async function registerFirst(session: CaseSession, input: JsonObject): Promise<Registered> {
  const reply = await session.register(input);
  const cluster = clusterOf(reply);
  if (!isSuccess(reply) || cluster === undefined) {
    const operation = session.operation(OPERATIONS.register);
    const refusal = judgeAccepted(reply, operation);
    if (reply.status === 409 || refusal.grade === "unclear") session.disturb();
    else if (refusal.grade === "missed") chargeBase(session, { operation, refusal, reply });
    const answered = `${isSuccess(reply) ? "was not answered as documented" : "was refused"}: ${describeReply(reply)}`;
    throw new SetupFailure(`not judged: the valid registration that it begins with ${answered}`);
  }
  return { name: plainText(input["name"]), input, cluster, reply };
}

/**
 * Whether the second registration has an activation of its own. One without an activation is judged for that, not as a
 * repeat.
 */
export function isRenewed(before: JsonObject | undefined, now: JsonObject | undefined): boolean {
  return activationOf(now) === "" || activationOf(now) !== activationOf(before);
}

/**
 * What tells one registration from another of the same name: its activation id, or its code if it has no id; empty if
 * the answer has neither. If there is an id, the code is not compared: a repeat need not show it again.
 */
export function activationOf(cluster: JsonObject | undefined): string {
  const mark = shownMember(cluster, "activation") ?? shownMember(cluster, "code") ?? null;
  return mark === null ? "" : jsonText(mark);
}
