import { expect, test } from "@jest/globals";
import { causeOfEach, headline, telling, weightOf, type Cause, type Witness } from "#reports/model/causes/cause.ts";
import { aCase, aRequirement } from "#tests/reports/producers.ts";

const witness = (id: string, example?: Witness["example"]): Witness => ({ requirement: aRequirement({ id }), example });

function cause(shownBy: readonly Witness[], follows: readonly Witness[] = []): Cause {
  return {
    kind: "pattern",
    id: "x",
    title: "No name is checked",
    mend: "",
    matters: "",
    level: "MUST",
    shownBy,
    follows,
  };
}

const [a, b, c] = [witness("a"), witness("b"), witness("c")];

test("a cause weighs what hangs on it, each requirement once", () => {
  expect(weightOf(cause([a, b], [b, c, c]))).toBe(3);
});

test("its smallest case is the first there is", () => {
  const [early, late] = [witness("d", aCase({ id: "early" })), witness("e", aCase({ id: "late" }))];
  expect(telling(cause([a], [early, late]))).toBe(early);
  expect(telling(cause([a]))).toBeUndefined();
});

test.each([
  [cause([a]), "No name is checked"],
  [cause([a, b]), "No name is checked: 2 requirements"],
  [cause([a, b], [c]), "No name is checked: 3 requirements"],
  [cause([a], [b, c]), "No name is checked: 3 requirements"],
])("its headline says how much hangs on it (%#)", (one, words) => {
  expect(headline(one)).toBe(words);
});

test("a requirement of several causes is told with the first", () => {
  const [first, second] = [cause([a], [b]), cause([b], [c])];
  const causes = causeOfEach([first, second]);
  expect(causes.get("a")).toBe(first);
  expect(causes.get("b")).toBe(first);
  expect(causes.get("c")).toBe(second);
});
