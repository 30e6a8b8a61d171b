import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { CaseKind } from "#suites/record/record.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { effectOf } from "#suites/session/case.ts";
import { judgeReply } from "#suites/registration/session/judge-reply.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";

export interface OneRequest {
  readonly operation: Operation;
  readonly id: string;
  readonly kind: CaseKind;
  readonly summary: string;
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  /** The request of one round; another round needs fresh values. */
  readonly request: (session: CaseSession) => WireRequest | Promise<WireRequest>;
}

/** A case of one request, judged by what the contract says of its bytes. */
export function oneRequestCase({ operation, id, kind, requirement, summary, request }: OneRequest): Case {
  const effect = effectOf(operation.method);
  return {
    id,
    kind,
    requirements: [requirement],
    summary,
    needs: [operation.id],
    effect,
    live: effect === "create" ? 1 : 0,
    run: async (session) => {
      const sent = await request(session);
      const reply = await session.send(sent);
      session.judge(requirement, await judgeReply(session, reply, session.classify(sent)), reply.exchange);
    },
  };
}
