import { describe, test } from "@jest/globals";
import { isAtHand, type Need } from "./needs.ts";

interface Tests {
  readonly describe: typeof describe.skip;
  readonly test: typeof test.skip;
  /** Tests that run side by side, as `test.concurrent`. */
  readonly together: typeof test.concurrent.skip;
}

/** Jest's own, or its skipping ones where the machine lacks what they need; say-what-is-missing.ts tells of it. */
export function needing(need: Need): Tests {
  return isAtHand(need)
    ? { describe, test, together: test.concurrent }
    : { describe: describe.skip, test: test.skip, together: test.concurrent.skip };
}
