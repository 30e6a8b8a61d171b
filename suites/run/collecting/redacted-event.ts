import type { Redactor } from "../../../endpoint/redact.ts";
import type { RunEvent } from "../../record/events.ts";

/** The same event, but that no reason in it says a secret again. What a collector made has passed the redactor before. */
export function redactedEvent(event: RunEvent, { text }: Pick<Redactor, "text">): RunEvent {
  switch (event.type) {
    case "started":
    case "recipe":
    case "case":
    case "reduced":
      return event;
    case "operation": {
      const { operation } = event;
      return { ...event, operation: { ...operation, reason: operation.reason && text(operation.reason) } };
    }
    case "idle":
      return { ...event, reason: text(event.reason) };
    case "ended": {
      const left = event.clusters.left.map((each) => ({ ...each, reason: text(each.reason) }));
      return { ...event, clusters: { ...event.clusters, left } };
    }
  }
}
