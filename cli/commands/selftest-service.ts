import { basename, join } from "node:path";
import type { ServiceFault } from "../../reference/service/faults/service-fault.ts";
import { serviceFaults } from "../../reference/service/faults/service-faults.ts";
import { serviceOf } from "../../reference/service/service-of.ts";
import { EXIT } from "../../suites/record/verdicts/exit-code.ts";
import type { Console } from "../console.ts";
import { matchesAny } from "../glob.ts";
import { readService } from "../files/read-spec.ts";
import { makeResultsFolder } from "../files/results-folder.ts";
import { writeFiles } from "../files/write-files.ts";
import { runServers } from "../selftest/pool.ts";
import type { ServerResult } from "../selftest/selftest-server.ts";
import { UsageError } from "../usage-error.ts";

/** The flags of `selftest --spec`, for the suite of a whole service. */
export interface ServiceSelftestFlags {
  /** `eks`, or a file with a table beside it. */
  readonly spec: string;
  /** Globs of the faults to test; none: a sample of all. */
  readonly fault: readonly string[];
  /** Tests every fault instead of a sample. */
  readonly all?: boolean;
  readonly seed: number;
  /** Threads that test in parallel. */
  readonly jobs: number;
  /** Folder for the result. */
  readonly out: string;
}

/** Faults of the service that a selftest takes unless it is told to take all. */
const SAMPLE = 300;
/** Faults not caught that are told on the terminal. */
const NAMED = 40;

/** Runs the suite of a whole service against a sample of the faults of its reference server; answers the exit code. */
export async function selftestService(
  flags: ServiceSelftestFlags,
  console: Pick<Console, "print" | "note">,
  run: typeof runServers = runServers,
): Promise<number> {
  const { seed, jobs, spec } = flags;
  const faults = chosen(serviceFaults(serviceOf(readService(spec).served)), flags);
  makeResultsFolder(flags.out);
  const file = join(flags.out, fileOf(spec));
  let done = 0;
  const onResult = (): void => {
    done += 1;
    if (done % EVERY === 0) console.note(`${done} of ${faults.length + 1} servers tested`);
  };
  const servers = [
    { kind: "service", id: spec } as const,
    ...faults.map(({ id }) => ({ kind: "service-fault", id }) as const),
  ];
  const results = await run(servers, { seed, cases: 0, jobs, untilCaught: true, spec, onResult });
  const [sound] = results.filter(({ server }) => server.kind === "service");
  const byId = new Map(results.map((result) => [result.server.id, result]));
  const rows = faults.map((fault) => rowOf(fault, byId.get(fault.id)));
  const survivors = rows.filter(({ caughtBy }) => caughtBy.length === 0);
  const falseAlarms = sound?.findings ?? [];
  writeFiles(`--out ${flags.out}`, [[file, `${JSON.stringify({ seed, falseAlarms, faults: rows }, null, 1)}\n`]]);
  for (const line of matrixOf(rows)) console.print(line);
  console.print(
    `${rows.length - survivors.length} of ${rows.length} faults caught, ${falseAlarms.length} false alarms`,
  );
  for (const { id, sentence } of survivors.slice(0, NAMED)) console.print(`not caught: ${id}: ${sentence}`);
  for (const { requirement, verdict } of falseAlarms.slice(0, NAMED)) {
    console.print(`false alarm: ${requirement}: ${verdict}`);
  }
  console.note(`Each fault, with what caught it: ${file}`);
  return survivors.length + falseAlarms.length === 0 ? EXIT.conformant : EXIT.nonConformant;
}

/** `selftest-eks.json`, or by the name of the model's file. */
function fileOf(spec: string): string {
  return `selftest-${basename(spec).replace(/(\.json|\.ya?ml)?(\.gz)?$/, "")}.json`;
}

/** Servers between two lines of progress. */
const EVERY = 20;

function chosen(faults: readonly ServiceFault[], { fault: globs, all = false }: ServiceSelftestFlags) {
  if (globs.length === 0) return all ? faults : sampleOf(faults);
  const found = faults.filter(({ id }) => matchesAny(id, globs));
  if (found.length === 0) {
    throw new UsageError(`--fault ${globs.join(", ")}: matches none of ${faults.length} faults of the service`);
  }
  return found;
}

/** As many as a sample has, spread over all operations and kinds. */
function sampleOf(faults: readonly ServiceFault[]): readonly ServiceFault[] {
  if (faults.length <= SAMPLE) return faults;
  return Array.from({ length: SAMPLE }, (_, at) => faults[Math.floor((at * faults.length) / SAMPLE)]).filter(
    (fault) => fault !== undefined,
  );
}

interface Row extends Pick<ServiceFault, "id" | "kind" | "operation" | "sentence"> {
  readonly caughtBy: readonly string[];
  readonly requests: number;
}

function rowOf({ id, kind, operation, sentence }: ServiceFault, result: ServerResult | undefined): Row {
  const missed = result?.findings.filter(({ verdict }) => verdict === "fail" || verdict === "warn") ?? [];
  const caughtBy = missed.map(({ requirement }) => requirement);
  return { id, kind, operation, sentence, caughtBy, requests: result?.requests ?? 0 };
}

/** What was caught of what was seeded, by kind of fault and by operation: `constraint-not-enforced  120 of 120`. */
function matrixOf(rows: readonly Row[]): string[] {
  return [...linesBy(rows, ({ kind }) => kind), "", ...linesBy(rows, ({ operation }) => operation), ""];
}

function linesBy(rows: readonly Row[], groupOf: (row: Row) => string): string[] {
  const groups = [...new Set(rows.map(groupOf))].sort();
  const width = Math.max(...groups.map((group) => group.length)) + 2;
  return groups.map((group) => {
    const own = rows.filter((row) => groupOf(row) === group);
    const caught = own.filter(({ caughtBy }) => caughtBy.length > 0).length;
    return `${group.padEnd(width)}${caught} of ${own.length}`;
  });
}
