import type { JsonValue } from "../../spec/json/json.ts";
import type { Difference } from "../record/record.ts";
import { check, type Finding } from "./finding.ts";

/** A finding about the value of one member, which differs from run to run. */
export function memberFinding(met: boolean, difference: Difference): Finding {
  return check(met, difference.expected, met ? "such a value" : difference.received, [difference]);
}

export function show(value: JsonValue | undefined): string {
  if (value === undefined) return "absent";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
