import type { Redactor } from "../../../endpoint/redact.ts";
import type { RunEvent } from "../../record/events.ts";
import type { CaseResult } from "../../record/record.ts";

type Text = Redactor["text"];

/**
 * The same event without secrets in any text of it, names of members included: whatever an endpoint said passes here
 * before it is recorded. Exchanges have passed the redactor as bytes, when they became evidence; of what a run starts
 * with, only the target and the options come from outside.
 */
export function redactedEvent(event: RunEvent, { text }: Pick<Redactor, "text">): RunEvent {
  switch (event.type) {
    case "started":
      return { ...event, run: withTexts(event.run, text), target: withTexts(event.target, text) };
    case "case":
      return { ...event, kept: event.kept.map(([requirement, result]) => [requirement, redactedResult(result, text)]) };
    case "reduced":
      return { ...event, result: redactedResult(event.result, text) };
    case "ended": {
      // Whoever removes what is left needs its name, even at a target that gives it out as an activation's id too.
      const left = event.clusters.left.map((each) => ({ ...each, reason: text(each.reason) }));
      const redacted = withTexts(event, text);
      return { ...redacted, clusters: { ...redacted.clusters, left } };
    }
    default:
      return withTexts(event, text);
  }
}

function redactedResult({ exchanges, ...rest }: CaseResult, text: Text): CaseResult {
  return { ...withTexts(rest, text), exchanges };
}

/** The same data, each text and each member's name passed through. */
function withTexts<Data>(data: Data, text: Text): Data {
  return mapped(data, text) as Data;
}

function mapped(value: unknown, text: Text): unknown {
  if (typeof value === "string") return text(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapped(each, text));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [text(name), mapped(each, text)]));
}
