import { basename, join } from "node:path";
import { numberOf } from "#reference/drawn/chooser.ts";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import type { ServiceFault } from "#reference/service/faults/service-fault.ts";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import type { Service } from "#reference/service/service-call.ts";
import { variantsOf } from "#reference/service/variants.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import type { Console } from "#cli/console.ts";
import { readService } from "#cli/files/reading/read-spec.ts";
import { makeResultsFolder } from "#cli/files/writing/results-folder.ts";
import { writeFiles } from "#cli/files/writing/write-files.ts";
import { matchingEntries } from "#cli/selftest/matching-entries.ts";
import { runServers } from "#cli/selftest/pool.ts";
import type { ServerResult } from "#cli/selftest/selftest-server.ts";

/** The flags of `selftest --spec`, for the suite of a whole service. */
export interface ServiceSelftestFlags {
  /** `eks`, or a file with a table beside it. */
  readonly spec: string;
  /** Globs of the faults to test; none: a sample of all. */
  readonly fault: readonly string[];
  /** Globs of the conforming variants to test. */
  readonly variant: readonly string[];
  /** How many of the matching variants to test. */
  readonly variantSample?: number;
  /** How many drawn faults to test, beginning with number 1. Default: none. */
  readonly drawn?: number;
  /** Tests every fault and variant instead of a sample. */
  readonly all?: boolean;
  readonly seed: number;
  /** Threads that test in parallel. */
  readonly jobs: number;
  /** Folder for the result. */
  readonly out: string;
}

/** Faults of the service, and conforming variants, that a selftest takes unless it is told to take all. */
const SAMPLE = 300;
const VARIED = 10;
/** Faults not caught that are told on the terminal. */
const NAMED = 40;

/**
 * Runs the suite of a whole service against a sample of the faults and of the conforming variants of its reference server,
 * and against drawn faults; answers the exit code.
 */
export async function selftestService(
  flags: ServiceSelftestFlags,
  console: Pick<Console, "print" | "note">,
  run: typeof runServers = runServers,
): Promise<number> {
  const { seed, jobs, spec } = flags;
  const filtered = flags.fault.length + flags.variant.length > 0;
  const service = serviceOf(readService(spec).served);
  const drawable = drawnFor(service, flags);
  const isDrawn = new Set<FaultTested>(drawable);
  const matching = matchingEntries("--fault", [...serviceFaults(service), ...drawable], flags.fault, filtered);
  const seeded = matching.filter((fault) => !isDrawn.has(fault));
  const drawn = matching.filter((fault) => isDrawn.has(fault));
  // Nothing can show of an operation that the table has no input of.
  const isCalled = ({ operation }: FaultTested): boolean => Object.hasOwn(service.table.inputs, operation);
  const called = filtered ? seeded : seeded.filter(isCalled);
  const faults = flags.all === true || filtered ? called : sampleOf(called, SAMPLE);
  const variants = variantsFor(service, flags, filtered);
  makeResultsFolder(flags.out);
  const file = join(flags.out, fileOf(spec));
  const servers = [
    { kind: "service", id: spec } as const,
    ...variants.map(({ id }) => ({ kind: "service-variant", id }) as const),
    ...faults.map(({ id }) => ({ kind: "service-fault", id }) as const),
    ...drawn.map(({ id }) => ({ kind: "service-drawn", id }) as const),
  ];
  let done = 0;
  const onResult = (): void => {
    done += 1;
    if (done % EVERY === 0) console.note(`${done} of ${servers.length} servers tested`);
  };
  const { results, failed } = await run(servers, { seed, cases: 0, jobs, untilCaught: true, spec, onResult });
  const byId = new Map(results.map((result) => [result.server.id, result]));
  const rowsOf = (tested: readonly FaultTested[]): Row[] =>
    tested.flatMap((fault) => {
      const result = byId.get(fault.id);
      return result === undefined ? [] : [rowOf(fault, result)];
    });
  const rows = rowsOf(faults);
  const drawnRows = rowsOf(drawn);
  const survivors = [...rows, ...drawnRows].filter(({ caughtBy }) => caughtBy.length === 0);
  const falseAlarms = results.flatMap(alarmsOf);
  for (const line of matrixOf(rows)) console.print(line);
  const drawnWords = drawnRows.length === 0 ? "" : `${caughtOf(drawnRows)} drawn faults, `;
  console.print(
    `${caughtOf(rows)} faults caught, ${drawnWords}${falseAlarms.length} false alarms on ${variants.length + 1} conforming servers`,
  );
  if (called.length < seeded.length)
    console.print(`${seeded.length - called.length} faults of operations without an input in the table not tried`);
  for (const { id, sentence } of survivors.slice(0, NAMED)) console.print(`not caught: ${id}: ${sentence}`);
  for (const { at, requirement, verdict } of falseAlarms.slice(0, NAMED)) {
    console.print(`false alarm: ${requirement}: ${verdict}${at === undefined ? "" : `, at ${at}`}`);
  }
  for (const { server, failure } of failed) console.print(`failed: ${server}: ${failure}`);
  const told = { seed, falseAlarms, failed, faults: rows, drawn: drawnRows };
  writeFiles(`--out ${flags.out}`, [[file, `${JSON.stringify(told, null, 1)}\n`]]);
  console.note(`Each fault, with what caught it: ${file}`);
  if (failed.length > 0) return EXIT.suiteError;
  return survivors.length + falseAlarms.length === 0 ? EXIT.conformant : EXIT.nonConformant;
}

/** `selftest-eks.json`, or by the name of the model's file. */
function fileOf(spec: string): string {
  return `selftest-${basename(spec).replace(/(\.json|\.ya?ml)?(\.gz)?$/, "")}.json`;
}

type FaultTested = Pick<ServiceFault, "id" | "kind" | "operation" | "sentence">;

/** The sample, and further ones that are named by their ids. */
function drawnFor(service: Service, { drawn = 0, fault }: ServiceSelftestFlags): readonly FaultTested[] {
  const sample = Array.from({ length: drawn }, (_, at) => at + 1);
  const named = fault.flatMap((id) => numberOf(id) ?? []);
  return [...new Set([...sample, ...named])].map(faultDrawer(service));
}

/** `120 of 120` */
function caughtOf(rows: readonly Row[]): string {
  return `${rows.filter(({ caughtBy }) => caughtBy.length > 0).length} of ${rows.length}`;
}

/** Servers between two lines of progress. */
const EVERY = 20;

function variantsFor(
  service: Service,
  { variant, variantSample, all = false }: ServiceSelftestFlags,
  filtered: boolean,
) {
  const matching = matchingEntries("--variant", variantsOf(service), variant, filtered);
  return all || filtered ? matching : sampleOf(matching, variantSample ?? VARIED);
}

/** As many, spread over all of them. */
function sampleOf<Entry>(entries: readonly Entry[], count: number): readonly Entry[] {
  if (entries.length <= count) return entries;
  return entries.filter(
    (_, at) => Math.floor((at * count) / entries.length) !== Math.floor(((at - 1) * count) / entries.length),
  );
}

interface Alarm {
  /** The variant; the plain server has no name. */
  readonly at?: string;
  readonly requirement: string;
  readonly verdict: string;
}

/** What a conforming server is charged with: one that answers what is tolerated is warned of, and no more. */
function alarmsOf({ server: { kind, id }, findings, left }: ServerResult): Alarm[] {
  if (kind === "service") return findings.map(({ requirement, verdict }) => ({ requirement, verdict }));
  if (kind !== "service-variant") return [];
  const charged = findings.filter(({ verdict }) => verdict !== "warn");
  return [
    ...charged.map(({ requirement, verdict }) => ({ at: id, requirement, verdict })),
    ...left.map((name) => ({ at: id, requirement: name, verdict: "left behind" })),
  ];
}

interface Row extends FaultTested {
  readonly caughtBy: readonly string[];
  readonly requests: number;
}

function rowOf({ id, kind, operation, sentence }: FaultTested, { findings, requests }: ServerResult): Row {
  const missed = findings.filter(({ verdict }) => verdict === "fail" || verdict === "warn");
  const caughtBy = missed.map(({ requirement }) => requirement);
  return { id, kind, operation, sentence, caughtBy, requests };
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
    return `${group.padEnd(width)}${caughtOf(own)}`;
  });
}
