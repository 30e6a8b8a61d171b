import { expect, test } from "@jest/globals";
import { eachReport } from "#cli/run/results/each-report.ts";
import { UsageError } from "#cli/usage-error.ts";

const failing = (error: Error) => (): never => {
  throw error;
};

test("a report that fails takes no other with it, and is named", () => {
  const made: string[] = [];
  const reports: [string, () => void][] = [
    ["run.json", () => made.push("run.json")],
    ["junit.xml", failing(new TypeError("no text"))],
    ["run.har", failing(new Error("no date"))],
    ["index.html", () => made.push("index.html")],
  ];
  expect(() => eachReport(reports)).toThrow("junit.xml could not be made: no text; run.har could not be made: no date");
  expect(made).toEqual(["run.json", "index.html"]);
});

test("a disk that refuses is no bug", () => {
  const full = new UsageError("--out a: no space left on the device");
  expect(() =>
    eachReport([
      ["a", failing(full)],
      ["b", failing(full)],
    ]),
  ).toThrow(full);
});
