import type { GenerationContext } from "../../generators/schema/context.ts";
import { reduceInput } from "../../generators/reduce/reduce.ts";
import { constraintRequirementId } from "../../spec/derived/constraint.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Case } from "../session/case.ts";
import { runCase, type CaseOutcome } from "./case-runner.ts";
import type { Collector } from "../record/collector.ts";
import { encodeInput } from "../../protocol/encode.ts";
import type { ReducedEvent } from "../record/events.ts";
import type { CaseKind, Judgement } from "../record/record.ts";
import type { RunContext } from "../session/run-context.ts";
import { judgeReply } from "../session/probe.ts";
import { classify, type Classification } from "../oracles/expectation.ts";

/** Further requests spent on one failure. */
const BUDGET = 30;

/** Boundary cases are as small as they can be already. */
const RANDOM_KINDS: readonly CaseKind[] = ["random", "one-fault"];

export interface ReductionOptions {
  readonly context: RunContext;
  readonly generation: GenerationContext;
  readonly outcome: CaseOutcome;
  readonly collector: Collector;
}

/**
 * Looks for a smaller request that fails a random case's requirement in the same way, once per requirement. Only a
 * request of the same class counts, by its own bytes: the same expectation, the same keyword broken. And only the same
 * status: where nothing is refused, a name that is still taken would be shown as 409 otherwise.
 */
export async function reduceFailure(options: ReductionOptions): Promise<ReducedEvent[]> {
  const { context, outcome, collector } = options;
  const judgement = outcome.judgements.find(({ verdict }) => verdict === "fail");
  const request = outcome.lastRequest;
  if (judgement === undefined || request === undefined || !RANDOM_KINDS.includes(outcome.case.kind)) return [];
  const place = collector.placeOf(judgement.requirement);
  const classification = classify(context.contract, request);
  const { operation, input } = classification;
  if (place === undefined || operation === undefined || input === undefined || !collector.mayReduce(place)) return [];
  const trial = new ReductionTrial(options, classification, judgement);
  const stillFails = (candidate: JsonObject): Promise<boolean> => trial.fails(candidate);
  await reduceInput(operation.input, options.generation, { input, stillFails, budget: BUDGET, salt: outcome.case.id });
  if (trial.smallest === undefined) return [];
  const sizes = { fromBytes: request.body?.length ?? 0, toBytes: trial.smallest.lastRequest?.body?.length ?? 0 };
  const shown = trial.smallest.judgements.find((each) => each.requirement === judgement.requirement) ?? judgement;
  const result = collector.result({ ...trial.smallest, case: outcome.case }, shown, {
    requests: trial.requests,
    ...sizes,
  });
  return [{ type: "reduced", requirement: place, result }];
}

/** Sends candidates and remembers the smallest one that fails as the original did. */
class ReductionTrial {
  readonly #options: ReductionOptions;
  readonly #class: Classification;
  readonly #judgement: Judgement;
  requests = 0;
  smallest: CaseOutcome | undefined;

  constructor(options: ReductionOptions, classification: Classification, judgement: Judgement) {
    this.#options = options;
    this.#class = classification;
    this.#judgement = judgement;
  }

  async fails(candidate: JsonObject): Promise<boolean> {
    const { context, outcome } = this.#options;
    const { operation } = this.#class;
    const request = operation === undefined ? undefined : encodeInput(operation, candidate);
    if (operation === undefined || request === undefined) return false;
    const now = classify(context.contract, request);
    if (classKey(now) !== classKey(this.#class)) return false;
    this.requests += 1;
    const trial: Case = {
      ...outcome.case,
      id: `${outcome.case.id}/reduced-${this.requests}`,
      run: async (session) => {
        const reply = await session.send(request);
        session.judge(this.#judgement.requirement, await judgeReply(session, operation, reply, now));
      },
    };
    const result = await runCase(context, trial);
    const judged = result.judgements.find(({ requirement }) => requirement === this.#judgement.requirement);
    const same = judged?.verdict === "fail" && statusOf(result, judged) === statusOf(outcome, this.#judgement);
    if (same) this.smallest = result;
    return same;
  }
}

/** The status of the answer that decided; undefined when there was none. */
function statusOf({ exchanges }: CaseOutcome, { exchange }: Judgement): number | undefined {
  return exchanges.at(exchange ?? -1)?.response?.status;
}

function classKey({ expectation, violations, operation }: Classification): string {
  const broken = violations.map((violation) =>
    constraintRequirementId(operation?.prefix ?? "", { ...violation, side: "reject" }),
  );
  return `${expectation} ${[...new Set(broken)].sort().join(" ")}`;
}
