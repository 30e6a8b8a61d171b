import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { wanting, type Finding } from "#suites/oracles/finding.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { echoFinding, isEchoed } from "./echo.ts";

interface ShownByDefault {
  /** By pointer into the input and into what is shown. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
  readonly input: JsonObject;
  readonly shown: JsonObject;
  /** Where the answer shows the resource. */
  readonly shows: string;
}

/**
 * Whether what was not sent is shown as the documentation says; one that is left out is not said to be otherwise.
 * Undefined where all of it was sent.
 */
export function defaultsFinding({ defaults, input, shown, shows }: ShownByDefault): Finding | undefined {
  const due = Object.entries(defaults).filter(([at]) => valueAt(input, at) === undefined);
  if (due.length === 0) return undefined;
  const found = due
    .map(([at, sent]) => ({ at, sent, shown: valueAt(shown, at) }))
    .filter((one) => !isEchoed(one.sent, one.shown));
  const finding = wanting(echoFinding(found, "the defaults", shows), asSent(found, shows));
  const isLeftOut = found.length > 0 && found.every((one) => (one.shown ?? null) === null);
  return isLeftOut ? { ...finding, grade: "tolerated", alternative: "left out" } : finding;
}
