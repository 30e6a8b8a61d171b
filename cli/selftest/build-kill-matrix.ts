import type { Fault, Variant } from "#reference/fault.ts";
import type {
  Catch,
  ConformingRow,
  DrawnRow,
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
  /** One for the plain server, and one for each fault and variant. */
  readonly results: readonly ServerResult[];
}

const PLAIN: DescribedVariant = { id: "plain", sentence: "The reference server as it is." };

/** Fault × requirement, from what each run came to. Throws when there is no result for a fault or variant. */
export function buildKillMatrix(input: MatrixInput): KillMatrix {
  const { tool, seed, cases, partial, requirements } = input;
  const results = new Map(input.results.map((result) => [`${result.server.kind} ${result.server.id}`, result]));
  const resultOf = (kind: string, id: string): ServerResult => {
    const result = results.get(`${kind} ${id}`);
    if (result === undefined) throw new Error(`no result for the ${kind} ${id}`);
    return result;
  };
  const plain = resultOf("plain", PLAIN.id);
  const levels = new Map(requirements.map(({ id, level }) => [id, level]));
  const faults = input.faults.map((fault) => faultRow(fault, resultOf("fault", fault.id), plain, levels));
  const drawn = input.drawn.map((fault) => drawnRow(fault, resultOf("drawn", fault.id), plain, levels));
  const conforming = [
    conformingRow(PLAIN, plain),
    ...input.variants.map((variant) => conformingRow(variant, resultOf("variant", variant.id))),
  ];
  const columns = requirements.map((requirement) => column(requirement, faults));
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
    requirements: columns,
    unexercised: columns.filter(isUnexercised).map(({ id }) => id),
    medianRequestsToCatch: median,
    passed: faults.every(({ status }) => status === "killed") && !drawn.some(isUncaught) && !conforming.some(isWrong),
  };
}

function faultRow(
  { id, sentence, area, requirements: named, level }: MatrixInput["faults"][number],
  result: ServerResult,
  plain: ServerResult,
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
  plain: ServerResult,
  levels: ReadonlyMap<string, Level>,
): DrawnRow {
  const { requests, left } = result;
  const caughtBy = newFindings(result, plain).filter((finding) => catches(finding, levels.get(finding.requirement)));
  return { id, sentence, caughtBy, left, requestsToCatch: firstOf(caughtBy), requests };
}

/** What the run found that it does not find on the plain server. */
function newFindings(result: ServerResult, plain: ServerResult): NotMet[] {
  const before = new Set(plain.findings.map(({ requirement, verdict }) => `${requirement} ${verdict}`));
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
  faults: readonly FaultRow[],
): RequirementColumn {
  const caughtIn = (list: "killedBy" | "alsoCaughtBy"): string[] =>
    faults.filter((fault) => fault[list].some(({ requirement }) => requirement === id)).map((fault) => fault.id);
  return { id, area, level, kills: caughtIn("killedBy"), alsoCatches: caughtIn("alsoCaughtBy") };
}

function isUnexercised({ level, kills, alsoCatches }: RequirementColumn): boolean {
  return level !== "INFO" && kills.length + alsoCatches.length === 0;
}
