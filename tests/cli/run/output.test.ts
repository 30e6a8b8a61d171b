import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput, Output } from "../../../cli/run/output.ts";
import type { RunEvent } from "../../../suites/record/events.ts";

const EVENT: RunEvent = { type: "idle", requirements: [1], verdict: "disabled", reason: "not wanted" };

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("events are on disk a fiftieth of a second after the first of them came", () => {
  const folder = mkdtempSync(join(tmpdir(), "output-"));
  const output = openOutput(folder);
  output.append(EVENT);
  jest.advanceTimersByTime(19);
  const more = { ...EVENT, requirements: [2] };
  output.append(more);
  jest.advanceTimersByTime(1);
  const lines = readFileSync(join(folder, "events.ndjson"), "utf8").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([EVENT, more]);
  rmSync(folder, { recursive: true });
});

test("events that cannot be written are told of with the next one", () => {
  const readOnly = openSync("/dev/null", "r");
  const output = new Output("unused", readOnly);
  output.append(EVENT);
  jest.advanceTimersByTime(20);
  expect(() => output.append(EVENT)).toThrow(/^--out unused: .*EBADF/);
  closeSync(readOnly);
});
