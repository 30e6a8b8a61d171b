import type { Cause } from "#reports/model/causes/cause.ts";
import type { Reason } from "#reports/model/causes/why-it-matters.ts";

/** A cause in words. */
export interface CauseWords extends Pick<Cause, "kind" | "id" | "title" | "mend"> {
  readonly reason: Reason;
}

/** What is told of a group, but for its kind and id. */
export type ToldWords = Omit<CauseWords, "kind" | "id">;
