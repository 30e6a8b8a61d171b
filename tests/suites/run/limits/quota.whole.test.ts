import { afterEach, beforeAll, expect, test } from "@jest/globals";
import type { RunRecord } from "#suites/record/record.ts";
import { hostileRun } from "#tests/custody/hostile-run.ts";
import { hostileTarget } from "#tests/helpers/servers/hostile-target.ts";
import { closeOpened } from "#tests/helpers/servers/loopback.ts";

afterEach(closeOpened);

function strangers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `theirs-${index}`);
}

function failing({ requirements }: RunRecord): string[] {
  return requirements.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
}

/** The target takes names that it should not: that fails, quota or none. */
let failingAnyway: string[] = [];
beforeAll(async () => {
  failingAnyway = failing((await hostileRun(await hostileTarget({}), { maxLive: 3 })).record);
});

test.each([0, 7, 8, 9])("%i clusters of others in a quota of ten are not held against the endpoint", async (count) => {
  const server = await hostileTarget({ quota: 10 }, strangers(count));
  const { record } = await hostileRun(server, { maxLive: 3 });
  expect(failing(record).filter((id) => !failingAnyway.includes(id))).toEqual([]);
  expect(server.theirs()).toHaveLength(count);
  expect(server.ours()).toEqual([]);
});

test("a quota that others fill ends the run at its first registration, with what it is", async () => {
  const server = await hostileTarget({ quota: 10 }, strangers(10));
  const { record } = await hostileRun(server, {}, { others: { count: 10, atLeast: false } });
  expect(record.outcome).toMatchObject({ verdict: "inconclusive", exitCode: 3 });
  expect(record.requirements.find(({ id }) => id === "register.route")?.cases[0]?.judgement.received).toBe(
    "no cluster can be registered: 400 ResourceLimitExceededException: the quota is used up, and 10 registered clusters are not the run's",
  );
  expect(server.requests.filter((line) => line.startsWith("POST /cluster-registrations"))).toHaveLength(1);
});
