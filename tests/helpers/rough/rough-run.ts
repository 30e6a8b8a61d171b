import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { heldOn, planRequirements } from "#cli/run/select.ts";
import { memoryJournal } from "#custody/journal/journal.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import { deletionsLast } from "#custody/looking/wait-until-shown.ts";
import type { Clock } from "#endpoint/clock.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import type { Connections, RawRequest } from "#endpoint/sending/connections.ts";
import { createHttpTarget } from "#endpoint/sending/http-target.ts";
import type { RawAnswer } from "#endpoint/sending/response-gatherer.ts";
import type { Header } from "#reference/message.ts";
import { referenceOf } from "#reference/server/reference-of.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { runService } from "#suites/service/run/service-run.ts";
import type { BoundsSituation } from "#scripts/bounds/bounds-situations.ts";
import { treating } from "#scripts/bounds/treatment.ts";
import { startedEvent, testRun } from "#tests/suites/test-run.ts";

/** Time that an exchange takes on the virtual clock, in milliseconds: about what one costs on two cores. */
const EXCHANGE_MS = 1;
const REMOVAL_BUDGET_MS = 3_000;
/** What takes its time to go is given it. */
const RESOURCE_BUDGET_MS = 30_000;

export interface RoughSituation extends Pick<BoundsSituation, "spec" | "patches" | "treat" | "interruptAt"> {
  /** Id of a variant of the server. */
  readonly variant?: string;
}

export interface RoughRun {
  readonly record: RunRecord;
  /** Seconds, by the clock of the run; since the interruption, if there was one. */
  readonly tookS: number;
  /** `METHOD path` of what had no answer. */
  readonly unanswered: readonly string[];
}

/** The run of `npm run bounds` at a rough target, with the HTTP target's own patience, on a clock that nothing but waiting moves. */
export async function roughRun(
  { spec, patches, variant, treat, interruptAt = Infinity }: RoughSituation,
  seed = 1,
): Promise<RoughRun> {
  const clock = new VirtualClock();
  const reference = await referenceOf({ spec, hooks: true, now: clock.now, patches, variant });
  const interruption = new AbortController();
  let interruptedAt: number | undefined;
  let requests = 0;
  const treated = treating(treat ?? (() => ({ kind: "hang" })), reference, (ms) => clock.sleep(ms));
  const unanswered: string[] = [];
  const exchange = async (raw: RawRequest, timeoutMs: number, scope?: AbortScope): Promise<RawAnswer> => {
    const { method, path, headers: flat, body = new Uint8Array() } = raw;
    requests += 1;
    if (requests === interruptAt) {
      interruptedAt = clock.now();
      interruption.abort();
    }
    const end = await treated({ method, path, headers: [["host", "127.0.0.1"], ...paired(flat)], body });
    if (end === "death") throw new Error("a target in memory does not die");
    if (end === "silence" || (end.afterMs ?? 0) >= timeoutMs) {
      unanswered.push(`${method} ${path}`);
      await clock.sleep(timeoutMs, scope);
      return { failure: { kind: "timeout", message: `no whole response within ${timeoutMs} ms` }, written: true };
    }
    await clock.sleep((end.afterMs ?? 0) + EXCHANGE_MS, scope);
    const { status, headers } = end;
    return { response: { status, headers, body: Buffer.from(end.body), truncated: false }, written: true };
  };
  const connections: Connections = { exchange, close: () => Promise.resolve() };
  const settings = KIND_SETTINGS.emulator;
  const target = createHttpTarget({
    endpoint: "http://127.0.0.1",
    region: "us-east-1",
    concurrency: settings.concurrency,
    clock,
    open: () => connections,
    signal: interruption.signal,
  });
  const { contract, table, requirements } = readSpec(spec);
  const planned = planRequirements(requirements, {
    select: [],
    skip: [],
    level: "INFO",
    features: {},
    expectations: [],
  });
  const started = { ...startedEvent(seed, heldOn("emulator", planned, "INFO")), contract: contractTold(contract) };
  const base = testRun({ contract, started, settings });
  const { sending, waiting, cleaningUp, prolong } = target.ends;
  const suite = {
    ...base,
    clock: clockUntil(clock, sending),
    limits: { signal: interruption.signal },
    endpoint: {
      target,
      cleanUpTarget: target.withoutAbort(),
      lateClock: clockUntil(clock, waiting),
      ledger: journalLedger({ journal: memoryJournal(), runId: "run-1", spec: table && "eks" }),
      removalTime: {
        clock: clockUntil(clock, cleaningUp),
        budgetMs: table === undefined ? REMOVAL_BUDGET_MS : RESOURCE_BUDGET_MS,
        hasEnded: () => sending.aborted,
        goesOn: () => prolong(deletionsLast(settings.consistencyMs, table?.resources)),
      },
    },
  };
  const from = clock.now();
  const record =
    table === undefined
      ? await runSuite(suite)
      : await runService({
          ...suite,
          table,
        });
  const tookS = (clock.now() - (interruptedAt ?? from)) / 1000;
  await target.close();
  return { record, tookS, unanswered };
}

function clockUntil(clock: VirtualClock, signal: AbortSignal): Clock {
  const scope = new AbortScope(signal);
  return {
    ...clock,
    now: clock.now,
    epoch: clock.epoch,
    random: clock.random,
    sleep: (ms) => clock.sleep(ms, scope).catch(() => undefined),
  };
}

function paired(flat: readonly string[]): Header[] {
  return flat.flatMap((name, at): Header[] => (at % 2 === 0 ? [[name, flat[at + 1] ?? ""]] : []));
}
