import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import type { Symptom } from "#reports/model/causes/symptom.ts";

/** Every failing case of these symptoms sent one and the same number of items of a member. */
export function isOfOneCount(groups: readonly { readonly symptoms: readonly Symptom[] }[], member: string): boolean {
  const sent = failingRequests(groups.flatMap(({ symptoms }) => symptoms));
  const counts = new Set(sent.map((each) => each && itemsSent(each, member)));
  return counts.size === 1 && !counts.has(undefined);
}

/** Every failing case of these symptoms sent null for a member. */
export function isOfNull(symptoms: readonly Symptom[], member: string): boolean {
  const bodies = failingRequests(symptoms).map((each) => parsedJson(each?.request.body?.text));
  return bodies.length > 0 && bodies.every((body) => isJsonObject(body) && body[member] === null);
}

/** The exchanges that decided the failing cases. */
function failingRequests(symptoms: readonly Symptom[]): (Evidence | undefined)[] {
  const requirements = symptoms.map(({ requirement }) => requirement);
  return requirements.flatMap(({ cases, verdict }) =>
    cases.filter((one) => one.verdict === verdict).map(decidingExchange),
  );
}

/** The items of a list, or the entries of a map, in a body or a query; undefined where the member is neither. */
function itemsSent({ request }: Evidence, member: string): number | undefined {
  const inQuery = new URLSearchParams(request.path.split("?")[1]).getAll(member).length;
  if (inQuery > 0) return inQuery;
  const body = parsedJson(request.body?.text);
  return isJsonObject(body) ? sizeOf(body[member]) : undefined;
}

function sizeOf(value: JsonValue | undefined): number | undefined {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
