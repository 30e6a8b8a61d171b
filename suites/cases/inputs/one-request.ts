import type { Operation } from "../../../spec/contract/operation.ts";
import type { CaseKind } from "../../record/record.ts";
import { type Case, effectOf } from "../../session/case.ts";
import { type RequestToJudge, sendAndJudge } from "../../session/judge-request.ts";

export interface OneRequest extends RequestToJudge {
  readonly operation: Operation;
  readonly id: string;
  readonly kind: CaseKind;
  readonly summary: string;
  /** See Case. */
  readonly registers?: number;
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
