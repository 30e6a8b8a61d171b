import { eachReport } from "#cli/run/results/each-report.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { renderMatrixHtml } from "#reports/html/pages/matrix-page.tsx";
import { plural } from "#reports/model/text/format.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { MergeError, mergeShards } from "#suites/record/building/merge-shards.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Console } from "#cli/console.ts";
import { writeFindings } from "#cli/files/writing/finding-files.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";
import { FILES, render } from "#cli/run/results/output.ts";
import { readKillMatrix } from "#cli/files/reading/read-kill-matrix.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { makeResultsFolder, RESULTS } from "#cli/files/writing/results-folder.ts";
import type { Format } from "#cli/run/run-flags.ts";
import { UsageError } from "#cli/usage-error.ts";
import { writeFiles } from "#cli/files/writing/write-files.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { visibleLine } from "#reports/model/text/harmless-text.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";

/**
 * A record as its contract bears it out: files of findings send what a record's operations say, and anyone may have
 * written those. `spec` is what the reader takes for the contract; without it, one of the two built in.
 */
export function vouchedRecord(record: RunRecord, spec: string | undefined): RunRecord {
  const { contract } = readSpec(spec ?? (isService(record) ? "eks" : "register-cluster"));
  const strange = strangeOperation(record, contract) ?? strangeService(record, contract);
  if (strange === undefined) return record;
  return { ...record, withoutFiles: `the record has ${strange}; name its contract with --spec` };
}

function strangeOperation({ operations }: RunRecord, contract: Contract): string | undefined {
  const known = [...contract.operations.values(), ...contract.leftOut];
  const strange = operations.find(
    ({ id, method, path }) => !known.some((one) => one.id === id && one.method === method && one.path === path),
  );
  if (strange === undefined) return undefined;
  const { id, method, path } = strange;
  return `an operation that ${contract.title} does not have: ${visibleLine(`${id}, ${method} ${path}`)}`;
}

/** An endpoint that serves several goes by it. */
function strangeService(record: RunRecord, contract: Contract): string | undefined {
  const { signingName = "eks" } = record.contract;
  return signingName === contract.signingName
    ? undefined
    : `requests that are signed for another service, ${signingName}`;
}

/** The flags of `report`. */
export interface ReportFlags {
  /** Reports to write. */
  readonly format: readonly Format[];
  /** Folder to write to. Default: `conformance-results`, unless it holds the report of another run. */
  readonly out?: string;
  /** The selftest.json whose detection power the page is to show. */
  readonly killMatrix?: string;
  /** The contract whose requests the files of findings may send: as for `run`. Default: one of the two built in. */
  readonly spec?: string;
}

/** Renders records again: one in any format, the shards of a run as one, others as a matrix of targets. */
export function reportCommand(files: readonly string[], flags: ReportFlags, console: Console): number {
  const records = files.map(readRecord);
  const sharded = records.every(({ run }) => run.shard !== undefined);
  const killMatrix = flags.killMatrix === undefined ? undefined : readKillMatrix(flags.killMatrix);
  const read = records.length === 1 ? records[0] : sharded ? merged(records) : undefined;
  const one = read === undefined ? undefined : vouchedRecord(read, flags.spec);
  if (one === undefined && killMatrix !== undefined) {
    throw new UsageError("--kill-matrix works only with one record, or with the shards of one run");
  }
  const folder = flags.out ?? folderFor(one);
  const reports = one === undefined ? matrix(records) : single(one, flags.format, killMatrix);
  makeResultsFolder(folder);
  eachReport(
    reports.map(([name, made]) => {
      const file = join(folder, name);
      const write = (): void => {
        writeFiles(`--out ${folder}`, [[file, made()]]);
        console.print(file);
      };
      return [name, write] as const;
    }),
  );
  const findings = one === undefined ? [] : writeFindings(folder, one);
  if (one?.withoutFiles !== undefined) console.note(`no files of findings: ${one.withoutFiles}`);
  if (findings.length > 0) console.print(`${join(folder, "findings")} (${plural(findings.length, "file")})`);
  return 0;
}

/** Where reports go if nobody says where: never to a record from elsewhere, nor over the report of another run. */
function folderFor(one: RunRecord | undefined): string {
  const held = join(RESULTS, FILES.json);
  if (!existsSync(held) || (one !== undefined && readRecord(held).run.id === one.run.id)) return RESULTS;
  throw new UsageError(`report: ${RESULTS} holds the report of another run: give another folder with --out`);
}

function merged(shards: readonly RunRecord[]): RunRecord {
  try {
    return mergeShards(shards);
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(`report: ${error.message}`);
    throw error;
  }
}

type Report = readonly [file: string, made: () => string];

function single(record: RunRecord, formats: readonly Format[], killMatrix?: KillMatrix): Report[] {
  return formats.map((format) => [FILES[format], () => render(record, format, killMatrix)] as const);
}

function matrix(records: readonly RunRecord[]): Report[] {
  return [[FILES.html, () => renderMatrixHtml(records, pageTools())]];
}
