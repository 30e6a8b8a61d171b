import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import type { CaseEvent, PlannedRequirement, RunEvent } from "#suites/record/events.ts";
import type { LikenessMeter } from "#suites/likeness/likeness-meter.ts";
import { EVIDENCE_BYTES } from "./to-evidence.ts";
import { decisiveOnly, keptExchanges } from "./kept-exchanges.ts";
import { type CaseResult, type Expectation, type Judgement, KEPT_FAILURES } from "#suites/record/record.ts";
import { isWorse, worst, type Verdict } from "#suites/record/verdicts/verdict.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { Exchange } from "#protocol/exchange.ts";
import { wantsRefusal } from "#suites/record/condition.ts";

/**
 * A judgement of an answer that should have been a refusal, as another one of the case says of the same request, whenever it
 * was sent: what else it asks for holds of any refusal.
 */
export function asRefusalDue(
  { judgements, exchanges }: Pick<CaseOutcome, "judgements" | "exchanges">,
  judgement: Judgement,
): Judgement {
  const { condition } = judgement;
  if (condition === undefined || wantsRefusal(judgement)) return judgement;
  const textOf = ({ exchange = -1 }: Judgement): string => requestText(exchanges[exchange]);
  const isRefusalDue = judgements.some((one) => wantsRefusal(one) && textOf(one) === textOf(judgement));
  return isRefusalDue ? { ...judgement, condition: { ...condition, ofSuccess: true } } : judgement;
}

function requestText(exchange: Exchange | undefined): string {
  const { method = "", path = "", body } = exchange?.request ?? {};
  return [method, path, Buffer.from(body ?? []).toString("latin1")].join("\n");
}

/** Requests for making the failures of one requirement smaller, and tries at it. */
const REDUCTION_REQUESTS = 30;
const REDUCTION_TRIES = 2;

interface ResultForm {
  /** With all exchanges that are kept of a case. */
  readonly isWhole: boolean;
  readonly reduced?: CaseResult["reduced"];
}

export interface CollectorOptions {
  readonly requirements: readonly PlannedRequirement[];
  readonly emit: (event: RunEvent) => void;
  /** An exchange as the record keeps it, without its secrets. */
  readonly evidenceOf: (exchange: Exchange) => Evidence;
  readonly likeness?: Pick<LikenessMeter, "judge"> | undefined;
  /** What the contract says of a request. */
  readonly expectationOf: (exchange: Exchange) => Expectation;
}

/** Turns case outcomes into events; decides what evidence is kept, so that memory does not grow with cases. */
export class Collector {
  readonly #options: CollectorOptions;
  /** Index of each requirement that is not left out, by its id. */
  readonly #indices: ReadonlyMap<string, number>;
  /** By index of the requirement: judgements so far that were no pass. */
  readonly #notPassed = new Map<number, number>();
  readonly #failedCases = new Map<number, number>();
  /** Index, kind of case and verdict: the first of each is kept, since another kind replays in another way. */
  readonly #failedKinds = new Set<string>();
  readonly #exemplars = new Set<number>();
  /** Requests left for making failures of a requirement smaller, and tries. */
  readonly #reductions = new Map<number, { readonly requests: number; readonly tries: number }>();
  readonly judged = new Set<number>();
  cases = 0;
  /** Requests that were sent to make failures smaller. */
  reducingRequests = 0;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#indices = new Map(
      options.requirements.flatMap(({ id, excluded }, index) => (excluded === undefined ? [[id, index]] : [])),
    );
  }

  indexOf(requirement: string): number | undefined {
    return this.#indices.get(requirement);
  }

  /** Cases in which a requirement has failed so far. */
  failuresOf(requirement: string): number {
    return this.#failedCases.get(this.indexOf(requirement) ?? -1) ?? 0;
  }

  add(outcome: CaseOutcome, requests: number): CaseEvent {
    const compared = this.#options.likeness?.judge(outcome) ?? [];
    const byIndex = this.#worstByRequirement([...outcome.judgements, ...compared]);
    const tally: [number, Verdict][] = [];
    const keeping: [number, Judgement][] = [];
    for (const [index, judgement] of byIndex) {
      this.judged.add(index);
      tally.push([index, judgement.verdict]);
      if (judgement.verdict === "fail") this.#failedCases.set(index, (this.#failedCases.get(index) ?? 0) + 1);
      if (this.#keeps(index, judgement, outcome)) keeping.push([index, judgement]);
    }
    const kept = keeping.map(([index, judgement]): [number, CaseResult] => [
      index,
      // What passed needs no more than the answer that decided it.
      this.#resultOf(outcome, judgement, { isWhole: judgement.verdict !== "pass" }),
    ]);
    const verdict = worst(tally.map(([, each]) => each));
    this.cases += 1;
    const { id, kind, requirements, operation } = outcome.case;
    const varied = this.#variedIn(outcome, tally);
    const event: CaseEvent = {
      type: "case",
      id,
      kind,
      verdict,
      ms: Math.round(outcome.ms),
      requests,
      operation,
      about: requirements.flatMap((requirement) => this.indexOf(requirement) ?? []),
      tally,
      kept,
      varied,
    };
    this.#options.emit(event);
    return event;
  }

  /**
   * Begins to make a failure of a requirement smaller: resolves to the requests there are for it, 0 for none. A second
   * try is for the case that the first one came to nothing; both share the requests.
   */
  beginReduction(index: number): number {
    const { requests, tries } = this.#reductions.get(index) ?? { requests: REDUCTION_REQUESTS, tries: REDUCTION_TRIES };
    if (tries === 0) return 0;
    this.#reductions.set(index, { requests, tries: tries - 1 });
    return requests;
  }

  endReduction(index: number, { requests, found }: { readonly requests: number; readonly found: boolean }): void {
    this.reducingRequests += requests;
    const left = this.#reductions.get(index);
    if (left === undefined) return;
    const rest = { requests: left.requests - requests, tries: left.tries };
    this.#reductions.set(index, found || rest.requests <= 0 ? { requests: 0, tries: 0 } : rest);
  }

  result(outcome: CaseOutcome, judgement: Judgement, reduced?: CaseResult["reduced"]): CaseResult {
    return this.#resultOf(outcome, judgement, { isWhole: true, reduced });
  }

  #resultOf(outcome: CaseOutcome, judgement: Judgement, { isWhole, reduced }: ResultForm): CaseResult {
    const { expectationOf, evidenceOf } = this.#options;
    const kept = keptExchanges(outcome.exchanges, judgement.exchange, judgement.verdict === "fail");
    const { shown, decisive, leftOut } = isWhole ? kept : decisiveOnly(kept);
    const shownExchange = shown[decisive];
    // Takes note of the secrets in the bodies, which the words quote: those are taken out of the event.
    const evidence = shown.map((exchange) => ({
      ...evidenceOf(exchange),
      signing: outcome.signings.get(exchange),
    }));
    return {
      id: outcome.case.id,
      kind: outcome.case.kind,
      summary: reduced === undefined ? outcome.case.summary : `${outcome.case.summary}, made smaller`,
      expectation: shownExchange === undefined ? "unspecified" : expectationOf(shownExchange),
      verdict: judgement.verdict,
      judgement: { ...asRefusalDue(outcome, judgement), exchange: decisive },
      exchanges: evidence,
      exchangesLeftOut: leftOut > 0 ? leftOut : undefined,
      reduced,
    };
  }

  /** What failed in an earlier round, and not in the one that counts. */
  #variedIn({ passed = [] }: CaseOutcome, tally: CaseEvent["tally"]): number[] | undefined {
    const failing = new Set(tally.flatMap(([index, verdict]) => (verdict === "fail" ? [index] : [])));
    const before = passed.flatMap(({ judgements }) => [...this.#worstByRequirement(judgements)]);
    const varied = before.flatMap(([index, { verdict }]) => (verdict === "fail" && !failing.has(index) ? [index] : []));
    return varied.length === 0 ? undefined : [...new Set(varied)];
  }

  #worstByRequirement(judgements: readonly Judgement[]): Map<number, Judgement> {
    const byIndex = new Map<number, Judgement>();
    for (const judgement of judgements) {
      const index = this.indexOf(judgement.requirement);
      if (index === undefined) continue;
      const before = byIndex.get(index);
      if (before === undefined || isWorse(judgement.verdict, before.verdict)) byIndex.set(index, judgement);
    }
    return byIndex;
  }

  #keeps(index: number, judgement: Judgement, outcome: CaseOutcome): boolean {
    if (judgement.verdict === "pass") {
      if (this.#exemplars.has(index) || !isExample(judgement, outcome)) return false;
      this.#exemplars.add(index);
      return true;
    }
    const kind = `${index} ${outcome.case.kind} ${judgement.verdict}`;
    const isFirstOfKind = !this.#failedKinds.has(kind);
    this.#failedKinds.add(kind);
    const before = this.#notPassed.get(index) ?? 0;
    this.#notPassed.set(index, before + 1);
    return before < KEPT_FAILURES || isFirstOfKind;
  }
}

/** What holds of every answer is not shown by a request too large to be kept whole. */
function isExample({ requirement, exchange }: Judgement, { case: testCase, exchanges }: CaseOutcome): boolean {
  const { request } = exchanges[exchange ?? exchanges.length - 1] ?? {};
  return testCase.requirements.includes(requirement) || (request?.body?.length ?? 0) <= EVIDENCE_BYTES;
}
