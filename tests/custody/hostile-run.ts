import { systemClock } from "#endpoint/clock.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { memoryJournal, type Journal } from "#custody/journal/journal.ts";
import type { Count } from "#custody/looking/count-registered.ts";
import type { Outstanding } from "#custody/journal/outstanding.ts";
import { KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { openTarget } from "#tests/endpoint/open-target.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import { fewOfEach, testRun, withoutSeries } from "#tests/suites/test-run.ts";
import type { HostileTarget } from "#tests/helpers/servers/hostile-target.ts";

/** How many times larger than usual: `npm run soak` sets it. */
export const SOAK = Number(process.env["SOAK"] ?? 0);

/** What registers, refuses and repeats, but for the hundreds of names that break the pattern; all of it in a soak. */
const SELECTED = /^(register\.(route|rejected|name\.(?!pattern$)|token\.|parallel|valid)|api\.route)/;

export interface HostileRun {
  readonly record: RunRecord;
  /** Names that the journal cannot strike. */
  readonly outstanding: readonly Outstanding[];
}

export interface HostileOptions {
  /** Registered clusters counted before the run. */
  readonly others?: Count;
  readonly journal?: Journal;
  /** Whole lives and pairs among its cases. */
  readonly series?: boolean;
  /** Default: what registers, refuses and repeats. */
  readonly selected?: RegExp;
  /** No more than usual in a soak either: what is throttled, or unavailable, is tried again ever later. */
  readonly slow?: boolean;
}

/** On shortened waits no run counts as choked, so one that is throttled half the time would go on for a long while. */
const SLOW_MS = 120_000;

/** A short run against a hostile target; its waits are short too. */
export async function hostileRun(
  server: HostileTarget,
  changes: Partial<KindSettings> = {},
  { others, journal = memoryJournal(), series = false, slow = false, selected = SELECTED }: HostileOptions = {},
): Promise<HostileRun> {
  const target = openTarget(server.origin, { concurrency: 8, timeoutMs: 2_000 });
  const requirements = onlyRequirements(SOAK > 0 && !slow ? /^/ : selected);
  const record = await runSuite({
    ...testRun({
      seed: 7,
      requirements,
      plan: series ? undefined : SOAK > 0 ? withoutSeries : fewOfEach,
      timeLimitMs: slow ? SLOW_MS : undefined,
    }),
    clock: { ...systemClock, sleep: (ms) => systemClock.sleep(ms / 10) },
    settings: {
      ...KIND_SETTINGS.emulator,
      concurrency: 8,
      casesPerConstraint: SOAK,
      consistencyMs: 300,
      repeatPauseMs: 10,
      ...changes,
    },
    endpoint: {
      target,
      cleanUpTarget: target,
      others,
      ledger: journalLedger({ journal, runId: "hostile" }),
      removalTime: { clock: systemClock, budgetMs: 500 },
    },
  });
  return { record, outstanding: journal.outstanding() };
}
