import { renderScore } from "#reports/mutations/render-score.ts";
import { renderScoreBadge } from "#reports/mutations/score-badge.ts";
import { renderScoreJunit } from "#reports/mutations/render-score-junit.ts";
import { renderScoreMarkdown } from "#reports/mutations/render-score-markdown.ts";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { visibleJson } from "#spec/json/visible-json.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { USUAL_FAULTS } from "#cli/flags/mutation-flags.ts";
import { mutateAnswers } from "#cli/run/mutating/mutate.ts";
import { interruptible, openRounds, requireCommand, type RoundsFlags } from "#cli/run/mutating/open-rounds.ts";
import { roundsProgress } from "#cli/run/mutating/rounds-progress.ts";
import type { Output } from "#cli/run/results/output.ts";
import { withinOutput } from "#cli/run/results/within-output.ts";
import { progressConsole } from "#cli/run/print-outcome.ts";

/** Survivors that a terminal shows. */
const SHOWN = 12;

/** Runs the command with faults in the answers it gets, and says which of them its tests notice. */
export async function mutateCommand(flags: RoundsFlags, console: Console, env = process.env): Promise<number> {
  requireCommand(flags, "--mutate");
  return withinOutput(flags.out, async (output) => {
    const progress = progressConsole(console, flags);
    const { settings, place, redactor } = await openRounds(flags, env);
    progress.note(`Running ${flags.command?.[0]} unchanged through the proxy, on ${place.words}`);
    const rounds = roundsProgress(progress);
    const report = await interruptible(async (signal) =>
      mutateAnswers(settings, {
        most: flags.mutate === true || flags.mutate === undefined ? USUAL_FAULTS : flags.mutate,
        seed: flags.seed ?? 0,
        jobs: flags.jobs ?? 1,
        budget: flags.budget,
        isShared: place.isShared,
        endpoint: place.words,
        signal,
        redactor,
        console: progress,
        onResult: rounds.show,
      }),
    ).finally(rounds.done);
    return tellScore(report, output, flags, console);
  });
}

/** Writes the reports, prints the score, and answers the exit code. */
function tellScore(report: MutationReport, output: Output, flags: RoundsFlags, console: Console): number {
  const file = output.write("mutations.json", `${visibleJson(report, 1)}\n`);
  output.write("mutations.md", renderScoreMarkdown(report));
  output.write("mutations.xml", renderScoreJunit(report));
  output.write("mutations-badge.json", renderScoreBadge(report));
  if (flags.json === true) console.json(report);
  else if (flags.quiet !== true || isBelow(report, flags)) {
    const most = flags.verbose === true ? Number.POSITIVE_INFINITY : SHOWN;
    console.print(renderScore(report, { width: console.width, paint: console.paint, most }));
    console.print(`Report: ${file}`);
  }
  if (report.cutShort === "interrupted") return EXIT.interrupted;
  if (isBelow(report, flags)) return EXIT.nonConformant;
  return report.cutShort === "left-behind" ? EXIT.inconclusive : EXIT.conformant;
}

/** No score at all is below any that is asked for. */
function isBelow({ score }: MutationReport, { minScore }: RoundsFlags): boolean {
  return minScore !== undefined && (score ?? 0) * 100 < minScore;
}
