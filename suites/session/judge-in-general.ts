import type { WireRequest } from "../../protocol/exchange.ts";
import { isSuccess, type Reply } from "../../protocol/answers/reply.ts";
import { matchRoute } from "../../protocol/route.ts";
import { judgeDelivery } from "../oracles/every-exchange.ts";
import { classify } from "../oracles/request/expectation.ts";
import type { RequirementFinding } from "../oracles/finding.ts";
import { judgeRegistration } from "../oracles/registration/registration.ts";
import { judgeList } from "../oracles/list.ts";
import type { RunContext } from "./context/run-context.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

export interface AnswerToJudge {
  readonly request: WireRequest;
  readonly reply: Reply;
  /** The request repeats an earlier one, so its answer may be the earlier answer. */
  readonly repeats?: boolean;
  /** A target's own hook was asked for this error: a 5xx is what the case wants. */
  readonly provoked?: boolean;
  /** A cluster that the case registered; another case's says nothing that the case could show again. */
  readonly isOwn?: (name: string) => boolean;
}

/** What the oracles find that hold of every answer, whichever case asked for it. */
export function judgeInGeneral(answer: AnswerToJudge, context: RunContext): RequirementFinding[] {
  const findings = [...findingsOn(answer, context)];
  return answer.provoked === true ? findings.filter(([id]) => id !== "api.no-server-error") : findings;
}

function* findingsOn({ request, reply, ...about }: AnswerToJudge, context: RunContext): Iterable<RequirementFinding> {
  const { repeats = false, isOwn = () => false } = about;
  const operation = matchRoute(context.contract, request)?.operation;
  yield* judgeDelivery(reply, operation);
  if (!isSuccess(reply)) return;
  // What a cluster wrongly registered should look like, nobody says, nor what a list of a wrong query should.
  const { input = {}, expectation } = classify(context.contract, request);
  if (expectation === "must-reject") return;
  if (operation?.id === OPERATIONS.register) yield* judgeRegistration(reply, { input, replay: repeats }, context);
  const isConnected = (name: string): boolean => isOwn(name) && isSurelyOurs(name, context);
  if (operation?.id === OPERATIONS.list) yield* judgeList(reply, input, isConnected);
}

/** Certainly a registered cluster, of this run: a plain name may be that of somebody else's EKS cluster. */
function isSurelyOurs(name: string, { registrations, namePrefix }: RunContext): boolean {
  return name.startsWith(namePrefix) && registrations.isLive(name);
}
