import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import { systemClock } from "#endpoint/clock.ts";
import { createHttpTarget } from "#endpoint/sending/http-target.ts";
import type { Target } from "#endpoint/target.ts";
import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { memoryJournal } from "#custody/journal/journal.ts";
import { KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import type { SuiteOptions } from "#suites/run/suite-options.ts";
import { planned } from "#tests/suites/bundled-contract.ts";
import { testRun } from "#tests/suites/test-run.ts";
import { BadWeather, CALM, seededRandom, type LoggedRequest, type Weather } from "./weather.ts";
import { startBadWeather } from "./server.ts";

/** Real pauses are cut by this, so that a run in bad weather takes no longer than one in good. */
const HASTE = 20;
/** Requirements judged in one run. */
const FEW = 6;
const FOREIGN = ["a", "Z", "0", "ecf-prod", "ecf-7-production", "eks-conformance-run", "A-", "x".repeat(100)];
const REGION = "us-east-1";
const REMOVAL_BUDGET_MS = 5_000;
const SETTINGS: KindSettings = {
  ...KIND_SETTINGS.emulator,
  concurrency: 4,
  maxLive: 3,
  casesPerConstraint: 0,
  consistencyMs: 400,
};

export interface BadWeatherResult {
  readonly record: RunRecord;
  /** Clusters of the run that are there at its end. */
  readonly leaked: readonly string[];
  /** Clusters of others that are not. */
  readonly touched: readonly string[];
  readonly weather: Weather;
  readonly log: readonly LoggedRequest[];
}

/** A short run over sockets, its requirements and its weather drawn by the seed. */
export async function runOverSockets(seed: number): Promise<BadWeatherResult> {
  const random = seededRandom(seed);
  const weather = drawWeather(random);
  const server = await startBadWeather(seed, weather, FOREIGN);
  try {
    const target = createHttpTarget({
      endpoint: server.url,
      region: REGION,
      credentials: fixedCredentials({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-real-secret" }),
      clock: {
        ...systemClock,
        now: () => systemClock.now() * HASTE,
        sleep: (ms, scope) => systemClock.sleep(ms / HASTE, scope),
      },
      concurrency: SETTINGS.concurrency,
      timeoutMs: 2_000,
    });
    const clock = { ...systemClock, sleep: (ms: number) => systemClock.sleep(ms / HASTE) };
    const record = await fire({
      seed,
      requirements: drawRequirements(random),
      settings: SETTINGS,
      target,
      clock,
    });
    await target.close();
    return resultOf(record, server.weather, weather);
  } finally {
    server.close();
  }
}

/** The same in memory, on a clock of its own: it comes out the same each time. */
export async function runInMemory(seed: number): Promise<BadWeatherResult> {
  const random = seededRandom(seed);
  const weather = drawWeather(random);
  return runOn({ seed, weather, requirements: drawRequirements(random), settings: SETTINGS });
}

export interface MemoryRun {
  readonly seed: number;
  readonly weather: Weather;
  readonly requirements: typeof planned;
  readonly settings: KindSettings;
}

export async function runOn({ seed, weather, requirements, settings }: MemoryRun): Promise<BadWeatherResult> {
  const clock = new VirtualClock();
  const server = new BadWeather(seed, weather, clock);
  for (const name of FOREIGN) await server.plant(name);
  const { concurrency, rps } = settings;
  const target = memoryTarget({ reference: server, region: REGION, clock, concurrency, rps });
  const record = await fire({ seed, requirements, settings, target, clock });
  await target.close();
  return resultOf(record, server, weather);
}

interface Flight {
  readonly seed: number;
  readonly requirements: typeof planned;
  readonly settings: KindSettings;
  readonly target: Target;
  readonly clock: SuiteOptions["clock"];
}

function fire({ seed, requirements, settings, target, clock }: Flight): Promise<RunRecord> {
  const journal = memoryJournal();
  return runSuite({
    ...testRun({ seed, requirements }),
    clock,
    settings,
    endpoint: {
      target,
      cleanUpTarget: target,
      ledger: journalLedger({ journal, runId: "weather" }),
      removalTime: { clock, budgetMs: REMOVAL_BUDGET_MS },
    },
  });
}

function resultOf(record: RunRecord, server: BadWeather, weather: Weather): BadWeatherResult {
  const now = new Set(server.clusterNames());
  const leaked = [...now].filter((name) => !server.foreign.has(name));
  return { record, leaked, touched: [...server.foreign].filter((name) => !now.has(name)), weather, log: server.log };
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
