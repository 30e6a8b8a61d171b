import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { LISTING, MEMBERS, SHOWN, type ClusterWord } from "#spec/registration/registered-cluster.ts";
import { clusterPages } from "#spec/registration/contract-words.ts";

/** The cluster that an answer shows. */
export function clusterOf({ json }: Pick<Reply, "json">): JsonObject | undefined {
  const cluster = json === undefined ? undefined : valueAt(json, SHOWN);
  return isJsonObject(cluster) ? cluster : undefined;
}

/** A member of a cluster, or of the input that registers it. */
export function shownMember(cluster: JsonObject | undefined, word: ClusterWord): JsonValue | undefined {
  return cluster === undefined ? undefined : valueAt(cluster, MEMBERS[word].at);
}

/** Times as long as a write may take to show: how long a cluster may be shown as being deregistered. No source says. */
export const DEPARTING = 4;

/** It shows a cluster that is being deregistered. */
export function isDeparting(reply: Reply): boolean {
  return isSuccess(reply) && shownMember(clusterOf(reply), "status") === "DELETING";
}

/** The names on a page of a list; undefined if the answer is not such a page. */
export function namesOn({ json }: Pick<Reply, "json">): string[] | undefined {
  const names = json === undefined ? undefined : valueAt(json, LISTING.at);
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : undefined;
}

/** The token that asks for the next page; undefined on the last one. */
export function nextTokenOf({ json }: Pick<Reply, "json">): JsonValue | undefined {
  return isJsonObject(json) ? json[clusterPages().outputToken] : undefined;
}
