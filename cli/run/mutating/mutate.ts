import type { FaultResult, MutationReport } from "#reports/mutations/mutation-report.ts";
import { scoreOf, scoresBy } from "#reports/mutations/score.ts";
import type { AnswerFault, FaultKind } from "#suites/mutations/answer-fault.ts";
import { FAULT_KINDS } from "#suites/mutations/fault-kinds.ts";
import { leftByRound } from "#suites/mutations/left-behind.ts";
import { planFaults } from "#suites/mutations/plan-faults.ts";
import { faultResult } from "./fault-result.ts";
import { reportHead } from "./report-head.ts";
import { type RoundSettings, runRound } from "./round.ts";
import { budgetSignal, type RoundsOptions } from "./rounds-options.ts";
import { sideBySide } from "./side-by-side.ts";
import { runUnchanged, type UnchangedRun } from "./unchanged-run.ts";

/**
 * Survivors of a kind of form that nothing noticed anywhere are hidden: a client may take them for what they say, and then
 * no test behind it can see them. One that is noticed shows that tests can.
 */
export function withHidden(results: readonly FaultResult[], kinds: readonly FaultKind[]): FaultResult[] {
  const ofForm = kinds.filter(({ isForm }) => isForm === true).map(({ id }) => id);
  const seen = new Set(
    results.filter(({ outcome }) => outcome === "noticed" || outcome === "hung").map(({ kind }) => kind),
  );
  return results.map((result) => {
    const isHidden = result.outcome === "survived" && ofForm.includes(result.kind) && !seen.has(result.kind);
    return isHidden ? { ...result, outcome: "hidden" } : result;
  });
}

/** Which faults are tried, and how. */
export interface MutateOptions extends RoundsOptions {
  /** Faults at most. */
  readonly most: number;
  readonly seed: number;
  /** What one round leaves may be in the way of the next. */
  readonly isShared: boolean;
  /** Told of each result, and how many there will be; what is hidden shows at the end, and survived until then. */
  readonly onResult: (result: FaultResult, done: number, of: number) => void;
}

/** Runs the command unchanged, and then once for each fault. Rejects with UsageError where it fails by itself. */
export async function mutateAnswers(settings: RoundSettings, options: MutateOptions): Promise<MutationReport> {
  const { service } = settings;
  const { seed, most, jobs, signal: interrupted } = options;
  const startedAt = new Date();
  const unchanged = await runUnchanged(settings, { ...options, signal: interrupted });
  const noted = { service, answers: unchanged.answers };
  const { faults, possible } = planFaults(noted, { kinds: FAULT_KINDS, seed, most });
  const budget = budgetSignal(options.budget);
  const leftBehind = new AbortController();
  const signal = AbortSignal.any([interrupted, leftBehind.signal, ...(budget === undefined ? [] : [budget])]);
  const warnings: string[] = [];
  let done = 0;
  const tried = await sideBySide(faults, { jobs, signal }, async (fault) => {
    const result = await tryFault(fault, settings, { ...options, signal, unchanged });
    if (result === undefined) return undefined;
    options.onResult(result, (done += 1), faults.length);
    if (result.left.length === 0) return result;
    if (await stillSucceeds(settings, unchanged, signal)) return result;
    warnings.push(
      `${result.id} made the command leave ${result.left.join(", ")}, and unchanged it fails since: remove that, and give --reset with a command that empties the endpoint`,
    );
    leftBehind.abort();
    return result;
  });
  const isDoubtful = tried.some(({ outcome }) => outcome === "noticed") && !signal.aborted;
  if (isDoubtful && !(await stillSucceeds(settings, unchanged, signal))) {
    warnings.push("unchanged, the command failed at the end: what it noticed may be chance, so the score is too high");
  }
  const results = withHidden(tried, FAULT_KINDS);
  return {
    ...reportHead(settings, { ...options, startedAt, unchanged }),
    seed,
    possible,
    planned: faults.length,
    faults: results,
    score: scoreOf(results),
    byOperation: scoresBy(results, ({ operation }) => operation),
    byKind: scoresBy(results, ({ title }) => title),
    byMember: scoresBy(results, ({ member }) => member),
    cutShort: interrupted.aborted
      ? "interrupted"
      : leftBehind.signal.aborted
        ? "left-behind"
        : budget?.aborted === true
          ? "budget"
          : undefined,
    warnings,
  };
}

interface Trying extends Pick<MutateOptions, "signal" | "redactor" | "isShared"> {
  readonly unchanged: UnchangedRun;
}

/** Undefined where the round was cut off: its end says nothing. */
async function tryFault(
  fault: AnswerFault,
  settings: RoundSettings,
  { signal, redactor, isShared, unchanged }: Trying,
): Promise<FaultResult | undefined> {
  const kind = FAULT_KINDS.find(({ id }) => id === fault.kind);
  if (kind === undefined) throw new Error(`no kind of fault is called ${fault.kind}`);
  const end = await runRound(settings, { kind, fault, limitMs: unchanged.limitMs, signal });
  if (signal.aborted) return undefined;
  const usual = unchanged.left.length;
  // A server of the round's own is gone with all it has.
  const left = isShared ? leftByRound(end.round.passed, settings.service.table) : [];
  return faultResult({ kind, fault, end, left: left.length > usual ? left : [], redactor });
}

async function stillSucceeds(
  settings: RoundSettings,
  { limitMs }: UnchangedRun,
  signal: AbortSignal,
): Promise<boolean> {
  const { code } = await runRound(settings, { limitMs, signal });
  return code === 0 || signal.aborted;
}
