import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readRunRecord, runCli, withFolder } from "#tests/helpers/cli-process.ts";

/** Times can't be asserted; what a run sends and writes can be counted. */
const COSTS: readonly [what: string, args: readonly string[], most: Readonly<Record<string, number>>][] = [
  [
    "all of registered clusters",
    [],
    { requests: 4_200, "run.json": 1_200_000, "events.ndjson": 2_100_000, "results.sarif": 260_000 },
  ],
  [
    "one operation",
    ["--select", "describe.*"],
    { requests: 560, "run.json": 500_000, "events.ndjson": 500_000, "results.sarif": 260_000 },
  ],
  [
    "one operation of EKS",
    ["--spec", "eks", "--select", "describe-nodegroup.*"],
    { requests: 540, "run.json": 3_400_000, "events.ndjson": 3_100_000, "results.sarif": 2_200_000 },
  ],
];

test.each(COSTS)("%s costs no more than so many requests and bytes", async (_what, args, most) => {
  await withFolder(async (folder) => {
    const { code } = await runCli(["run", "--seed", "1", ...args, "--out", folder]);
    expect(code).toBe(0);
    const { requests } = readRunRecord(folder).traffic;
    const costs = Object.keys(most).map((name) => {
      const cost = name === "requests" ? requests : statSync(join(folder, name)).size;
      return [name, cost <= (most[name] ?? 0) ? "within" : cost];
    });
    expect(costs).toEqual(Object.keys(most).map((name) => [name, "within"]));
  });
});
