import type { JsonObject, JsonValue } from "../../spec/json/json.ts";
import { LISTING } from "../../spec/registration/registered-cluster.ts";
import { clusterPages } from "../../spec/registration/contract-words.ts";

/** Which clusters a list is asked for, and how many on a page. */
export interface ListQuery {
  /** Registered ones too. */
  readonly all?: boolean;
  readonly size?: number | undefined;
  /** What the page before handed out. */
  readonly token?: string;
}

export function listInput({ all = false, size, token }: ListQuery): JsonObject {
  const pages = clusterPages();
  const page: [string, JsonValue | undefined][] = [
    [pages.pageSize, size],
    [pages.inputToken, token],
  ];
  const given = page.flatMap(([name, value]): [string, JsonValue][] => (value === undefined ? [] : [[name, value]]));
  return { ...(all ? LISTING.all : {}), ...Object.fromEntries(given) };
}

/** Whether the input of a list says which clusters are to be listed. */
export function saysScope(query: JsonObject): boolean {
  return Object.keys(LISTING.all).some((member) => {
    const scope = query[member] ?? [];
    return Array.isArray(scope) && scope.length > 0;
  });
}
