import type { Redactor } from "#endpoint/redaction/redactor.ts";
import type { RunEvent } from "#suites/record/events.ts";
import type { CaseResult } from "#suites/record/record.ts";

/**
 * The same event without secrets in any text of it, names of members included: whatever an endpoint said passes here
 * before it is recorded. Exchanges have passed the redactor as bytes, when they became evidence; of what a run starts
 * with, only the target and the options come from outside.
 */
export function redactedEvent(event: RunEvent, { value }: Pick<Redactor, "value">): RunEvent {
  switch (event.type) {
    case "started":
      return { ...event, run: value(event.run), target: value(event.target) };
    case "case":
      return {
        ...event,
        kept: event.kept.map(([requirement, result]) => [requirement, redactedResult(result, value)]),
      };
    case "reduced":
      return { ...event, result: redactedResult(event.result, value) };
    case "ended": {
      // Whoever removes what is left needs its name, even at a target that gives it out as an activation's id too.
      const left = event.clusters.left.map((each) => ({ ...each, reason: value(each.reason) }));
      const redacted = value(event);
      return { ...redacted, clusters: { ...redacted.clusters, left } };
    }
    default:
      return value(event);
  }
}

function redactedResult({ exchanges, ...rest }: CaseResult, value: Redactor["value"]): CaseResult {
  return { ...value(rest), exchanges };
}
