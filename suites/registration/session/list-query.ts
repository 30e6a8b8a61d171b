import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { LISTING } from "#spec/registration/registered-cluster.ts";
import { clusterPages } from "#spec/registration/contract-words.ts";

/** Which clusters are requested from a list, and how many per page. */
export interface ListQuery {
  /** Also registered ones. */
  readonly all?: boolean;
  readonly size?: number | undefined;
  /** The token from the page before. */
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
