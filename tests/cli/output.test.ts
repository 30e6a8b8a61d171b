import { expect, test } from "@jest/globals";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { openOutput, Output } from "../../cli/output.ts";
import type { RunEvent } from "../../suites/events.ts";

const EVENT: RunEvent = { type: "idle", requirements: [1], verdict: "disabled", reason: "not wanted" };

test("events are on disk at the end of the turn in which they came", async () => {
  const folder = mkdtempSync(join(tmpdir(), "output-"));
  const output = openOutput(folder);
  output.append(EVENT);
  output.append({ ...EVENT, requirements: [2] });
  await turn();
  const lines = readFileSync(join(folder, "events.ndjson"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([EVENT, { ...EVENT, requirements: [2] }]);
  rmSync(folder, { recursive: true });
});

test("events that cannot be written are told of with the next one", async () => {
  const readOnly = openSync("/dev/null", "r");
  const output = new Output("unused", readOnly);
  output.append(EVENT);
  await turn();
  expect(() => output.append(EVENT)).toThrow(/EBADF/);
  closeSync(readOnly);
});
