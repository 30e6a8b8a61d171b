import { expect } from "@jest/globals";
import type { BadWeatherResult } from "./run.ts";

/** No false verdict, nothing left that isn't named, nobody's cluster touched. */
export function expectWeathered({ record, leaked, touched, weather }: BadWeatherResult): void {
  const failed = record.requirements.filter(({ verdict }) => ["fail", "error", "stale"].includes(verdict));
  const words = failed.map(({ id, cases, reason }) => {
    const worst = cases.find(({ verdict }) => verdict === "fail" || verdict === "error");
    const what = `expected ${worst?.judgement.expected}, received ${worst?.judgement.received} ${reason ?? ""}`;
    return `${id}: ${worst?.id}: ${what}, in ${JSON.stringify(weather)}`;
  });
  expect(words).toEqual([]);
  expect(touched).toEqual([]);
  expect(["conformant", "inconclusive"]).toContain(record.outcome.verdict);
  const named = record.clusters.left.map(({ name }) => name);
  expect(leaked.filter((name) => !named.includes(name))).toEqual([]);
  // A storm may outlast the run.
  if (weather.expiresAt === undefined && record.outcome.verdict === "conformant") expect(leaked).toEqual([]);
}
