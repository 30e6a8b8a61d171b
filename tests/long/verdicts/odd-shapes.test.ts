import { describe, test } from "@jest/globals";
import { sizes, SOAKING } from "#tests/helpers/soak.ts";
import { planned, WITHOUT_THE_MANY } from "#tests/suites/bundled-contract.ts";
import { expectFindings, ODD_SHAPES } from "#tests/suites/run/whole/odd-shapes.ts";

const ASKED = SOAKING ? planned : WITHOUT_THE_MANY;
const SHAPES = ODD_SHAPES.filter((_, index) => index % sizes(5, 1) === 0);

describe("an odd shape of answer is a finding about the target, never a bug of the suite", () => {
  test.each(SHAPES)("%s", (_what, change, failing) => expectFindings(change, failing, { requirements: ASKED }));
});
