import type { VariantResult, VariantsReport } from "#reports/mutations/variants-report.ts";
import type { AnswerFault } from "#suites/mutations/answer-fault.ts";
import type { AnswerVariant } from "#suites/mutations/variants/answer-variant.ts";
import { ANSWER_VARIANTS } from "#suites/mutations/variants/answer-variants.ts";
import { shownExchange } from "./fault-result.ts";
import { reportHead } from "./report-head.ts";
import { type CommandRound, type RoundSettings, runRound } from "./round.ts";
import { budgetSignal, type RoundsOptions } from "./rounds-options.ts";
import { sideBySide } from "./side-by-side.ts";
import { runUnchanged, type UnchangedRun } from "./unchanged-run.ts";

/** How variants are tried. */
export interface VariantsOptions extends RoundsOptions {
  readonly onResult: (result: VariantResult, done: number, of: number) => void;
}

/** Characters of its output that are kept of a command that broke. */
const OUTPUT = 4_000;

/** Runs the command unchanged, and then once for each variant. Rejects with UsageError where it fails by itself. */
export async function tryVariants(settings: RoundSettings, options: VariantsOptions): Promise<VariantsReport> {
  const startedAt = new Date();
  const unchanged = await runUnchanged(settings, options);
  const noted = { service: settings.service, answers: unchanged.answers };
  const variants = ANSWER_VARIANTS.filter((variant) => variant.places(noted).length > 0);
  const budget = budgetSignal(options.budget);
  const signal = AbortSignal.any([options.signal, ...(budget === undefined ? [] : [budget])]);
  let done = 0;
  const tried = await sideBySide(variants, { jobs: options.jobs, signal }, async (variant) => {
    const result = await tryVariant(variant, settings, { ...options, signal, unchanged });
    if (result !== undefined) options.onResult(result, (done += 1), variants.length);
    return result;
  });
  return {
    ...reportHead(settings, { ...options, startedAt, unchanged }),
    variants: tried,
    cutShort: options.signal.aborted ? "interrupted" : budget?.aborted === true ? "budget" : undefined,
  };
}

interface TryingVariant extends Pick<VariantsOptions, "signal" | "redactor"> {
  readonly unchanged: UnchangedRun;
}

/** Undefined where the round was cut off. */
async function tryVariant(
  variant: AnswerVariant,
  settings: RoundSettings,
  { signal, redactor, unchanged }: TryingVariant,
): Promise<VariantResult | undefined> {
  const fault: AnswerFault = { id: `*/${variant.id}`, kind: variant.id };
  // Answers that come later, or twice, take their time.
  const limitMs = unchanged.limitMs + SLOWER_MS * unchanged.answers.length;
  const round = (operation?: string): Promise<CommandRound> =>
    runRound(settings, { kind: variant, fault: { ...fault, operation }, limitMs, signal });
  const end = await round();
  const outcome = outcomeOf(end);
  const brokenBy: string[] = [];
  let telling = end;
  if (outcome === "broke" || outcome === "hung") {
    for (const operation of end.round.changedOperations) {
      const alone = await round(operation);
      if (signal.aborted || !["broke", "hung"].includes(outcomeOf(alone))) continue;
      if (brokenBy.length === 0) telling = alone;
      brokenBy.push(operation);
    }
  }
  if (signal.aborted) return undefined;
  const { id, title, why } = variant;
  const last = telling.round.changed.at(-1);
  const isBad = outcome === "broke" || outcome === "hung";
  return {
    id,
    title,
    why,
    outcome,
    exitCode: end.hung ? undefined : end.code,
    durationMs: Math.round(end.durationMs),
    brokenBy,
    exchange: !isBad || last === undefined ? undefined : shownExchange(last, redactor),
    output: isBad ? redactor.text(end.output.slice(-OUTPUT)) : undefined,
  };
}

/** Milliseconds that an answer may take longer. */
const SLOWER_MS = 1_500;

function outcomeOf({ hung, code, round: { changed } }: CommandRound): VariantResult["outcome"] {
  if (changed.length === 0) return "not-reached";
  return hung ? "hung" : code === 0 ? "passed" : "broke";
}
