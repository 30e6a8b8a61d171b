import { clusterLedger } from "../../clusters/cluster-ledger.ts";
import { PROFILES } from "../../suites/plan/profile.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { runSuite } from "../../suites/run/run.ts";
import { systemClock } from "../../endpoint/clock.ts";
import { fixedCredentials } from "../../endpoint/aws/credentials.ts";
import { createHttpTarget } from "../../endpoint/sending/http-target.ts";
import { memoryJournal } from "../../clusters/journal.ts";
import { planned } from "../suites/bundled.ts";
import { testRun } from "../suites/suite-options.ts";
import { CALM, seededRandom, startChaos, type Weather } from "./chaos-double.ts";

/** Pauses are cut by this, so that a run in bad weather takes no longer than one in good. */
const HASTE = 20;
/** Requirements judged in one run. */
const FEW = 6;
const hasty = (ms: number): number => ms / HASTE;
const FOREIGN = ["a", "Z", "0", "ecf-prod", "ecf-7-production", "eks-conformance-run", "A-", "x".repeat(100)];

export interface ChaosResult {
  readonly record: RunRecord;
  /** Clusters of the run that are there at its end. */
  readonly leaked: readonly string[];
  /** Clusters of others that are not. */
  readonly touched: readonly string[];
  readonly weather: Weather;
}

/** A short run, its requirements and its weather drawn by the seed. */
export async function chaosRun(seed: number): Promise<ChaosResult> {
  const random = seededRandom(seed);
  const weather = drawWeather(random);
  const double = await startChaos(seed, weather, FOREIGN);
  try {
    const clock = { ...systemClock, sleep: (ms: number) => systemClock.sleep(hasty(ms)) };
    const target = createHttpTarget({
      endpoint: double.url,
      region: "us-east-1",
      credentials: fixedCredentials({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-real-secret" }),
      clock: {
        ...systemClock,
        now: () => systemClock.now() * HASTE,
        sleep: (ms, scope) => systemClock.sleep(hasty(ms), scope),
      },
      concurrency: 4,
      timeoutMs: 2_000,
    });
    const record = await runSuite({
      ...testRun({ seed, requirements: drawRequirements(random) }),
      clock: { now: () => Date.now(), sleep: clock.sleep },
      profile: { ...PROFILES.emulator, concurrency: 4, maxLive: 3, casesPerConstraint: 0, consistencyMs: 400 },
      target,
      cleanUpTarget: target,
      ledger: (observed) =>
        clusterLedger({ journal: memoryJournal(), target: observed, runId: "chaos", budgetMs: 5_000 }),
      emit: () => undefined,
    });
    await target.close();
    const now = new Set(double.clusterNames());
    const leaked = [...now].filter((name) => !double.foreign.has(name));
    return { record, leaked, touched: [...double.foreign].filter((name) => !now.has(name)), weather };
  } finally {
    double.close();
  }
}

/** Some of it in each run, so that every kind meets every other sooner or later. */
function drawWeather(random: () => number): Weather {
  const some = (most: number): number => (random() < 0.5 ? random() * most : 0);
  const weather = {
    ...CALM,
    resetBefore: some(0.08),
    resetAfter: some(0.08),
    cut: some(0.04),
    storm: some(0.05),
    burst: some(0.05),
    taken: some(0.1),
    latencyMs: some(6),
    lagMs: some(40),
    skewMs: random() < 0.3 ? (random() < 0.5 ? -1 : 1) * 20 * 60_000 : 0,
  };
  return random() < 0.1 ? { ...weather, expiresAt: 4 + Math.floor(random() * 60) } : weather;
}

function drawRequirements(random: () => number): typeof planned {
  const chosen = new Set(["register.route", "register.rejected-leaves-no-state"]);
  while (chosen.size < FEW) chosen.add(planned[Math.floor(random() * planned.length)]?.id ?? "");
  const excluded = { verdict: "disabled", reason: "not drawn" } as const;
  return planned.map((each) => (chosen.has(each.id) || each.id.startsWith("api.") ? each : { ...each, excluded }));
}
