import { constraintKey } from "../../spec/derived/constraint.ts";
import { isSuccess } from "../../protocol/answers/reply.ts";
import type { WireRequest } from "../../protocol/exchange.ts";
import { bearsOut, type Classification, type Label } from "../oracles/request/expectation.ts";
import { judgeReply } from "./judge-by-contract.ts";
import { unlessBaseRefused } from "./refused-base.ts";
import type { CaseSession } from "./session.ts";
import { checkNoState } from "./steps/check-no-state.ts";

export interface RequestToJudge {
  /** The requirement that the answer is judged for. */
  readonly requirement: string;
  /** The request of one round; another round needs fresh values. */
  readonly request: (session: CaseSession) => WireRequest;
  /** After a refusal, check whether the request left a cluster behind nevertheless. */
  readonly checksState: boolean;
  /** The same request without what it probes or breaks, with names of its own; sent if the answer is a surprise. */
  readonly base?: (session: CaseSession) => WireRequest | undefined;
  /** What the request was made to do; its bytes must confirm it. */
  readonly label?: Label;
}

/** Sends a request and judges its answer by what the contract says about its bytes. */
export async function sendAndJudge(session: CaseSession, one: RequestToJudge): Promise<void> {
  const request = one.request(session);
  const classification = session.classify(request);
  if (one.label !== undefined) assertLabel(session, one.label, classification);
  const reply = await session.send(request);
  const finding = await judgeReply(session, reply, classification);
  const judged = isSuccess(reply) ? finding : await unlessBaseRefused(session, finding, () => one.base?.(session));
  session.judge(one.requirement, judged, reply.exchange);
  if (one.checksState && !isSuccess(reply)) await checkNoState(session, classification.input);
}

/**
 * Throws, before the request is sent, if its bytes do not confirm its label: that is a bug of the suite, never the
 * endpoint's fault.
 */
export function assertLabel({ caseId }: CaseSession, label: Label, classification: Classification): void {
  const { violations, expectation, problem } = classification;
  if (expectation === "unspecified" || bearsOut(classification, label)) return;
  const meant = label.side === "accept" ? "keep the contract" : `break ${label.key}`;
  const broken = problem ?? (violations.map(constraintKey).join(", ") || "nothing");
  throw new Error(`${caseId} was to ${meant}, but breaks ${broken}`);
}
