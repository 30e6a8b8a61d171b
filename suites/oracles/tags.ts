import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isUnreachable, type Reply } from "../../protocol/answers/reply.ts";
import { isThrottled } from "../../protocol/answers/throttling.ts";
import type { JsonObject, JsonValue } from "../../spec/json/json.ts";
import { objectWith } from "../record/condition.ts";
import type { Finding } from "./finding.ts";
import { sameTags, tagMembers } from "./same-tags.ts";

export interface TagsShown {
  readonly reply: Reply;
  /** JSON pointer of the tags in the answer. */
  readonly at: string;
  /** What stands there; undefined where the answer has no place for it. */
  readonly tags: JsonValue | undefined;
}

/** Whether an answer shows these tags and no others. */
export function judgeTags({ reply, at, tags }: TagsShown, wanted: JsonObject): Finding {
  const condition = { answers: [objectWith(200)], members: tagMembers(at, wanted), settles: true };
  if (reply.status === 200 && tags !== undefined) {
    const finding = sameTags({ at, sent: wanted, whose: "put on it" }, tags);
    return finding.grade === "missed" ? { ...finding, condition } : finding;
  }
  const words = { expected: "200 with the tags of the cluster", received: describeReply(reply) };
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", ...words };
  return { grade: "missed", ...words, condition };
}
