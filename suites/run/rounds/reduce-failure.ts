import type { GenerationContext } from "../../../generators/schema/generation-context.ts";
import { constraintKey } from "../../../spec/derived/constraint.ts";
import type { JsonObject } from "../../../spec/json/json.ts";
import { type Case, effectOf } from "../../session/case.ts";
import { runCase, type CaseOutcome } from "./run-rounds.ts";
import type { Collector } from "../collecting/collector.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { ReducedEvent } from "../../record/events.ts";
import type { CaseKind, Judgement } from "../../record/record.ts";
import type { RunContext } from "../../session/context/run-context.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { classify, type Classification } from "../../oracles/request/expectation.ts";
import { reduceInput } from "../../../generators/reduce/reduce-input.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";

const RANDOM_KINDS: readonly CaseKind[] = ["random", "one-fault"];
/**
 * Cases that are not drawn are made smaller only if their body has at least this many bytes: most are as small as
 * possible.
 */
const LARGE = 1_024;

/** After so many requests without a failure, an attempt is given up. */
const HOPELESS = 10;

export interface ReduceFailureOptions {
  readonly context: RunContext;
  readonly generation: GenerationContext;
  readonly outcome: CaseOutcome<unknown, Case>;
  readonly collector: Collector;
  /** The run must end, for example because the target died too often, so no further request is sent. */
  readonly mustStop: () => boolean;
}

/**
 * Looks for a smaller request for each requirement that a case with one request fails, until one is found. The smaller
 * request must be of the same class, judging by its bytes: the same expectation and the same broken keyword. It must
 * also get the same status: otherwise, on a target that refuses nothing, a name that is still taken would be shown with
 * its 409.
 */
export async function reduceFailure(options: ReduceFailureOptions): Promise<ReducedEvent[]> {
  const { outcome } = options;
  const events: ReducedEvent[] = [];
  const seen = new Set<string>();
  for (const judgement of outcome.judgements) {
    if (judgement.verdict !== "fail" || seen.has(judgement.requirement)) continue;
    seen.add(judgement.requirement);
    const event = await reduceOne(options, judgement);
    if (event !== undefined) events.push(event);
  }
  return events;
}

async function reduceOne(options: ReduceFailureOptions, judgement: Judgement): Promise<ReducedEvent | undefined> {
  const { context, generation, outcome, collector, mustStop } = options;
  const position = collector.indexOf(judgement.requirement);
  const request = decidingRequest(outcome, judgement);
  if (position === undefined || request === undefined) return undefined;
  const original = classify(context.contract, request);
  const { operation, input } = original;
  if (operation === undefined || input === undefined) return undefined;
  const budget = collector.beginReduction(position);
  if (budget <= 0) return undefined;
  let requests = 0;
  let smallest: CaseOutcome | undefined;
  const stillFails = async (candidate: JsonObject): Promise<boolean> => {
    const smaller = encodeInput(operation, candidate);
    // Leaves something for another attempt.
    if ((smallest === undefined && requests >= HOPELESS) || mustStop()) return false;
    if (smaller === undefined || classKey(classify(context.contract, smaller)) !== classKey(original)) return false;
    requests += 1;
    const result = await runCase(context, candidateCase({ outcome, judgement, request: smaller, requests }));
    const judged = result.judgements.find(({ requirement }) => requirement === judgement.requirement);
    const same = judged?.verdict === "fail" && statusOf(result, judged) === statusOf(outcome, judgement);
    if (same) smallest = result;
    return same;
  };
  await reduceInput(operation.input, generation, { input, stillFails, budget, salt: outcome.case.id });
  const reduced = smallest as CaseOutcome | undefined;
  collector.endReduction(position, { requests, found: reduced !== undefined });
  if (reduced === undefined) return undefined;
  const sizes = { fromBytes: request.body?.length ?? 0, toBytes: reduced.lastRequest?.body?.length ?? 0 };
  const shown = reduced.judgements.find((each) => each.requirement === judgement.requirement) ?? judgement;
  const result = collector.result({ ...reduced, case: outcome.case }, shown, { requests, ...sizes });
  return { type: "reduced", requirement: position, result };
}

/**
 * The request whose answer was decisive. Undefined if it took a whole time-out, since it would take as long each time,
 * and if the failure was seen in a look at a registered cluster or in its clean-up, since a smaller request alone would
 * not show that.
 */
function decidingRequest(
  { exchanges, ...outcome }: CaseOutcome<unknown, Case>,
  { exchange }: Judgement,
): WireRequest | undefined {
  const deciding = exchanges.at(exchange ?? -1);
  if (deciding === undefined || effectOf(deciding.request.method) !== outcome.case.effect) return undefined;
  if (!mayBeSmaller(outcome.case, deciding.request)) return undefined;
  return deciding.failure?.kind === "timeout" ? undefined : deciding.request;
}

function mayBeSmaller({ kind, choice }: Case, { body }: WireRequest): boolean {
  if (RANDOM_KINDS.includes(kind)) return true;
  return (kind === "boundary" || choice !== undefined) && (body?.length ?? 0) > LARGE;
}

interface SmallerRequest {
  readonly outcome: CaseOutcome<unknown, Case>;
  readonly judgement: Judgement;
  readonly request: WireRequest;
  /** How many requests were sent for this reduction, including this one. */
  readonly requests: number;
}

/** The failing case with a smaller request in place of the original. */
function candidateCase({ outcome, judgement, request, requests }: SmallerRequest): Case {
  return {
    ...outcome.case,
    id: `${outcome.case.id}/reduced-${requests}`,
    run: async (session) => {
      const reply = await session.send(request);
      // What must hold for every answer is judged when the request is sent.
      if (!outcome.case.requirements.includes(judgement.requirement)) return;
      session.judge(judgement.requirement, await judgeReply(session, reply, session.classify(request)), reply.exchange);
    },
  };
}

/** The status of the decisive answer; undefined if there was none. */
function statusOf({ exchanges }: CaseOutcome, { exchange }: Judgement): number | undefined {
  return exchanges.at(exchange ?? -1)?.response?.status;
}

function classKey({ expectation, violations }: Classification): string {
  return `${expectation} ${[...new Set(violations.map(constraintKey))].sort().join(" ")}`;
}
