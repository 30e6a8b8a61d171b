import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readRecord } from "../../../cli/files/read-record.ts";
import { withFolder } from "../../helpers/cli-process.ts";
import { aRecord } from "../../reports/producers.ts";
import { ALL_RECORDS } from "../../reports/records.ts";

const reading = (text: string, use: (read: () => unknown) => void) =>
  withFolder((folder) => {
    const file = join(folder, "run.json");
    writeFileSync(file, text);
    return Promise.resolve(use(() => readRecord(file)));
  });

test.each(Object.entries(ALL_RECORDS))("%s is read as it was written", (_name, record) =>
  reading(JSON.stringify(record), (read) => expect(read()).toEqual(JSON.parse(JSON.stringify(record)))),
);

test("a folder is answered with the record that is in it", () =>
  withFolder((folder) => {
    expect(() => readRecord(folder)).toThrow(`record ${folder}: it is a folder; give ${join(folder, "run.json")}`);
    return Promise.resolve();
  }));

const withoutTarget = { ...aRecord(), target: undefined };
const STARTED = { type: "started" };

test.each<[string, string, RegExp]>([
  ["cut off", '{"schemaVersion": 1, "tool":', /run\.json: not JSON, so cut off or edited: .*; run again$/],
  ["of something else", "[]", /neither a run\.json nor an events\.ndjson/],
  [
    "of another schema",
    JSON.stringify({ ...aRecord(), schemaVersion: 9 }),
    /has schema version 9, but this tool reads 1: read it with version 0\.1\.0, or run again$/,
  ],
  ["without its target", JSON.stringify(withoutTarget), /must have required property 'target': not as this version/],
  ["with a member too many", JSON.stringify({ ...aRecord(), more: 1 }), /additional properties \(more\)/],
  [
    "with a verdict that is none",
    JSON.stringify(aRecord()).replace('"verdict":"pass"', '"verdict":"splendid"'),
    /\/verdict must be equal to one of the allowed values/,
  ],
  ["of events that are none", `${JSON.stringify(STARTED)}\n`, /its event "started" is not as this version writes it/],
])("a record %s is told of in one line, with what to do", (_what, text, message) =>
  reading(text, (read) => expect(read).toThrow(message)),
);
