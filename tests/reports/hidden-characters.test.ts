import { expect, test } from "@jest/globals";
import { render } from "#cli/run/results/output.ts";
import { type Format, FORMATS } from "#cli/run/run-flags.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { failing } from "./records.ts";

/** What a target says, in each text of a record: a colour of eight bits, an override, line ends of other sorts. */
const SAID = "\u009b31m\u202e\u2028\u0085";

const hidden = JSON.parse(JSON.stringify(failing).replaceAll("InvalidParameterException", SAID)) as RunRecord;

/** Nothing that a target said stands in them. */
const SILENT: readonly Format[] = ["badge"];

test.each(FORMATS)("%s shows by their numbers what a terminal would obey or hide", (format) => {
  const text = render(hidden, format);
  const shown = [String.raw`\u009b`, String.raw`\u202e`, String.raw`\u2028`, String.raw`\u0085`];
  expect(shown.filter((number) => text.includes(number))).toEqual(SILENT.includes(format) ? [] : shown);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});
