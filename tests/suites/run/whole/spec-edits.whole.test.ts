import { describe, test } from "@jest/globals";
import { expectToFail, SPEC_EDITS } from "./spec-edits.ts";

// Whether the edits change anything else: tests/long/verdicts/spec-edits.test.ts.
describe("the contract drives everything: an edit of it changes the verdict on an unchanged server", () => {
  test.each(Object.entries(SPEC_EDITS))("%s", (_what, edited) =>
    expectToFail(edited, ["register.route", ...edited.about]),
  );
});
