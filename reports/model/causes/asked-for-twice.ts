import { isJsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult } from "#suites/record/record.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";

/** Whether the request that decided a case asks for a name that another request of the case asks for as well. */
export function isAskedForTwice(example: CaseResult): boolean {
  const deciding = decidingExchange(example);
  const name = deciding && nameIn(deciding);
  if (deciding === undefined || name === undefined) return false;
  return example.exchanges.some(
    (each) => each !== deciding && nameIn(each) === name && each.request.path === deciding.request.path,
  );
}

function nameIn({ request }: Evidence): string | undefined {
  const body = parsedJson(request.body?.text);
  const name = isJsonObject(body) ? body["name"] : undefined;
  return typeof name === "string" ? name : undefined;
}
