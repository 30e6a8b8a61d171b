import type { JsonObject } from "#spec/json/json.ts";
import { textAt } from "#spec/models/json-members.ts";
import type { ModelOperation } from "#spec/models/service-model.ts";

/** An entry of `paginators-1.json`. Several tokens side by side are left out: no restJson1 service needs them. */
export function botocorePages(entry: JsonObject): Pick<ModelOperation, "pages"> {
  const inputToken = textAt(entry, "input_token");
  const outputToken = textAt(entry, "output_token");
  if (inputToken === undefined || outputToken === undefined) return {};
  return {
    pages: { inputToken, outputToken, items: textAt(entry, "result_key"), pageSize: textAt(entry, "limit_key") },
  };
}
