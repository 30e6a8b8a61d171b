import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult } from "#suites/record/record.ts";

/** The case that shows why a requirement fails: the first failing one of the record. */
export function failingCase(requirement: RequirementResult): CaseResult | undefined {
  return requirement.cases.find(({ verdict }) => verdict === "fail");
}

/** The case that shows why a requirement got its verdict: the first that got it too, if one was kept. */
export function tellingCase(requirement: RequirementResult): CaseResult | undefined {
  return requirement.cases.find(({ verdict }) => verdict === requirement.verdict);
}

/** The exchange that decided a case: the one its judgement names, else the last. */
export function decidingExchange(one: CaseResult): Evidence | undefined {
  return one.exchanges[one.judgement.exchange ?? one.exchanges.length - 1] ?? one.exchanges.at(-1);
}

/** Milliseconds that the kept exchanges of a requirement took. */
export function keptDuration(requirement: RequirementResult | undefined): number {
  const exchanges = requirement?.cases.flatMap((one) => one.exchanges) ?? [];
  return exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
