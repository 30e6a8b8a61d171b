import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readRecordingFile } from "#cli/files/reading/read-recording.ts";
import { UsageError } from "#cli/usage-error.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { ALL_RECORDS, failing } from "#tests/reports/records.ts";
import { renderHar } from "#reports/har/har.ts";
import { anEntry } from "#tests/suites/recordings/made-har.ts";

const HAR = JSON.stringify({ log: { version: "1.2", creator: {}, entries: [anEntry({})] } });

const reading = (text: string | Uint8Array, use: (read: () => unknown, file: string) => void) =>
  withFolder((folder) => {
    const file = join(folder, "recording");
    writeFileSync(file, text);
    return Promise.resolve(use(() => readRecordingFile(file), file));
  });

test.each([
  ["as it is", HAR],
  ["with a byte order mark", `\uFEFF${HAR}`],
  ["with white space", `\n${HAR}\n`],
])("a HAR is read %s", (_what, text) =>
  reading(text, (read) => expect(read()).toEqual({ entries: [anEntry({})], endpoint: undefined })),
);

test.each(Object.entries(ALL_RECORDS).filter(([name]) => name !== "hostile"))(
  "the record %s is read as the HAR that is made of it",
  (_name, record) => {
    const { log } = JSON.parse(renderHar(record)) as { log: { entries: object[] } };
    return reading(JSON.stringify(record), (read) =>
      expect(read()).toEqual({ entries: log.entries, endpoint: record.target.endpoint }),
    );
  },
);

test("so is the folder that it is in", () =>
  withFolder((folder) => {
    writeFileSync(join(folder, "run.json"), JSON.stringify(failing));
    expect(readRecordingFile(folder).endpoint).toBe(failing.target.endpoint);
    return Promise.resolve();
  }));

test("an endpoint that it names is one of HTTP, without a password", () => {
  const naming = (endpoint: unknown) => JSON.stringify({ log: { _endpoint: endpoint, entries: [] } });
  const found = (endpoint: unknown, expected: string | undefined) =>
    reading(naming(endpoint), (read) => expect(read()).toEqual({ entries: [], endpoint: expected }));
  return Promise.all([
    found("http://me:secret@a.test:80/eks/", "http://a.test/eks"),
    found("file:///etc/passwd", undefined),
    found("http://[", undefined),
    found({ href: "http://a.test" }, undefined),
  ]);
});

test("what is cut off at any byte is refused in a line", () =>
  withFolder((folder) => {
    const file = join(folder, "recording");
    for (let end = 0; end < HAR.length; end += 1) {
      writeFileSync(file, HAR.slice(0, end));
      expect(() => readRecordingFile(file)).toThrow(UsageError);
      expect(() => readRecordingFile(file)).toThrow(
        /^[^\n]*: not JSON, so cut off or edited: [^\n]*; record it again$/,
      );
    }
    return Promise.resolve();
  }));

test.each<[what: string, text: string, says: RegExp]>([
  ["nothing of the sort", "[]", /: neither HAR 1\.2, an object with a `log`, nor a record of this tool$/],
  ["a number", "1e999", /neither HAR/],
  ["only inherited members", '{"__proto__": {"log": {"entries": []}}}', /neither HAR/],
  [
    "a log that is not an object",
    '{"log": []}',
    /: its `log\.entries` is not a list, so it is not HAR 1\.2: export it again$/,
  ],
  ["entries that are not a list", '{"log": {"entries": {"length": 3}}}', /not a list/],
  ["inherited entries", '{"log": {"__proto__": {"entries": []}}}', /not a list/],
  [
    "too many entries",
    `{"log": {"entries": [${"0,".repeat(100_000)}0]}}`,
    /: has 100001 entries, of which 100000 are read: divide it$/,
  ],
  ["a record of another version", '{"schemaVersion": 9, "requirements": []}', /has schema version 9/],
  ["a record that is none", '{"schemaVersion": 1, "requirements": [1]}', /not as this version writes it/],
  ["a level too many", `${"[".repeat(100_000)}`, /not JSON/],
])("%s is refused", (_what, text, says) =>
  reading(text, (read) => {
    expect(read).toThrow(UsageError);
    expect(read).toThrow(says);
  }),
);

test("a file that is too large is refused, and one that is not there", () =>
  reading(Buffer.alloc(64_000_001, " "), (read, file) => {
    expect(read).toThrow(/it has more than 64 MB/);
    expect(() => readRecordingFile(`${file}-not`)).toThrow(/no such file/);
  }));
