import { expect, test } from "@jest/globals";
import { chaosRun } from "./chaos-run.ts";

const FIRST = Number(process.env["CHAOS_FIRST"] ?? 1);
const RUNS = Number(process.env["CHAOS_RUNS"] ?? 20);

test.each(Array.from({ length: RUNS }, (_, index) => FIRST + index))(
  "bad weather %i: no false verdict, nothing left, nobody's cluster touched",
  async (seed) => {
    const { record, leaked, touched, weather } = await chaosRun(seed);
    const failed = record.requirements.filter(({ verdict }) => ["fail", "error", "stale"].includes(verdict));
    const words = failed.map(({ id, cases, reason }) => {
      const worst = cases.find(({ verdict }) => verdict === "fail" || verdict === "error");
      return `${id}: ${worst?.id}: expected ${worst?.judgement.expected}, received ${worst?.judgement.received} ${reason ?? ""}`;
    });
    expect({ failed: words, touched, weather }).toEqual({ failed: [], touched: [], weather });
    expect(["conformant", "inconclusive"]).toContain(record.outcome.verdict);
    // What cannot be removed any more is named, and nothing else is there.
    const named = record.clusters.left.map(({ name }) => name);
    expect(leaked.filter((name) => !named.includes(name))).toEqual([]);
    if (weather.expiresAt === undefined) expect(leaked).toEqual([]);
  },
);
