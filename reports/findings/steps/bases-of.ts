import { perObject } from "#spec/kept-per-object.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import { wantsRefusal } from "#suites/record/condition.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, OperationResult, RunRecord } from "#suites/record/record.ts";
import { bystanderOf } from "#reports/findings/bystander.ts";
import { fits } from "./path-template.ts";
import { isSameExchange } from "./steps-before.ts";
import { type Step, unsendable } from "./steps.ts";

/**
 * What may go before a request that is to be refused, the best first: a plain request of the same operation, or one that
 * makes what the operation is about. A target that refuses those, too, says nothing by refusing this one. None where a
 * step before is such a request.
 */
export function basesOf(record: RunRecord, example: CaseResult, steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1)?.evidence;
  const operation = last && operationOf(record, last);
  // A wrong signature has the right one for its base.
  if (operation === undefined || last?.signing !== undefined || !wantsRefusal(example.judgement)) return [];
  const isBase = ({ evidence }: Step): boolean => succeeded(evidence) && operationOf(record, evidence) === operation;
  if (steps.slice(0, -1).some(isBase)) return [];
  const others = isService(record) ? makingOfKind(record, operation) : [bystanderOf(record, steps)?.evidence];
  const all = [...(last?.request.method === "GET" ? plainOf(record, operation) : []), ...others];
  const bases = all.filter((one) => one !== undefined && !steps.some(({ evidence }) => isSameExchange(evidence, one)));
  return bases.flatMap((evidence) =>
    evidence === undefined ? [] : [{ number: 0, evidence, isGround: true, isRemovedFirst: true }],
  );
}

function decisiveOf({ exchanges, judgement }: CaseResult): Evidence | undefined {
  return exchanges.at(judgement.exchange ?? -1);
}

function operationOf({ operations }: RunRecord, { request }: Evidence): OperationResult | undefined {
  return operations.find(({ method, path }) => method === request.method && fits(path, request.path));
}

function succeeded({ response }: Evidence): boolean {
  return response !== undefined && response.status < 300;
}

/** What is one of a few names may be gone too late to be made again. */
function makingOfKind({ recipes = [] }: RunRecord, { resource }: OperationResult): readonly Evidence[] {
  return recipes.filter(({ kind, fixed }) => kind === resource && !fixed).map(({ made }) => made);
}

/** Reads that had to be accepted, and were: of what the run made for all cases, or of nothing by name. */
function plainOf(record: RunRecord, operation: OperationResult): readonly Evidence[] {
  const isPlain = ({ kind }: CaseResult): boolean => kind === "control" || !operation.path.includes("{");
  return acceptedIn(record).flatMap((one) => {
    const evidence = decisiveOf(one);
    const isIt = evidence !== undefined && isPlain(one) && operationOf(record, evidence) === operation;
    return isIt && succeeded(evidence) && unsendable(evidence) === undefined ? [evidence] : [];
  });
}

const acceptedIn = perObject(({ requirements }: RunRecord): readonly CaseResult[] => {
  const accepted = requirements.flatMap(({ cases }) => cases).filter(isAccepted);
  return accepted.toSorted((a, b) => pathLength(a) - pathLength(b));
});

function isAccepted({ expectation, verdict }: CaseResult): boolean {
  return expectation === "must-accept" && verdict === "pass";
}

function pathLength(example: CaseResult): number {
  return decisiveOf(example)?.request.path.length ?? 0;
}
