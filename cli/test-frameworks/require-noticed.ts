import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { renderScore } from "#reports/mutations/render-score.ts";
import { scoreOf } from "#reports/mutations/score.ts";
import { visibleText } from "#reports/model/text/harmless-text.ts";
import { closeSpellings } from "#cli/close-spellings.ts";
import { matchesAny } from "#cli/glob.ts";
import { UsageError } from "#cli/usage-error.ts";
import { withoutTrace } from "./without-trace.ts";

/** What is asked of tests. */
export interface NoticedOptions {
  /** Percent of the faults that must be noticed, as with the flag; 100 unless given. */
  readonly minScore?: number;
  /** Globs of ids of faults that nobody has to notice, such as `DeleteCluster/*`: they do not count where they survived. */
  readonly except?: readonly string[];
}

const NAMES: readonly string[] = ["minScore", "except"];
/** Columns of what a framework prints. */
const WIDTH = 100;

/**
 * Throws where too few of the faults were noticed, with a sentence for each that survived: one assertion of any test
 * framework. Throws UsageError for options that cannot be meant.
 *
 * ```js
 * test("faults in the answers are noticed", async () => {
 *   requireNoticed(await mutate({ tests: lifeOfACluster }), { minScore: 70 });
 * }, 120_000);
 * ```
 */
export function requireNoticed(report: MutationReport, options: NoticedOptions = {}): void {
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`requireNoticed: there is no option ${unknown}${closeSpellings(NAMES, unknown)}`);
  }
  const { minScore = 100, except = [] } = options;
  if (!(minScore >= 0 && minScore <= 100)) throw new UsageError("requireNoticed: minScore must be from 0 to 100");
  const faults = report.faults.filter(({ id, outcome }) => outcome !== "survived" || !matchesAny(id, except));
  const score = scoreOf(faults);
  if (score !== null && score * 100 >= minScore) return;
  const told = { ...report, faults, score, byOperation: [], byKind: [] };
  const text = renderScore(told, { width: WIDTH, paint: (_tone, each) => each, most: Number.POSITIVE_INFINITY });
  throw withoutTrace(new Error(visibleText(`At least ${minScore} % was asked for.\n${text.trimEnd()}`)));
}
