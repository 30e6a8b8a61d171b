import { constraintKey } from "#spec/derived/constraint.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { StillFails } from "#generators/reduce/trial.ts";
import type { CaseLabel } from "#suites/session/case.ts";
import type { CaseOutcome } from "./run-rounds.ts";
import type { Collector } from "#suites/run/collecting/collector.ts";
import type { ReducedEvent } from "#suites/record/events.ts";
import type { CaseKind, Judgement } from "#suites/record/record.ts";
import { classify, type Classification } from "#suites/oracles/request/expectation.ts";
import type { WireRequest } from "#protocol/exchange.ts";

const RANDOM_KINDS: readonly CaseKind[] = ["random", "one-fault"];
/**
 * Cases that are not drawn are made smaller only if their body has at least this many bytes: most are as small as
 * possible.
 */
const LARGE = 1_024;

/** After so many requests without a failure, an attempt is given up. */
const HOPELESS = 10;

/** What decided that a case failed: the judgement, its request, and what the request's bytes say. */
export interface Decided {
  readonly judgement: Judgement;
  readonly request: WireRequest;
  readonly operation: Operation;
  readonly input: JsonObject;
}

/** The search for a smaller input, within so many requests. `salt` tells it from others that go on beside it. */
export interface SmallerSearch {
  readonly stillFails: StillFails;
  readonly budget: number;
  readonly salt: string;
}

/** How a suite makes its cases smaller. */
export interface Reducing {
  /** No request more is worth it. */
  readonly isSpent?: () => boolean;
  /** Whether the case fails by this one request, and the request may be made smaller. */
  readonly isReducible: (request: WireRequest) => boolean;
  /** Asks about one smaller input after the other. */
  readonly search: (decided: Decided, search: SmallerSearch) => Promise<unknown>;
  /** Runs the case, under this id, with a smaller input; undefined if no request can carry it, or it is of another class. */
  readonly fire: (
    decided: Decided,
    smaller: { readonly input: JsonObject; readonly id: string },
  ) => Promise<CaseOutcome> | undefined;
}

export interface ReduceFailureOptions {
  readonly contract: Contract;
  readonly outcome: CaseOutcome;
  readonly collector: Collector;
  readonly reducing: Reducing;
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
  const { contract, outcome, collector, reducing, mustStop } = options;
  const position = collector.indexOf(judgement.requirement);
  const request = decidingRequest(options, judgement);
  if (position === undefined || request === undefined) return undefined;
  const { operation, input } = classify(contract, request);
  if (operation === undefined || input === undefined) return undefined;
  const decided = { judgement, request, operation, input };
  const budget = collector.beginReduction(position);
  if (budget <= 0) return undefined;
  let requests = 0;
  let smallest: CaseOutcome | undefined;
  const stillFails = async (candidate: JsonObject): Promise<boolean> => {
    // Leaves something for another attempt.
    if ((smallest === undefined && requests >= HOPELESS) || mustStop() || reducing.isSpent?.() === true) return false;
    const fired = reducing.fire(decided, { input: candidate, id: `${outcome.case.id}/reduced-${requests + 1}` });
    if (fired === undefined) return false;
    requests += 1;
    const result = await fired;
    const judged = result.judgements.find(({ requirement }) => requirement === judgement.requirement);
    const same = judged?.verdict === "fail" && statusOf(result, judged) === statusOf(outcome, judgement);
    if (same) smallest = result;
    return same;
  };
  await reducing.search(decided, { stillFails, budget, salt: outcome.case.id });
  const reduced = smallest as CaseOutcome | undefined;
  collector.endReduction(position, { requests, found: reduced !== undefined });
  if (reduced === undefined) return undefined;
  const shown = reduced.judgements.find((each) => each.requirement === judgement.requirement) ?? judgement;
  const toBytes = reduced.exchanges.at(shown.exchange ?? -1)?.request.body?.length ?? 0;
  const sizes = { fromBytes: request.body?.length ?? 0, toBytes };
  const result = collector.result({ ...reduced, case: outcome.case }, shown, { requests, ...sizes });
  return { type: "reduced", requirement: position, result };
}

/** The request whose answer was decisive. Undefined if it took a whole time-out, since it would take as long each time. */
function decidingRequest(
  { outcome, reducing }: ReduceFailureOptions,
  { exchange }: Judgement,
): WireRequest | undefined {
  const deciding = outcome.exchanges.at(exchange ?? -1);
  if (deciding === undefined || !reducing.isReducible(deciding.request)) return undefined;
  return deciding.failure?.kind === "timeout" ? undefined : deciding.request;
}

/** Whether there is much to gain: what is drawn may be large, and what is at a limit where its body is. */
export function isWorthReducing({ kind }: Pick<CaseLabel, "kind">, { body }: WireRequest, isDrawn = false): boolean {
  if (RANDOM_KINDS.includes(kind)) return true;
  return (kind === "boundary" || isDrawn) && (body?.length ?? 0) > LARGE;
}

/** The status of the decisive answer; undefined if there was none. */
function statusOf({ exchanges }: CaseOutcome, { exchange }: Judgement): number | undefined {
  return exchanges.at(exchange ?? -1)?.response?.status;
}

/** What a request is expected to get, and what it breaks. */
export function classKey({ expectation, violations }: Classification): string {
  return `${expectation} ${[...new Set(violations.map(constraintKey))].sort().join(" ")}`;
}
