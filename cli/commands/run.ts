import { answeredNothing } from "#reports/model/standing/coverage.ts";
import { columns, wrapText } from "#reports/model/text/wrap.ts";
import type { Console } from "#cli/console.ts";
import { expectationsTemplate } from "#cli/run/results/expectations-template.ts";
import { namesLeft } from "#cli/run/others-left.ts";
import { JOURNAL, type Output } from "#cli/run/results/output.ts";
import { progressOf } from "#cli/run/progress.ts";
import { requireShareable, writeShared } from "#cli/run/results/share.ts";
import { tellEnd, tellReport, tellWarnings, tellWarningsLate, type TellingFlags } from "#cli/run/print-outcome.ts";
import { type Count, countInWords } from "#custody/looking/count-registered.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { proxyFor } from "#endpoint/sending/proxy.ts";
import { shellQuote } from "#protocol/shell/shell-quote.ts";
import { SETTINGS_BYTES } from "#spec/bounded-file.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { costLines, costOf, type Cost } from "#cli/planning/cost.ts";
import { fire, planRun, withReadOnlySpec, type FireOptions, type RunPlan } from "#cli/run/run-suite.ts";
import type { RunTarget } from "#cli/run/target/run-target.ts";
import { withToldTarget } from "#cli/run/target/told-target.ts";
import type { TargetStartFlags } from "#cli/started/await-target.ts";

/** The flags of `run`, with those that the library does not have. */
export interface RunCommandFlags extends RunFlags, TellingFlags, TargetStartFlags {
  /** The selftest.json whose detection power the page is to show. */
  readonly killMatrix?: string;
}

const KNOWN_FAILURES = "known-failures.yaml";

/** Fires and judges; answers the exit code. */
export async function runCommand(given: RunCommandFlags, console: Console): Promise<number> {
  const plan = planRun(withReadOnlySpec(given));
  const flags = { ...given, ...plan.flags };
  requireShareable(flags);
  const killMatrix = flags.killMatrix === undefined ? undefined : readKillMatrix(flags.killMatrix);
  return withToldTarget(flags, console, async ({ target, output, progress, signal, sweep, typed }) => {
    tellWarnings(target, progress);
    const record = await fireShown({ plan, target, output, signal }, progress);
    tellEnd(
      writtenOrTold(record, output, flags, { killMatrix, progress }),
      output,
      { ...flags, sweep, typed },
      console,
    );
    tellWarningsLate(target, record, flags, console);
    const made = plan.table === undefined ? "cluster" : "resource";
    const asked = namesLeft(output.path(JOURNAL), target.runId).length;
    // Interrupted before anything was asked, it says nothing of the target.
    if (answeredNothing(record) && (asked > 0 || !record.run.interrupted)) {
      const told = onNoAnswer(target, { asked, made });
      for (const line of told) progress.note(wrapped(line, progress.width));
      // A command stays in one piece.
      if (asked > 0 && told.length > 0) progress.note(`  ${sweep}`);
    }
    const say = flags.json === true ? progress.note : progress.print;
    offerExpectations(record, flags.expectations, output, say);
    writeShared(record, plan, (line) => say(wrapped(line, progress.width)));
    tellReport(output, flags, progress);
    return record.outcome.exitCode;
  });
}

/** A run whose reports cannot be written has come to a verdict all the same. */
function writtenOrTold(
  record: RunRecord,
  output: Output,
  { format }: RunFlags,
  { killMatrix, progress }: { readonly killMatrix: KillMatrix | undefined; readonly progress: Console },
): RunRecord {
  try {
    return output.finish(record, format, killMatrix);
  } catch (error) {
    progress.note(wrapped(record.outcome.sentence, progress.width));
    throw error;
  }
}

async function fireShown(options: Omit<FireOptions, "onEvent">, console: Console): Promise<RunRecord> {
  const { plan, target } = options;
  const tested = target.embedded ? `the embedded reference server on ${target.endpoint}` : target.endpoint;
  console.note(`Testing ${tested}, seed ${plan.seed}`);
  const cost = target.settings.kind === "aws" ? await costOnAws(plan, target) : undefined;
  for (const line of cost === undefined ? [] : costLines(cost)) console.note(wrapped(line, console.width));
  const progress = progressOf(console, plan.requirements, cost);
  try {
    const onOthers = (others: Count): void => console.note(wrapped(othersInWords(others), console.width));
    return await fire({
      ...options,
      onEvent: progress.show,
      onOthers,
      removing: progress.removing,
      waiting: progress.waiting,
    });
  } finally {
    progress.done();
  }
}

function wrapped(line: string, width: number): string {
  return columns(line) > width ? wrapText(line, width).join("\n") : line;
}

/** What it will cost is said before anything is sent to an account of AWS. */
async function costOnAws(plan: RunPlan, target: RunTarget): Promise<Cost> {
  // It runs on the reference server in memory, which no other run needs in this thread.
  const { rehearse } = await import("#cli/planning/rehearsal.ts");
  return costOf(await rehearse(plan, target), target.settings, plan);
}

function othersInWords(others: Count): string {
  if (others.count === 0 && !others.atLeast) return "No cluster is registered in this account and Region yet";
  const told = countInWords(others);
  const are = others.count === 1 ? "cluster is" : "clusters are";
  const first = told.charAt(0).toUpperCase() + told.slice(1);
  return `${first} ${are} registered in this account and Region already, none of them this run's: they count towards the quota`;
}

interface Unanswered {
  /** Of how many names nobody knows whether they are there. */
  readonly asked: number;
  readonly made: "cluster" | "resource";
}

/** What to do where nothing was answered, and where to look for what may have been done all the same. */
function onNoAnswer(target: RunTarget, { asked, made }: Unanswered): string[] {
  const { endpoint, settings } = target;
  if (endsWithRun(target)) return [];
  if (asked > 0) {
    const all = asked === 1 ? `a ${made}` : `${asked} ${made}s`;
    const verb = made === "cluster" ? "registered" : "made";
    return [
      `No request to ${endpoint} was answered, and it may nevertheless have ${verb} ${all}`,
      "Once it answers, look and remove with:",
    ];
  }
  // Where TLS did not come about, something is there: the outcome has said what.
  if (settings.kind === "aws" || endpoint.startsWith("https:")) return [];
  if (proxyFor(endpoint, process.env) !== undefined) {
    return [
      `Requests to ${endpoint} go through a proxy, as the environment has it: list the host in NO_PROXY if none is needed`,
    ];
  }
  return [
    `Nothing answers at ${endpoint}: start it first, with --wait-for-target 60 if that takes a while, or let --command start it`,
  ];
}

/** Entries that the given file has stay as they are, even where it is this very file. */
function offerExpectations(
  record: RunRecord,
  given: string | undefined,
  output: Output,
  say: (text: string) => void,
): void {
  const template = expectationsTemplate(
    record,
    given === undefined ? "" : readTextFile(given, "--expectations", SETTINGS_BYTES),
  );
  if (template === undefined) return;
  const file = output.write(KNOWN_FAILURES, template);
  if (given === undefined) {
    say(`To expect these failures: cp ${shellQuote(file)} .`);
    say(`then give each a reason there, and run with --expectations ${KNOWN_FAILURES}`);
    return;
  }
  say(`To expect the new failures, too: ${shellQuote(file)} has them after the entries of ${given}`);
}
