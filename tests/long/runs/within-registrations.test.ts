import { describe, expect, test } from "@jest/globals";
import { registersOf } from "#suites/registration/plan/budget.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { planCases } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { contract, planned, WITHOUT_THE_MANY } from "#tests/suites/bundled-contract.ts";
import { testRun } from "#tests/suites/test-run.ts";

const AWS = { ...KIND_SETTINGS.aws, concurrency: 1, consistencyMs: 0 };
const MUST = new Set(planned.filter(({ level }) => level === "MUST").map(({ id }) => id));

function allCases(): Case[] {
  const generation = { prefix: "ecf-t-", fixtures: AWS.fixtures };
  return [...planCases({ contract, settings: AWS, generation, seed: 7, wanted: () => true, asked: () => true })];
}

describe("real EKS", () => {
  test("keeps a case of every MUST requirement that has one, within its registrations", async () => {
    const dropped = new Set<string>();
    const run = testRun({ settings: AWS, dropped: ({ id }) => dropped.add(id) });
    const record = await runSuite(run);
    const possible = allCases();
    const kept = possible.filter(({ id }) => !dropped.has(id));
    const covered = (cases: readonly Case[]): Set<string> =>
      new Set(cases.flatMap(({ requirements }) => requirements).filter((id) => MUST.has(id)));
    expect([...covered(kept)].sort()).toEqual([...covered(possible)].sort());
    expect(dropped.size).toBeGreaterThan(50);
    expect(record.clusters.registered).toBeLessThanOrEqual(AWS.maxRegistrations);
  });

  test("a case registers no more than it says", async () => {
    const seen: string[] = [];
    const byId = new Map(allCases().map((subject) => [subject.id, subject]));
    let before = 0;
    let isAfterControl = false;
    const created = new Set<string>();
    let registrations = 0;
    const run = testRun({
      settings: { ...AWS, maxRegistrations: Infinity },
      requirements: WITHOUT_THE_MANY,
      emit: (event) => {
        if (event.type !== "case") return;
        const subject = byId.get(event.id);
        // What is found out of the other operations, and of signatures, is no case.
        const isOwn = subject !== undefined && !isAfterControl;
        if (isOwn && registrations - before > registersOf(subject)) seen.push(event.id);
        isAfterControl = event.kind === "control";
        before = registrations;
      },
      ledger: {
        intend: () => undefined,
        note: ({ id = "" }, state) => {
          if (state === "created" && !created.has(id)) registrations += 1;
          if (state === "created") created.add(id);
          else if (state === "removed") created.delete(id);
        },
      },
    });
    await runSuite(run);
    expect(registrations).toBeGreaterThan(150);
    expect(seen.filter((id) => !id.startsWith("authentication/"))).toEqual([]);
  });
});
