import { describe, expect, test } from "@jest/globals";
import { parseDocument } from "yaml";
import { settingsValue } from "#cli/files/reading/yaml-settings.ts";

const valueOf = (text: string): unknown => settingsValue(parseDocument(text), "settings.yaml");

test("an empty document has no value", () => {
  expect(valueOf("")).toBeUndefined();
  expect(valueOf("# nothing\n")).toBeUndefined();
});

test("aliases of a few places are read", () => {
  expect(valueOf("a: &x [1]\nb: *x")).toEqual({ a: [1], b: [1] });
});

describe("aliases without an end are refused in one line that names the file", () => {
  const doubling = Array.from({ length: 30 }, (_, at) => `x${at}: &x${at} [*x${at - 1}, *x${at - 1}]`).join("\n");

  test.each([
    ["a list that holds itself", "a: &a [*a]"],
    ["an object that holds itself", "a: &a { b: *a }"],
    ["each twice the one before", `x-1: &x-1 [1]\n${doubling}`],
  ])("%s", (_what, text) => {
    const message = "settings.yaml: its YAML aliases have no end; write it without aliases";
    expect(() => valueOf(text)).toThrow(expect.objectContaining({ name: "UsageError", message }));
  });
});
