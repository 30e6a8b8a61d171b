import type { WireRequest } from "../../../protocol/exchange.ts";
import { isSuccess } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import { constraintKey } from "../../../spec/derived/constraint.ts";
import type { Classification } from "../../oracles/request/expectation.ts";
import type { CaseKind } from "../../record/record.ts";
import { type Case, effectOf } from "../../session/case.ts";
import { checkNoState } from "../../session/steps/check-no-state.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { unlessBaseRefused } from "../../session/refused-base.ts";
import type { CaseSession } from "../../session/session.ts";

export interface OneRequest {
  readonly operation: Operation;
  readonly id: string;
  readonly kind: CaseKind;
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  readonly summary: string;
  /** The request of one round; another round wants fresh values. */
  readonly request: (session: CaseSession) => WireRequest;
  /** After a refusal, look whether it left a cluster behind all the same. */
  readonly checksState: boolean;
  /** See Case. */
  readonly registers?: number;
  /** The same request without what it probes or breaks, under names of its own; sent where the answer surprises. */
  readonly base?: (session: CaseSession) => WireRequest | undefined;
  /** What the request was made to break, to be found again in its bytes. */
  readonly breaks?: string;
}

/** A case of one request, judged by what the contract says of its bytes. */
export function oneRequestCase(one: OneRequest): Case {
  const { operation, id, kind, requirement, summary, registers } = one;
  const effect = effectOf(operation.method);
  return {
    id,
    kind,
    requirements: [requirement],
    summary,
    needs: [operation.id],
    effect,
    live: effect === "create" ? 1 : 0,
    registers,
    run: (session) => sendAndJudge(session, one),
  };
}

async function sendAndJudge(session: CaseSession, one: OneRequest): Promise<void> {
  const request = one.request(session);
  const classification = session.classify(request);
  assertLabel(one, classification);
  const reply = await session.send(request);
  const finding = await judgeReply(session, reply, classification);
  const judged = isSuccess(reply) ? finding : await unlessBaseRefused(session, finding, () => one.base?.(session));
  session.judge(one.requirement, judged, reply.exchange);
  if (one.checksState && !isSuccess(reply)) await checkNoState(session, classification.input);
}

/** A label that the bytes do not bear out is a bug of the generators, never the endpoint's fault. */
function assertLabel({ breaks, id }: OneRequest, { violations, expectation }: Classification): void {
  if (breaks === undefined || expectation === "unspecified") return;
  const broken = violations.map(constraintKey);
  if (!broken.includes(breaks))
    throw new Error(`${id} was to break ${breaks}, but breaks ${broken.join(", ") || "nothing"}`);
}
