import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import type { Symptom } from "./symptom.ts";

/** What leads to the next page, in the answer that gives it and in the query that asks for the page. */
const NEXT_TOKEN = "nextToken";

/** The page by whose token a page was asked for and refused; undefined where no answer of the case gave the token. */
export function pageOfRefusedToken({ answer, example }: Symptom): JsonObject | undefined {
  const deciding = example && decidingExchange(example);
  if (deciding === undefined || answer === undefined || answer.status < 400) return undefined;
  const sent = new URLSearchParams(deciding.request.path.split("?")[1]).get(NEXT_TOKEN);
  const given = example?.exchanges.map(({ response }) => parsedJson(response?.body.text)) ?? [];
  return given.filter(isJsonObject).find((json) => sent !== null && json[NEXT_TOKEN] === sent);
}
