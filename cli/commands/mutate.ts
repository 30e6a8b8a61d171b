import { createRedactor, type Redactor } from "../../endpoint/redaction/redactor.ts";
import { renderScore } from "../../reports/mutations/render-score.ts";
import { renderScoreJunit } from "../../reports/mutations/render-score-junit.ts";
import { renderScoreMarkdown } from "../../reports/mutations/render-score-markdown.ts";
import type { MutationReport } from "../../reports/mutations/mutation-report.ts";
import { visibleJson } from "../../spec/json/visible-json.ts";
import { registrationService } from "../../spec/registration/registration-service.ts";
import { EXIT } from "../../suites/record/verdicts/exit-code.ts";
import type { Console } from "../console.ts";
import { readSpec } from "../files/read-spec.ts";
import { withoutKey } from "../files/journal-key.ts";
import { splitWords } from "../flags/split-words.ts";
import { type MutationFlags, USUAL_FAULTS } from "../flags/mutation-flags.ts";
import { onSignals } from "../run/interruption.ts";
import { runInGroup } from "../run/mutating/command-in-group.ts";
import { mutateAnswers } from "../run/mutating/mutate.ts";
import type { RoundSettings } from "../run/mutating/round.ts";
import { roundsProgress } from "../run/mutating/rounds-progress.ts";
import { freshReference, standingTarget, withCredentials } from "../run/mutating/round-target.ts";
import type { Output } from "../run/results/output.ts";
import { withinOutput } from "../run/results/within-output.ts";
import { progressConsole } from "../run/tell.ts";
import { UsageError } from "../usage-error.ts";
import { passedTo, type ProxyFlags } from "./proxy.ts";

/** An endpoint may take its time. */
const PATIENCE_MS = 120_000;
/** See RoundSettings. */
const MORE_MS = 3_000;
/** Survivors that a terminal shows. */
const SHOWN = 12;

export type MutateFlags = ProxyFlags & MutationFlags;

/** Runs the command with faults in the answers it gets, and says which of them its tests notice. */
export async function mutateCommand(flags: MutateFlags, console: Console, env = process.env): Promise<number> {
  requireCommand(flags);
  return withinOutput(flags.out, async (output) => {
    const progress = progressConsole(console, flags);
    const redactor = createRedactor({ ofOthers: true, secrets: secretsIn(env) });
    const { settings, place } = await roundSettings(flags, env, redactor);
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
function tellScore(report: MutationReport, output: Output, flags: MutateFlags, console: Console): number {
  const file = output.write("mutations.json", `${visibleJson(report, 1)}\n`);
  output.write("mutations.md", renderScoreMarkdown(report));
  output.write("mutations.xml", renderScoreJunit(report));
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
function isBelow({ score }: MutationReport, { minScore }: MutateFlags): boolean {
  return minScore !== undefined && (score ?? 0) * 100 < minScore;
}

/** Throws UsageError where there is nothing to run, or no way to run it so. */
function requireCommand({ command = [] }: MutateFlags): void {
  if (command.length === 0) throw new UsageError("proxy --mutate: give the command that runs the tests after --");
  if (process.platform === "win32")
    throw new UsageError("proxy --mutate: not supported on Windows, which has no process groups");
}

interface RoundPlace {
  /** The endpoint, as it is said. */
  readonly words: string;
  /** All rounds have the same endpoint. */
  readonly isShared: boolean;
}

async function roundSettings(
  flags: MutateFlags,
  env: NodeJS.ProcessEnv,
  redactor: Redactor,
): Promise<{ readonly settings: RoundSettings; readonly place: RoundPlace }> {
  const { spec = "eks", host, allowHost: names, jobs = 1, command = [], reset, timeoutMs = PATIENCE_MS } = flags;
  const { contract, table = registrationService().table, served } = readSpec(spec);
  const to = await passedTo(flags, env);
  const region = flags.region ?? env["AWS_REGION"] ?? "us-east-1";
  const own = withoutKey(env);
  const settings: RoundSettings = {
    service: { contract, table },
    command,
    reset: reset === undefined ? undefined : splitWords(reset, "--reset"),
    env: to === undefined ? withCredentials(own, region) : own,
    openTarget: to === undefined ? freshReference(served, region) : standingTarget(to.endpoint),
    listening: { host, port: jobs > 1 ? 0 : flags.port, names },
    ca: to?.ca,
    timeoutMs,
    moreMs: MORE_MS,
    run: runInGroup,
    seen: redactor.learn,
  };
  const words = to === undefined ? "a reference server of its own for each round" : to.endpoint;
  return { settings, place: { words, isShared: to !== undefined } };
}

function secretsIn(env: NodeJS.ProcessEnv): string[] {
  return ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].flatMap((name) =>
    (env[name]?.length ?? 0) > 8 ? (env[name] ?? []) : [],
  );
}

/** The first signal ends the rounds, a second one the process. */
async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const release = onSignals(() => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
