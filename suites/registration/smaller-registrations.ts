import { reduceInput } from "#generators/reduce/reduce-input.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import type { Case } from "./session/cluster-case.ts";
import { effectOf } from "#suites/session/case.ts";
import type { RunContext } from "./session/run-context.ts";
import { judgeReply } from "./session/judge-reply.ts";
import { classKey, isWorthReducing, type Reducing } from "#suites/run/rounds/reduce-failure.ts";
import { runCase } from "./run-case.ts";

/**
 * How a case about registered clusters is made smaller: any member of its input may go. A failure that was seen in a look at
 * a registered cluster or in its clean-up is left as it is, since a smaller request alone would not show that.
 */
export function smallerRegistrations(context: RunContext, failed: Case): Reducing {
  const { contract, generation } = context;
  return {
    isReducible: (request) =>
      effectOf(request.method) === failed.effect && isWorthReducing(failed, request, failed.choice !== undefined),
    search: ({ operation, input }, search) => reduceInput(operation.input, generation, { input, ...search }),
    fire: ({ judgement, request, operation }, { input, id }) => {
      const smaller = encodeInput(operation, input);
      const isAlike =
        smaller !== undefined && classKey(classify(contract, smaller)) === classKey(classify(contract, request));
      return isAlike
        ? runCase(context, { ...failed, id, run: judging(failed, judgement.requirement, smaller) })
        : undefined;
    },
  };
}

/** What must hold for every answer is judged when the request is sent. */
function judging({ requirements }: Case, requirement: string, smaller: WireRequest): Case["run"] {
  return async (session) => {
    const reply = await session.send(smaller);
    if (!requirements.includes(requirement)) return;
    session.judge(requirement, await judgeReply(session, reply, session.classify(smaller)), reply.exchange);
  };
}
