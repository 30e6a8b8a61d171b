/**
 * The step of action.yml: runs the command, then hands its record to the runner as step summary, annotations and
 * outputs. Inputs come in environment variables. Ends with the command's exit code.
 */
import { spawnSync } from "node:child_process";
// eslint-disable-next-line no-restricted-imports -- The runner names its own files, and may name a device.
import { appendFileSync, existsSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { requireNoLinks } from "#disk/folders.ts";
import { PlaceTaken } from "#disk/place.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { readTextFile } from "#cli/files/reading/read-text-file.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { RESULTS } from "#cli/files/writing/results-folder.ts";
import { splitWords } from "#cli/flags/split-words.ts";
import { UsageError } from "#cli/usage-error.ts";
import { annotationsOf, errorCommand } from "./annotations.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";

/** What action.yml promises of a record, by the names of its outputs. */
function outputsOf(record: RunRecord): Record<string, string> {
  const { outcome, requirements } = record;
  const { MUST: must, SHOULD: should } = tallyByLevel(requirements);
  return {
    verdict: outcome.verdict,
    sentence: outcome.sentence,
    "must-met": String(must.met),
    "must-judged": String(must.judged),
    "must-tolerated": String(must.byAlternative),
    "should-met": String(should.met),
    "should-judged": String(should.judged),
    causes: String(failingCauses(record, causesOf(record)).length),
  };
}

/** Changes when the file is written anew; undefined while it is not there. */
type Stamp = string | undefined;

/** A stamp of each file, so that what a run wrote is told from what lay there before it. */
function stampsOf<Name extends string>(files: Readonly<Record<Name, string>>): Record<Name, Stamp> {
  const stamps = Object.entries<string>(files).map(([name, path]) => [name, stampOf(path)]);
  return Object.fromEntries(stamps) as Record<Name, Stamp>;
}

function stampOf(path: string): Stamp {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}

/**
 * The folder is a checkout, or the workspace lies in it: reports there would overwrite a project's own files, and the
 * artifact would hold all of them.
 */
export function holdsCheckout(folder: string, workspace: string): boolean {
  const way = relative(realPath(folder), realPath(workspace));
  const outside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return !outside || existsSync(join(folder, ".git"));
}

/** Links followed as far as the path is there. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

const MAIN = fileURLToPath(new URL("../main.js", import.meta.url));

process.exitCode = step(process.env);

function step(env: NodeJS.ProcessEnv): number {
  const { OUT: out = RESULTS, GITHUB_WORKSPACE: workspace = process.cwd() } = env;
  const unfit = whyUnfit(out, workspace);
  if (unfit !== undefined) return refuse(env, unfit);
  writeOutputs(env, { folder: out });
  const files = { record: join(out, "run.json"), summary: join(out, "summary.md") };
  const before = stampsOf(files);
  const flags = runFlags(env, out);
  if (typeof flags === "string") return refuse(env, flags);
  const { status } = spawnSync(process.execPath, [MAIN, "run", ...flags], { stdio: "inherit" });
  const exitCode = status ?? EXIT.suiteError;
  writeOutputs(env, { "exit-code": String(exitCode) });
  const after = stampsOf(files);
  // What lay there before belongs to another run.
  if (after.record !== before.record) reportRecord(env, out, files.record);
  if (after.summary !== before.summary) appendTo(env["GITHUB_STEP_SUMMARY"], readTextFile(files.summary, "summary"));
  return exitCode;
}

function refuse(env: NodeJS.ProcessEnv, complaint: string): number {
  console.log(errorCommand("EKS conformance", complaint));
  writeOutputs(env, { "exit-code": String(EXIT.usage) });
  return EXIT.usage;
}

/** Why a folder may not become the artifact: it would hold a project's own files, or what links in it lead to. */
function whyUnfit(out: string, workspace: string): string | undefined {
  if (holdsCheckout(out, workspace)) return `out: ${out} is the checkout or holds it; name a folder of its own.`;
  try {
    requireNoLinks(out);
    return undefined;
  } catch (error) {
    if (error instanceof PlaceTaken) return `out: ${error.message}`;
    throw error;
  }
}

/** The flags of the run, or what is wrong with the input `flags`. */
function runFlags(env: NodeJS.ProcessEnv, out: string): string[] | string {
  const { ENDPOINT_URL, REGION, LEVEL, EXPECTATIONS, SHARD, FLAGS = "" } = env;
  const given = [
    ["--endpoint-url", ENDPOINT_URL],
    ["--region", REGION],
    ["--level", LEVEL],
    ["--expectations", EXPECTATIONS],
    ["--shard", SHARD],
    ["--out", out],
  ] as const;
  const flags = given.flatMap(([flag, value]) => (value === undefined || value === "" ? [] : [flag, value]));
  try {
    return [...flags, ...splitWords(FLAGS, "flags")];
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function reportRecord(env: NodeJS.ProcessEnv, out: string, file: string): void {
  const record = readRecord(file);
  const badge = join(out, "badge.json");
  writeOutputs(env, { ...outputsOf(record), record: file, badge: existsSync(badge) ? badge : "" });
  for (const line of annotationsOf(record)) console.log(line);
}

function writeOutputs(env: NodeJS.ProcessEnv, outputs: Readonly<Record<string, string>>): void {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value.replace(/[\r\n]+/g, " ")}\n`);
  appendTo(env["GITHUB_OUTPUT"], lines.join(""));
}

function appendTo(file: string | undefined, text: string): void {
  if (file !== undefined) appendFileSync(file, text);
}
