import { isJsonObject, type JsonObject } from "../../spec/json/json.ts";
import type { Reply } from "../../protocol/reply.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { objectWith } from "../record/condition.ts";
import { check, wanting } from "./finding.ts";
import type { Judge } from "./judge.ts";

/**
 * What no page of a list may show, whoever asked for it: another status of success, a name twice, or a connected cluster
 * where none was asked for.
 */
export function judgeList(reply: Reply, query: JsonObject, isConnected: (name: string) => boolean, judge: Judge): void {
  if (reply.status !== 200) {
    const accepted = check(false, "200 with a JSON object", describeReply(reply));
    judge("list.valid", wanting(accepted, { answers: [objectWith(200)] }));
  }
  const clusters = isJsonObject(reply.json) ? reply.json["clusters"] : undefined;
  if (!Array.isArray(clusters)) return;
  const names = clusters.filter((name) => typeof name === "string");
  if (new Set(names).size < names.length) judge("list.paging", check(false, "no name twice on a page", "one twice"));
  const include = query["include"] ?? [];
  if (Array.isArray(include) && include.length > 0) return;
  if (!names.some(isConnected)) return;
  judge("list.excludes-connected", check(false, "a list that does not name the cluster", "a list with it"));
}
