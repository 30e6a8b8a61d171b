import { createHash } from "node:crypto";
import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";

/**
 * What tells the activation of a cluster from that of another of its name, without being of use to anybody who reads
 * it; undefined where the cluster shows none.
 */
export function activationMark(cluster: JsonObject | undefined): string | undefined {
  const config = cluster?.["connectorConfig"];
  const id = isJsonObject(config) ? config["activationId"] : undefined;
  if (typeof id !== "string" || id === "") return undefined;
  return createHash("sha256").update(id).digest("hex").slice(0, 16);
}
