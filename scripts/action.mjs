/**
 * The step of action.yml: runs the command, then hands its record to the runner as step summary, annotations and
 * outputs. Inputs come in environment variables; CLI is the command's main module. Ends with the command's exit code.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The runner shows ten annotations of a kind for each step. */
const ANNOTATIONS = 10;

const { CLI = "", OUT = "conformance-results", GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = process.env;
const recordFile = join(OUT, "run.json");

// A record of a run before would be taken for this one's when the command does not get as far as writing its own.
for (const file of ["run.json", "summary.md"]) rmSync(join(OUT, file), { force: true });
const { status } = spawnSync(process.execPath, [CLI, "run", ...runFlags(process.env)], { stdio: "inherit" });
const exitCode = status ?? 4;
output("exit-code", String(exitCode));
if (existsSync(recordFile)) reportRecord(JSON.parse(readFileSync(recordFile, "utf8")));
process.exitCode = exitCode;

function runFlags({ ENDPOINT_URL, REGION, LEVEL, EXPECTATIONS, SHARD, FLAGS = "" }) {
  const given = [
    ["--endpoint-url", ENDPOINT_URL],
    ["--region", REGION],
    ["--level", LEVEL],
    ["--expectations", EXPECTATIONS],
    ["--shard", SHARD],
    ["--out", OUT],
  ];
  const flags = given.filter(([, value]) => value !== undefined && value !== "").flat();
  return [...flags, ...FLAGS.split(/\s+/).filter((word) => word !== "")];
}

function reportRecord(record) {
  output("verdict", record.outcome.verdict);
  output("sentence", record.outcome.sentence);
  for (const level of ["MUST", "SHOULD"]) {
    const { met, judged } = countOf(record, level);
    output(`${level.toLowerCase()}-met`, String(met));
    output(`${level.toLowerCase()}-judged`, String(judged));
  }
  output("record", recordFile);
  if (existsSync(join(OUT, "badge.json"))) output("badge", join(OUT, "badge.json"));
  annotate(record);
  const summary = join(OUT, "summary.md");
  if (GITHUB_STEP_SUMMARY !== undefined && existsSync(summary)) {
    appendFileSync(GITHUB_STEP_SUMMARY, readFileSync(summary));
  }
}

/** As the sentence counts: a MUST met by a tolerated alternative is met. */
function countOf({ requirements }, level) {
  const judged = requirements.filter((each) => each.level === level && ["pass", "warn", "fail"].includes(each.verdict));
  const met = judged.filter(({ verdict }) => verdict === "pass" || (level === "MUST" && verdict === "warn"));
  return { met: met.length, judged: judged.length };
}

function annotate({ requirements }) {
  const failing = requirements.filter(
    ({ verdict, expectedFailure }) =>
      verdict === "error" || verdict === "stale" || (verdict === "fail" && expectedFailure === undefined),
  );
  for (const requirement of failing.slice(0, ANNOTATIONS)) {
    const title = property(`${requirement.level} ${requirement.id}`);
    console.log(`::error title=${title}::${data(textOf(requirement))}`);
  }
}

function textOf({ title, reason, cases, verdict }) {
  const judgement = cases.find((each) => each.verdict === verdict)?.judgement;
  if (judgement === undefined) return reason === undefined ? title : `${title} ${reason}`;
  return `${title} Expected ${judgement.expected}; received ${judgement.received}.`;
}

function data(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text) {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function output(name, value) {
  const line = value.replace(/[\r\n]+/g, " ");
  if (GITHUB_OUTPUT !== undefined) appendFileSync(GITHUB_OUTPUT, `${name}=${line}\n`);
}
