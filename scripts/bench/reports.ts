import { performance } from "node:perf_hooks";
import { render } from "#cli/run/results/output.ts";
import { FORMATS } from "#cli/run/run-flags.ts";
import { startReferenceWorker } from "#reference/server/worker.ts";
import type { CaseResult, RunRecord } from "#suites/record/record.ts";
import { measureFilter } from "./filter.ts";
import { judgedRun } from "./judged-run.ts";
import { CREDENTIALS, REGION } from "./server.ts";
import { fixed, row, type TableRow } from "./table.ts";

const CASES = 10_000;

/** Rendering of a record that keeps ten thousand cases; one of a run keeps far fewer. */
export async function measureReports(): Promise<TableRow[]> {
  const grown = withCases(await recordOfFault("tags-limit-not-enforced"), CASES);
  const rows = FORMATS.map((format) => {
    const startedAt = performance.now();
    const text = render(grown, format);
    const ms = performance.now() - startedAt;
    const of = `a record with ${CASES} cases, ${fixed(Buffer.byteLength(text) / 1e6, 1)} MB`;
    return row(`rendering as ${format}`, `${fixed(ms, 0)} ms`, { of });
  });
  return [...rows, ...(await measureFilter(render(grown, "html"), CASES))];
}

async function recordOfFault(fault: string): Promise<RunRecord> {
  const options = { region: REGION, auth: true, credentials: CREDENTIALS, hooks: true, fault };
  const server = await startReferenceWorker(options);
  const { record } = await judgedRun(server.url, { concurrency: 32, cases: 5 });
  await server.close();
  return record;
}

/** The record with its own cases told again until there are so many. */
function withCases(record: RunRecord, count: number): RunRecord {
  const kept = record.requirements.filter(({ cases }) => cases.length > 0);
  const each = Math.ceil(count / kept.length);
  const requirements = record.requirements.map((requirement) => ({
    ...requirement,
    cases: repeated(requirement.cases, each),
  }));
  return { ...record, requirements };
}

function repeated(cases: readonly CaseResult[], count: number): CaseResult[] {
  if (cases.length === 0) return [];
  const rounds = Array.from({ length: Math.ceil(count / cases.length) }, (_, round) =>
    cases.map((result) => ({ ...result, id: `${result.id}/${round}` })),
  );
  return rounds.flat().slice(0, count);
}
