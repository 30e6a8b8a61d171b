import type { Fault, Variant } from "#reference/fault.ts";
import type {
  Catch,
  ConformingRow,
  DrawnRow,
  FailedRun,
  FaultRow,
  KillMatrix,
  RequirementColumn,
} from "#reports/model/selftest/kill-matrix.ts";
import { isUncaught, isWrong, medianToCatch } from "#reports/model/selftest/kills.ts";
import type { Level, Requirement } from "#spec/requirement.ts";
import { isMissed } from "#suites/record/verdicts/tally.ts";
import type { NotMet, ServerResult } from "./selftest-server.ts";

type DescribedVariant = Pick<Variant, "id" | "sentence">;

export interface MatrixInput {
  readonly tool: KillMatrix["tool"];
  readonly seed: number;
  readonly cases: number;
  readonly partial: boolean;
  readonly requirements: readonly Pick<Requirement, "id" | "area" | "level">[];
  readonly faults: readonly Pick<Fault, "id" | "sentence" | "area" | "requirements" | "level">[];
  readonly variants: readonly DescribedVariant[];
  readonly drawn: readonly DescribedVariant[];
  /** One for the plain server, and one for each fault and variant, here or among the failed. */
  readonly results: readonly ServerResult[];
  readonly failed: readonly FailedRun[];
}

const PLAIN: DescribedVariant = { id: "plain", sentence: "The reference server as it is." };

/** Fault × requirement, from what each run came to. Throws where a fault or variant has neither a result nor failed. */
export function buildKillMatrix(input: MatrixInput): KillMatrix {
  const { tool, seed, cases, partial, requirements, failed } = input;
  const results = new Map(input.results.map((result) => [`${result.server.kind} ${result.server.id}`, result]));
  const hasFailed = new Set(failed.map(({ server }) => server));
  const rowsOf = <Entry extends { readonly id: string }, Row>(
    kind: string,
    entries: readonly Entry[],
    rowOf: (entry: Entry, result: ServerResult) => Row,
  ): Row[] =>
    entries.flatMap((entry) => {
      const server = `${kind} ${entry.id}`;
      const result = results.get(server);
      if (result !== undefined) return [rowOf(entry, result)];
      if (hasFailed.has(server)) return [];
      throw new Error(`no result for the ${server}`);
    });
  const plain = results.get(`plain ${PLAIN.id}`);
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  const faults = rowsOf("fault", input.faults, (fault, result) => faultRow(fault, result, plain, levels));
  const drawn = rowsOf("drawn", input.drawn, (fault, result) => drawnRow(fault, result, plain, levels));
  const conforming = [...rowsOf("plain", [PLAIN], conformingRow), ...rowsOf("variant", input.variants, conformingRow)];
  const columns = requirements.map((requirement) => column(requirement, input.faults, faults));
  const median = medianToCatch(faults);
  return {
    schemaVersion: 1,
    tool,
    seed,
    cases,
    partial,
    faults,
    drawn,
    conforming,
    failed,
    requirements: columns,
    unexercised: columns.filter(isUnexercised).map(({ id }) => id),
    medianRequestsToCatch: median,
    passed:
      faults.every(({ status }) => status === "killed") &&
      !drawn.some(isUncaught) &&
      !conforming.some(isWrong) &&
      failed.length === 0,
  };
}

function faultRow(
  { id, sentence, area, requirements: named, level }: MatrixInput["faults"][number],
  result: ServerResult,
  plain: ServerResult | undefined,
  levels: ReadonlyMap<string, Level>,
): FaultRow {
  const caught = newFindings(result, plain).filter((finding) =>
    catches(finding, level ?? levels.get(finding.requirement)),
  );
  const killedBy = caught.filter(({ requirement }) => named.includes(requirement));
  const alsoCaughtBy = caught.filter(({ requirement }) => !named.includes(requirement));
  const requestsToCatch = firstOf(killedBy);
  return {
    id,
    sentence,
    area,
    status: killedBy.length > 0 ? "killed" : alsoCaughtBy.length > 0 ? "misplaced" : "survived",
    killedBy,
    missedBy: named.filter((requirement) => !killedBy.some((kill) => kill.requirement === requirement)),
    alsoCaughtBy,
    requestsToCatch,
    requests: result.requests,
  };
}

/** Any requirement may catch a drawn fault. */
function drawnRow(
  { id, sentence }: DescribedVariant,
  result: ServerResult,
  plain: ServerResult | undefined,
  levels: ReadonlyMap<string, Level>,
): DrawnRow {
  const { requests, left } = result;
  const caughtBy = newFindings(result, plain).filter((finding) => catches(finding, levels.get(finding.requirement)));
  return { id, sentence, caughtBy, left, requestsToCatch: firstOf(caughtBy), requests };
}

/** What the run found that it does not find on the plain server. */
function newFindings(result: ServerResult, plain: ServerResult | undefined): NotMet[] {
  const before = new Set(plain?.findings.map(({ requirement, verdict }) => `${requirement} ${verdict}`));
  return result.findings.filter(({ requirement, verdict }) => !before.has(`${requirement} ${verdict}`));
}

/** A MUST has to fail; a SHOULD, and an answer that is graded as tolerable, can do no more than warn. */
function catches({ verdict }: NotMet, level: Level = "MUST"): boolean {
  return isMissed({ verdict, level });
}

function firstOf(catchers: readonly Catch[]): number | undefined {
  const counts = catchers.flatMap(({ atRequest }) => atRequest ?? []);
  return counts.length === 0 ? undefined : Math.min(...counts);
}

/** A warning is a tolerated way to answer, and no alarm. */
function conformingRow({ id, sentence }: DescribedVariant, result: ServerResult): ConformingRow {
  const { verdict, findings, left, cases, requests } = result;
  const falseAlarms = findings.filter((finding) => finding.verdict !== "warn");
  return { id, sentence, verdict, falseAlarms, left, cases, requests };
}

function column(
  { id, area, level }: MatrixInput["requirements"][number],
  faults: MatrixInput["faults"],
  rows: readonly FaultRow[],
): RequirementColumn {
  const caughtIn = (list: "killedBy" | "alsoCaughtBy"): string[] =>
    rows.filter((row) => row[list].some(({ requirement }) => requirement === id)).map((row) => row.id);
  const aimed = faults.filter(({ requirements }) => requirements.includes(id));
  const alone = aimed.filter(({ requirements }) => requirements.length === 1);
  const counts = { aimed: aimed.length, alone: alone.length };
  return { id, area, level, ...counts, kills: caughtIn("killedBy"), alsoCatches: caughtIn("alsoCaughtBy") };
}

function isUnexercised({ level, kills, alsoCatches }: RequirementColumn): boolean {
  return level !== "INFO" && kills.length + alsoCatches.length === 0;
}
