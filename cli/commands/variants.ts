import {
  isBroken,
  renderVariants,
  renderVariantsJunit,
  renderVariantsMarkdown,
} from "#reports/mutations/render-variants.ts";
import { visibleJson } from "#spec/json/visible-json.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { interruptible, openRounds, requireCommand, type RoundsFlags } from "#cli/run/mutating/open-rounds.ts";
import { tryVariants } from "#cli/run/mutating/try-variants.ts";
import { withinOutput } from "#cli/run/results/within-output.ts";
import { progressConsole } from "#cli/run/print-outcome.ts";

/** Runs the command with legal answers that are other than the endpoint's: what breaks it may break it on AWS. */
export async function variantsCommand(flags: RoundsFlags, console: Console, env = process.env): Promise<number> {
  requireCommand(flags, "--variants");
  return withinOutput(flags.out, async (output) => {
    const progress = progressConsole(console, flags);
    const { settings, place, redactor } = await openRounds(flags, env);
    progress.note(`Running ${flags.command?.[0]} unchanged through the proxy, on ${place.words}`);
    const report = await interruptible((signal) =>
      tryVariants(settings, {
        jobs: flags.jobs ?? 1,
        budget: flags.budget,
        endpoint: place.words,
        signal,
        redactor,
        console: progress,
        onResult: ({ title, outcome }, done, of) => progress.note(`${done} of ${of}: ${outcome}: ${title}`),
      }),
    );
    const file = output.write("variants.json", `${visibleJson(report, 1)}\n`);
    output.write("variants.md", renderVariantsMarkdown(report));
    output.write("variants.xml", renderVariantsJunit(report));
    const isBad = report.variants.some(isBroken);
    if (flags.json === true) console.json(report);
    else if (flags.quiet !== true || isBad) {
      console.print(renderVariants(report, { width: console.width, paint: console.paint }));
      console.print(`Report: ${file}`);
    }
    if (report.cutShort === "interrupted") return EXIT.interrupted;
    return isBad ? EXIT.nonConformant : EXIT.conformant;
  });
}
