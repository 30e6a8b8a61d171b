import type { JsonValue } from "../../spec/json/json.ts";
import type { Difference } from "../record/record.ts";
import { check, type Finding } from "./finding.ts";

/** A finding about the value of one member, which differs from run to run. */
export function memberFinding(met: boolean, difference: Difference): Finding {
  return check(met, difference.expected, met ? "such a value" : difference.received, [difference]);
}

/** Two values in words. What looks the same is shown by its code units. */
export function toldApart(
  wanted: JsonValue | undefined,
  got: JsonValue | undefined,
): Pick<Difference, "expected" | "received"> {
  const [expected, received] = [show(wanted), show(got)];
  if (expected.normalize("NFKC") !== received.normalize("NFKC")) return { expected, received };
  return { expected: escaped(expected), received: escaped(received) };
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export function show(value: JsonValue | undefined): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
