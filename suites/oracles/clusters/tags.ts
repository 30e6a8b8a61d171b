import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, isUnreachable, type Reply } from "#protocol/answers/reply.ts";
import { isThrottled } from "#protocol/answers/throttling.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { holderPointer, valueAt } from "#spec/json/json-pointer.ts";
import { withoutAdded } from "#spec/resources/tag-form.ts";
import { objectWith } from "#suites/record/condition.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { sameTags, tagMembers } from "./same-tags.ts";

/** The tags that a cluster had, one state after the other, those it has now last. */
export type TagStates = readonly JsonObject[];

export interface TagsShown {
  readonly reply: Reply;
  /** JSON pointer of the tags in the answer. */
  readonly at: string;
  /** What stands there; undefined where the answer has no place for it. */
  readonly tags: JsonValue | undefined;
}

/** Whether an answer shows the tags of the last state and no others. */
export function judgeTags(shown: TagsShown, states: TagStates): Finding {
  const { reply, at, tags } = shown;
  const wanted = now(states);
  const condition = { answers: [objectWith(200)], members: tagMembers(at, wanted), settles: isBehind(shown, states) };
  if (reply.status === 200 && tags !== undefined) {
    const finding = sameTags({ at, sent: wanted, whose: "put on it" }, tags);
    return finding.grade === "missed" ? { ...finding, condition } : finding;
  }
  const words = { expected: "200 with the tags of the cluster", received: describeReply(reply) };
  if (isUnreachable(reply) || isThrottled(reply)) return { grade: "unclear", ...words };
  return { grade: "missed", ...words, condition };
}

/**
 * Whether an answer that does not show the tags of now may be one that is behind: it shows nothing but what was there once,
 * or is no success. Tags that the cluster never had, or that stand one level too high, are no lag, nor is another success.
 */
function isBehind({ reply, at, tags }: TagsShown, states: TagStates): boolean {
  if (reply.status !== 200) return !isSuccess(reply);
  if (!isJsonObject(tags)) return false;
  const holder = reply.json === undefined ? undefined : valueAt(reply.json, holderPointer(at));
  if (isJsonObject(holder) && Object.keys(now(states)).some((key) => Object.hasOwn(holder, key))) return false;
  return Object.entries(withoutAdded(tags, states)).every(([key, value]) =>
    states.some((state) => Object.hasOwn(state, key) && state[key] === value),
  );
}

function now(states: TagStates): JsonObject {
  return states.at(-1) ?? {};
}
