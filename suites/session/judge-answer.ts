import type { WireRequest } from "../../protocol/exchange.ts";
import { isSuccess, readExchange, type Reply } from "../../protocol/answers/reply.ts";
import { matchRoute } from "../../protocol/route.ts";
import { judgeErrorStatus } from "../oracles/every-error.ts";
import { judgeExchange } from "../oracles/every-exchange.ts";
import { classify } from "../oracles/request/expectation.ts";
import type { Finding } from "../oracles/finding.ts";
import { judgeRegistration } from "../oracles/registration.ts";
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

/** What the oracles find that hold of every answer, whichever case asked for it, by requirement. */
export function judgeAnswer(answer: AnswerToJudge, context: RunContext): (readonly [requirement: string, Finding])[] {
  const { request, reply, repeats = false, provoked = false, isOwn = () => false } = answer;
  const operation = matchRoute(context.contract, request)?.operation;
  const findings: [string, Finding][] = [];
  const judge = (id: string, finding: Finding): void => {
    if (!provoked || id !== "api.no-server-error") findings.push([id, finding]);
  };
  judgeExchange(reply, operation, judge);
  for (const attempt of reply.earlier) {
    if (attempt.response !== undefined) judgeErrorStatus(readExchange(attempt), operation, judge);
  }
  if (!isSuccess(reply)) return findings;
  // What a cluster wrongly registered should look like, nobody says, nor what a list of a wrong query should.
  const { input = {}, expectation } = classify(context.contract, request);
  if (expectation === "must-reject") return findings;
  if (operation?.id === OPERATIONS.register) judgeRegistration(reply, { input, replay: repeats }, context, judge);
  const isConnected = (name: string): boolean => isOwn(name) && isSurelyOurs(name, context);
  if (operation?.id === OPERATIONS.list) judgeList(reply, input, isConnected, judge);
  return findings;
}

/** Certainly a registered cluster, of this run: a plain name may be that of somebody else's EKS cluster. */
function isSurelyOurs(name: string, { registrations, namePrefix }: RunContext): boolean {
  return name.startsWith(namePrefix) && registrations.isLive(name);
}
