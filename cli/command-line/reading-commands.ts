import type { Command } from "commander";
import { Option } from "commander";
import { KILL_MATRIX } from "#cli/flags/selftest-flags.ts";
import type { DiffFlags } from "#cli/commands/diff.ts";
import type { ObserveFlags } from "#cli/commands/observe.ts";
import type { ReportFlags } from "#cli/commands/report.ts";
import type { SiteFlags } from "#cli/commands/site.ts";
import type { Console } from "#cli/console.ts";
import { formatOption } from "#cli/flags/add-run-flags.ts";
import { collect } from "#cli/flags/flag-values.ts";
import { UsageError } from "#cli/usage-error.ts";
import type { Finish } from "./finish.ts";

/** What reads the records of runs. */
export function addReadingCommands(root: Command, console: Console, finish: Finish): void {
  root
    .command("report")
    .description("render records again; several of them as a matrix")
    .argument("<record...>", "run.json or events.ndjson, or folders of runs")
    .option("--out <dir>", "folder to write to (default: conformance-results)")
    .addOption(formatOption())
    .option("--site <dir>", "write a static site of the records' targets over time instead")
    .option("--spec <spec>", "contract that files of findings go by (default: the built-in one of the run)")
    .option("--label <name>", "with --site: what their target goes by; once for all records, or for each", collect, [])
    .option(...KILL_MATRIX)
    .action(async (records: string[], { site, ...flags }: ReportFlags & Partial<SiteFlags>) => {
      if (site === undefined && (flags.label ?? []).length > 0)
        throw new UsageError("--label names the targets of a --site: give that, too");
      if (site !== undefined) {
        const { siteCommand } = await import("#cli/commands/site.ts");
        return finish(siteCommand(records, { ...flags, site }, console));
      }
      const { reportCommand } = await import("#cli/commands/report.ts");
      finish(reportCommand(records, flags, console));
    });
  root
    .command("diff")
    .description("compare two records, or two scores of proxy --mutate; exit 1 on a regression")
    .argument("<before>", "run.json, events.ndjson or mutations.json, or the folder that it is in")
    .argument("<after>", "the same of another run")
    .option("--markdown", "as Markdown")
    .addOption(new Option("--json", "as JSON").conflicts("markdown"))
    .option("--html <file>", "also write it as a page")
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diffCommand } = await import("#cli/commands/diff.ts");
      finish(diffCommand(before, after, flags, console));
    });
  root
    .command("observe")
    .description("turn records of real EKS into observations, and print what they would change")
    .argument("<record...>", "run.json or events.ndjson, or folders of runs")
    .option("--source <text>", "where the records are kept in public")
    .option("--json", "as JSON")
    .action(async (records: string[], flags: ObserveFlags) => {
      const { observeCommand } = await import("#cli/commands/observe.ts");
      finish(observeCommand(records, flags, console));
    });
}
