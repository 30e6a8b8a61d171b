import type { Pages } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { ShownAnswer } from "#suites/record/readings/read-evidence.ts";
import type { Words } from "./same-request.ts";

/** An answer of this run beside that of another to the same request. */
export interface AnswerPair {
  readonly theirs: ShownAnswer;
  readonly ours: ShownAnswer;
  /** The other run's words, in this run's. */
  readonly words: Words;
  /** What was sent, in lower case: an error may repeat it. */
  readonly sent: ReadonlySet<string>;
  /** Of the operation's success. */
  readonly schema?: JsonSchema | undefined;
  /** Of an operation that lists. */
  readonly pages?: Pages | undefined;
}
