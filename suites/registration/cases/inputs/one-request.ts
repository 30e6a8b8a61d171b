import { isSuccess } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { assertLabel, type Label } from "#suites/oracles/request/expectation.ts";
import type { CaseKind } from "#suites/record/record.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { effectOf } from "#suites/session/case.ts";
import { judgeReply } from "#suites/registration/session/judge-reply.ts";
import { unlessBaseRefused } from "#suites/registration/session/refused-base.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { checkNoState } from "#suites/registration/session/steps/check-no-state.ts";

export interface OneRequest {
  readonly operation: Operation;
  readonly id: string;
  readonly kind: CaseKind;
  readonly summary: string;
  /** See Case. */
  readonly registers?: number;
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  /** The request of one round; another round needs fresh values. */
  readonly request: (session: CaseSession) => WireRequest | Promise<WireRequest>;
  /** After a refusal, check whether the request left a cluster behind nevertheless. */
  readonly checksState: boolean;
  /** The same request without what it probes or breaks, with names of its own; sent if the answer is a surprise. */
  readonly base?: (session: CaseSession) => WireRequest | undefined;
  /** What the request was made to do; its bytes must confirm it. */
  readonly label?: Label;
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

/** Sends a request and judges its answer by what the contract says about its bytes. */
async function sendAndJudge(session: CaseSession, one: OneRequest): Promise<void> {
  const request = await one.request(session);
  const classification = session.classify(request);
  if (one.label !== undefined) assertLabel(session.caseId, one.label, classification);
  const reply = await session.send(request);
  const finding = await judgeReply(session, reply, classification);
  const judged = isSuccess(reply) ? finding : await unlessBaseRefused(session, finding, () => one.base?.(session));
  session.judge(one.requirement, judged, reply.exchange);
  if (one.checksState && !isSuccess(reply)) await checkNoState(session, classification.input);
}
