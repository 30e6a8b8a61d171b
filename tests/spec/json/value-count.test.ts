import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { readRecordingFile } from "#cli/files/reading/read-recording.ts";
import { readScore } from "#cli/commands/diff.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { hasManyValues, hasManyYamlValues, JSON_VALUES, YAML_VALUES } from "#spec/json/value-count.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

const manyValues = (text: string): boolean => hasManyValues(Buffer.from(text));

test("lists, objects and their members are counted, and what stands in texts is not", () => {
  const lists = "[".repeat(JSON_VALUES / 4);
  expect(manyValues(lists)).toBe(false);
  expect(manyValues(`${lists}[`)).toBe(true);
  expect(manyValues(`[${"1,".repeat(JSON_VALUES)}1]`)).toBe(true);
  expect(manyValues(`["${"[".repeat(JSON_VALUES)}"]`)).toBe(false);
  expect(manyValues(`["\\"${"[".repeat(JSON_VALUES)}"]`)).toBe(false);
});

test("so are lines of YAML", () => {
  expect(hasManyYamlValues("- a\n".repeat(YAML_VALUES))).toBe(false);
  expect(hasManyYamlValues("- a\n".repeat(YAML_VALUES + 1))).toBe(true);
});

describe("a small file of values without an end is refused before it is read", () => {
  const many = `{"schemaVersion":1,"requirements":[],"faults":[],"log":{"entries":[]},"x":${"[".repeat(JSON_VALUES / 4)}`;
  test.each<[string, (file: string) => unknown]>([
    ["record", readRecord],
    ["recording", readRecordingFile],
    ["score", readScore],
    ["kill matrix", readKillMatrix],
    ["model", readSpec],
  ])("a %s", (_what, read) =>
    withFolder((folder) => {
      const file = join(folder, "many.json");
      writeFileSync(file, `${many}${"]".repeat(JSON_VALUES / 4)}}`);
      expect(() => read(file)).toThrow(/more than 6 million values; give one of fewer/);
      return Promise.resolve();
    }),
  );

  test("a document of YAML", () =>
    withFolder((folder) => {
      const file = join(folder, "many.yaml");
      writeFileSync(file, `openapi: 3.1.0\nx:\n${"- {}\n".repeat(YAML_VALUES)}`);
      expect(() => readSpec(file)).toThrow(/more than 400000 values/);
      return Promise.resolve();
    }));
});
