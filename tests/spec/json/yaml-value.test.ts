import { expect, jest, test } from "@jest/globals";
import { parseDocument } from "yaml";
import { yamlValue } from "#spec/json/yaml-value.ts";

test("a key that is no text is read without a word of the reader's own, which would quote the file", () => {
  const warn = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  try {
    yamlValue(parseDocument('? ["##vso[task.complete]"]\n: 1\n'));
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
  }
});
