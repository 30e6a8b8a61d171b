import { clusterMade } from "./cluster-made.ts";
import { readAs } from "#protocol/exchange.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { matchRoute } from "#protocol/route.ts";
import { judgeDelivery } from "#suites/oracles/any-answer/every-exchange.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import type { RequirementFinding } from "#suites/oracles/finding.ts";
import { judgeRegistration } from "#suites/oracles/registration/registration.ts";
import { withoutActivationCode } from "#suites/oracles/clusters/cluster-answers.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { judgeList } from "#suites/oracles/clusters/list.ts";
import type { RunContext } from "./run-context.ts";
import { NO_SERVER_ERROR } from "#suites/session/round.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

export interface AnswerToJudge {
  readonly reply: Reply;
  /** The request repeats an earlier one, so its answer may be the earlier answer. */
  readonly repeats?: boolean;
  /** A hook of the target was asked for this error, so a 5xx is what the case wants. */
  readonly provoked?: boolean;
  /** A cluster that the case registered; one of another case shows nothing that this case could reproduce. */
  readonly isOwn?: (name: string) => boolean;
}

/** The findings of the oracles that hold for every answer, whichever case caused it. */
export function judgeInGeneral(answer: AnswerToJudge, context: RunContext): RequirementFinding[] {
  const findings = [...findingsOn(answer, context)];
  return answer.provoked === true ? findings.filter(([id]) => id !== NO_SERVER_ERROR) : findings;
}

function* findingsOn({ reply, ...about }: AnswerToJudge, context: RunContext): Iterable<RequirementFinding> {
  const request = readAs(reply.exchange);
  const { repeats = false, isOwn = () => false } = about;
  const operation = matchRoute(context.contract, request)?.operation;
  yield* judgeDelivery(reply, operation);
  if (!isSuccess(reply)) return;
  // Nothing says what a wrongly registered cluster should look like, nor the answer to a wrong list query.
  const { input = {}, expectation } = classify(context.contract, request);
  if (expectation === "must-reject") return;
  if (operation?.id === OPERATIONS.register) yield* judgeRegistration(reply, { input, replay: repeats }, context);
  if (operation?.id === OPERATIONS.describe && clusterOf(reply) !== undefined)
    yield ["describe.no-activation-code", withoutActivationCode(reply)];
  const isConnected = (name: string): boolean => isOwn(name) && isSurelyOurs(name, context);
  if (operation?.id === OPERATIONS.list) yield* judgeList(reply, input, isConnected);
}

/** Certainly a registered cluster of this run: a plain name may belong to somebody else's EKS cluster. */
function isSurelyOurs(name: string, { keeper, namePrefix }: RunContext): boolean {
  return name.startsWith(namePrefix) && keeper.states.isLive(clusterMade(name));
}
