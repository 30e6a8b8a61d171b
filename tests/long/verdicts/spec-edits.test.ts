import { describe, test } from "@jest/globals";
import { sizes } from "#tests/helpers/soak.ts";
import { expectToFail, SPEC_EDITS } from "#tests/suites/run/whole/spec-edits.ts";

describe("the contract drives everything: an edit of it changes one verdict on an unchanged server, and no other", () => {
  test.each(Object.entries(SPEC_EDITS).slice(0, sizes(1, 4)))("%s", (_what, edited) => expectToFail(edited, []));
});
