import type { Cause } from "../cause.ts";
import type { Reason } from "../why-it-matters.ts";

/** A cause in words. */
export interface CauseWords extends Pick<Cause, "kind" | "id" | "title" | "mend"> {
  readonly reason: Reason;
}

/** What is told of a group, but for its kind and id. */
export type ToldWords = Omit<CauseWords, "kind" | "id">;
