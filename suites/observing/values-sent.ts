import type { JsonValue } from "#spec/json/json.ts";
import { jsonOf } from "#suites/record/readings/read-evidence.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";

/** Parts of the path and strings of the body, in lower case: an error may repeat them, and nobody else is to look for them. */
export function valuesSent({ path, body }: Evidence["request"]): ReadonlySet<string> {
  const strings: string[] = path.split(/[/?&=]/);
  const visit = (value: JsonValue | undefined): void => {
    if (typeof value === "string") strings.push(value);
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) visit(part);
  };
  if (body !== undefined) visit(jsonOf(body));
  return new Set(strings.map((each) => each.toLowerCase()));
}
