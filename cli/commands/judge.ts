import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { awsRegionOf } from "#endpoint/aws/classify-endpoint.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { endpointsIn, type NotJudged, readRecording } from "#suites/recordings/recording.ts";
import type { Console } from "#cli/console.ts";
import { requireOutside } from "#cli/files/writing/results-folder.ts";
import { plainEndpoint, readRecordingFile } from "#cli/files/reading/read-recording.ts";
import { counted } from "#cli/planning/counted.ts";
import { openJudging } from "#cli/run/judging-others.ts";
import { withinOutput } from "#cli/run/results/within-output.ts";
import type { RunFlags } from "#cli/run/run-flags.ts";
import { planRun } from "#cli/run/run-suite.ts";
import { settingsFor } from "#cli/run/target/target-settings.ts";
import { progressConsole, type TellingFlags } from "#cli/run/print-outcome.ts";
import { InconclusiveError, UsageError } from "#cli/usage-error.ts";

/** The flags of `judge`: those of `proxy` that say what is judged and where it is written. */
export interface JudgeFlags extends RunFlags, TellingFlags {}

/** Judges a recording as `proxy` judges what passes; answers the exit code of a run with the same verdict. */
export async function judgeCommand(file: string, flags: JudgeFlags, console: Console): Promise<number> {
  const given = endpointGiven(flags);
  requireOutside(flags.out, file, "the recording being judged");
  // The endpoint says which entries count. Nothing is sent there, so nothing guards it.
  const plan = planRun({ ...flags, endpointUrl: undefined, seed: 0 });
  const { entries, endpoint: said } = readRecordingFile(file);
  const endpoint = given ?? said ?? onlyEndpoint(file, endpointsIn(entries, plan.contract));
  const { exchanges, leftOut, region: signed } = readRecording(entries, plan.contract, endpoint);
  const progress = progressConsole(console, flags);
  for (const line of notJudgedLines(leftOut)) progress.note(line);
  if (endpoint === undefined || exchanges.length === 0) {
    const hint = endpoint === undefined ? "; if the endpoint has a base path, give it as --endpoint-url" : "";
    throw new InconclusiveError(
      `recording ${file}: nothing to judge: it has no whole exchange with the service${hint}`,
    );
  }
  const region = signed ?? awsRegionOf(endpoint) ?? "us-east-1";
  const target = { endpoint, region, settings: settingsFor(flags, endpoint), runId: randomUUID(), embedded: false };
  const options = { recording: basename(file), leftOut: leftOut as unknown as JsonValue };
  return withinOutput(flags.out, (output) => {
    if (output.notice !== undefined) progress.note(output.notice);
    const judging = openJudging({ plan, target, output, progress, options, request: "request in the recording" });
    progress.note(`Judging ${counted(exchanges.length, "exchange")} of ${visibleLine(file)} with ${endpoint}`);
    for (const { exchange, ...entry } of exchanges) judging.see(exchange, entry);
    return Promise.resolve(judging.end(flags, console).outcome.exitCode);
  });
}

function endpointGiven({ endpointUrl }: RunFlags): string | undefined {
  if (endpointUrl === undefined) return undefined;
  const endpoint = plainEndpoint(endpointUrl);
  if (endpoint !== undefined) return endpoint;
  throw new UsageError("--endpoint-url: not a URL of HTTP: give one such as http://localhost:4566");
}

/** Throws UsageError of several, since nothing says which of them is meant. */
function onlyEndpoint(file: string, found: ReadonlyMap<string, number>): string | undefined {
  const [first, ...others] = [...found].map(([origin, count]) => `${origin} (${counted(count, "request")})`);
  if (others.length === 0) return found.keys().next().value;
  const shown = [first, ...others].slice(0, SHOWN).join(", ");
  throw new UsageError(`recording ${file}: has requests to several endpoints; give one as --endpoint-url: ${shown}`);
}

/** Endpoints, and ranges of numbers for a reason, that a line shows. */
const SHOWN = 12;

/** What is not judged, a line for each reason. */
function notJudgedLines(leftOut: readonly NotJudged[]): string[] {
  return leftOut.map(({ why, entries }) => {
    const ranges = rangesOf(entries);
    const more = ranges.length > SHOWN ? ` and others, ${entries.length} in all` : "";
    return `Not judged: ${entries.length === 1 ? "entry" : "entries"} ${ranges.slice(0, SHOWN).join(", ")}${more}: ${why}`;
  });
}

/** Ascending numbers: "3, 7 to 9". */
function rangesOf(numbers: readonly number[]): string[] {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`));
}
