import { expect, test } from "@jest/globals";
import { annotationsOf, errorCommand } from "#cli/action/annotations.ts";
import { failing } from "#tests/reports/records.ts";

test("an error cannot end its line and begin another command", () => {
  const line = errorCommand("a", "one\n::set-output name=x::y\r\n::stop-commands::z");
  expect(line.split(/[\r\n]/)).toHaveLength(1);
});

test("a title cannot end its property", () => {
  expect(errorCommand("a,file=b::c", "d")).toBe("::error title=a%2Cfile=b%3A%3Ac::d");
});

test("percent signs stay what they are", () => {
  expect(errorCommand("t", "100%0A")).toBe("::error title=t::100%250A");
});

test("bidirectional characters are shown by their names", () => {
  expect(errorCommand("t", "a\u202eb")).toBe("::error title=t::a\\u202eb");
});

test("no more than the runner shows", () => {
  const [first] = failing.requirements.filter(({ verdict }) => verdict === "fail");
  if (first === undefined) throw new Error("the sample has no failure");
  const many = Array.from({ length: 30 }, () => first);
  expect(annotationsOf({ ...failing, requirements: many })).toHaveLength(10);
});
