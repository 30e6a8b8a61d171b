import { valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";

/** The answer that decided; of a list, each of its pages. */
export function decidingAnswers(example: CaseResult | undefined): readonly Evidence[] {
  const deciding = example === undefined ? undefined : decidingExchange(example);
  if (example === undefined || deciding === undefined) return [];
  if (example.judgement.condition?.list === undefined) return [deciding];
  const target = targetOf(deciding);
  return example.exchanges.filter((each) => targetOf(each) === target);
}

function targetOf({ request }: Evidence): string {
  return `${request.method} ${request.path.split("?", 1)[0] ?? ""}`;
}

/** The type of a member of an answer, such as `object`; of a list, those of its items, such as `list of string`. */
export function formsAt({ response }: Evidence, member: string): readonly string[] {
  const json = parsedJson(response?.body.text);
  const value = json === undefined ? undefined : valueAt(json, member);
  if (!Array.isArray(value)) return [typeShown(value)];
  return value.length === 0 ? ["list of nothing"] : [...new Set(value.map((item) => `list of ${typeShown(item)}`))];
}

/** In a word of JSON's own, `list` for an array; `nothing` for null, too. */
export function typeShown(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (isJsonObject(value)) return "object";
  return Array.isArray(value) ? "list" : typeof value;
}
