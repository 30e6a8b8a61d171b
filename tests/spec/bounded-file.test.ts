import { closeSync, ftruncateSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { readConfig } from "#cli/config/read-config.ts";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { readExpectations } from "#cli/run/expectations.ts";
import { readJournal } from "#custody/journal/journal.ts";
import { readBounded } from "#spec/bounded-file.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";

/** A file with holes takes no room on a disk. */
function ofSize(file: string, bytes: number): string {
  const descriptor = openSync(file, "w");
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return file;
}

test("a file is read up to its limit", () =>
  withFolder((folder) => {
    const file = join(folder, "a");
    writeFileSync(file, "12345");
    expect(readBounded(file, 5).toString()).toBe("12345");
    expect(() => readBounded(file, 4)).toThrow("it has more than");
    return Promise.resolve();
  }));

test("what says nothing of its size is counted", () => {
  expect(() => readBounded("/dev/zero", 3_000_000)).toThrow("it has more than 3 MB; give one of fewer");
});

describe("one line tells of a file too large", () => {
  const MB = 1_000_000;
  test.each<[string, string, number, (file: string) => unknown]>([
    ["expectations", "e.yaml", MB, readExpectations],
    ["a config", "c.yaml", MB, readConfig],
    ["a contract", "spec.yaml", 16 * MB, readSpec],
    ["a record", "run.json", 64 * MB, readRecord],
    ["events", "events.ndjson", 256 * MB, readRecord],
    ["a kill matrix", "selftest.json", 64 * MB, readKillMatrix],
    ["a journal", "journal.ndjson", 256 * MB, readJournal],
  ])("%s", (_, name, limit, read) =>
    withFolder((folder) => {
      const file = ofSize(join(folder, name), limit + 1);
      expect(() => read(file)).toThrow(
        new RegExp(`^.*${name}.*: it has more than ${limit / MB} MB; give one of fewer.*$`),
      );
      return Promise.resolve();
    }),
  );

  test("a model that is small only while it is packed", () =>
    withFolder((folder) => {
      const file = join(folder, "model.json.gz");
      writeFileSync(file, gzipSync(Buffer.alloc(65 * MB, " ")));
      expect(() => readSpec(file)).toThrow(`--spec ${file}: it has more than 16 MB; give one of fewer`);
      return Promise.resolve();
    }));
});
