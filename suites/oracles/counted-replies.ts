import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";

/** Answers to requests sent side by side, in words: `once 200, 3 times 409 ConflictException`. */
export function countedReplies(replies: readonly Reply[]): string {
  const counts = new Map<string, number>();
  for (const reply of replies) {
    const words = describeReply(reply);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `${count === 1 ? "once" : `${count} times`} ${words}`).join(", ");
}
