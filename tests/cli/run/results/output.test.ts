import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput, Output } from "#cli/run/results/output.ts";
import type { RunEvent } from "#suites/record/events.ts";

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
  output.close();
  rmSync(folder, { recursive: true });
});

test("events that cannot be written are told of with the next one", () => {
  const output = new Output("/no/such/folder", { takenOver: undefined, release: () => undefined });
  output.append(EVENT);
  jest.advanceTimersByTime(20);
  expect(() => output.append(EVENT)).toThrow(/^--out \/no\/such\/folder: .*ENOENT|no such file/);
});

test("a run that says nothing leaves the events of the run before", () => {
  const folder = mkdtempSync(join(tmpdir(), "output-"));
  writeFileSync(join(folder, "events.ndjson"), "of before");
  openOutput(folder).close();
  expect(readFileSync(join(folder, "events.ndjson"), "utf8")).toBe("of before");
  rmSync(folder, { recursive: true });
});

test("the first event replaces the events of the run before", () => {
  const folder = mkdtempSync(join(tmpdir(), "output-"));
  writeFileSync(join(folder, "events.ndjson"), "of before");
  const output = openOutput(folder);
  output.append(EVENT);
  jest.advanceTimersByTime(20);
  output.close();
  expect(readFileSync(join(folder, "events.ndjson"), "utf8")).toBe(`${JSON.stringify(EVENT)}\n`);
  rmSync(folder, { recursive: true });
});

test("a folder taken over from a run that is gone is said to be", () => {
  const output = new Output("here", { takenOver: 7, release: () => undefined });
  expect(output.notice).toContain("here was left locked by a run that is gone");
});
