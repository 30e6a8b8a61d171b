import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { FaultOutcome, FaultResult } from "#reports/mutations/mutation-report.ts";
import type { AnswerFault, FaultKind } from "#suites/mutations/answer-fault.ts";
import type { ChangedExchange } from "#suites/mutations/changed-round.ts";
import { memberOfPath } from "#suites/mutations/places.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import type { CommandRound } from "./round.ts";

interface ResultParts {
  readonly kind: FaultKind;
  readonly fault: AnswerFault;
  readonly end: CommandRound;
  readonly left: readonly string[];
  readonly redactor: Redactor;
}

/** What became of a fault, as the report has it. */
export function faultResult({ kind, fault, end, left, redactor }: ResultParts): FaultResult {
  const [first] = end.round.changed;
  return {
    id: fault.id,
    kind: kind.id,
    title: kind.title,
    operation: fault.operation ?? "*",
    member: fault.path === undefined ? undefined : memberOfPath(fault.path),
    outcome: outcomeOf(end),
    sentence: redactor.text(kind.gap(fault)),
    exitCode: end.hung ? undefined : end.code,
    durationMs: Math.round(end.durationMs),
    exchange: first === undefined ? undefined : shownExchange(first, redactor),
    left: redactor.value(left),
  };
}

function outcomeOf({ hung, code, round: { changed, wasAskedAgain } }: CommandRound): FaultOutcome {
  if (changed.length === 0) return "not-reached";
  if (hung) return "hung";
  if (code !== 0) return "noticed";
  return wasAskedAgain ? "absorbed" : "survived";
}

/** Redacted as evidence of a run is. */
export function shownExchange(
  { request, before, after }: ChangedExchange,
  redactor: Redactor,
): NonNullable<FaultResult["exchange"]> {
  const evidenceOf = (response: ChangedExchange["before"]) =>
    toEvidence({ request, response, startedAt: 0, durationMs: 0, attempt: 1 }, redactor);
  const given = evidenceOf(after.response);
  return { request: given.request, before: evidenceOf(before).response, after: given.response };
}
