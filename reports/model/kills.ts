import type { Area } from "../../spec/requirement.ts";
import type { ConformingRow, FaultRow, FaultStatus, KillMatrix } from "../kill-matrix.ts";
import { plural } from "./format.ts";
import { AREA_ORDER } from "./words.ts";

/** How many of the faults of one area were killed, and within how many requests. */
export interface AreaKills {
  readonly area: Area;
  readonly killed: number;
  readonly of: number;
  /** Median of `requestsToCatch` over the killed ones. */
  readonly median?: number;
}

/** One for each area that has faults, in the order of the reports. */
export function killsByArea({ faults }: Pick<KillMatrix, "faults">): AreaKills[] {
  return AREA_ORDER.map((area) => ({ area, own: faults.filter((fault) => fault.area === area) }))
    .filter(({ own }) => own.length > 0)
    .map(({ area, own }) => {
      const killed = own.filter(({ status }) => status === "killed");
      const median = medianToCatch(killed);
      return { area, killed: killed.length, of: own.length, median };
    });
}

/** The middle of the requests that it took to catch the faults; undefined when none was caught. */
export function medianToCatch(faults: readonly FaultRow[]): number | undefined {
  const counts = faults.flatMap(({ requestsToCatch }) => requestsToCatch ?? []).sort((a, b) => a - b);
  const upper = counts[counts.length >> 1];
  const lower = counts[(counts.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** A conforming server that the suite did not find conforming. */
export function isWrong({ verdict, falseAlarms, left }: ConformingRow): boolean {
  return verdict !== "conformant" || falseAlarms.length > 0 || left.length > 0;
}

export function faultsThat({ faults }: KillMatrix, status: FaultStatus): FaultRow[] {
  return faults.filter((fault) => fault.status === status);
}

/** The answer in a sentence: faults killed, how fast, false alarms. */
export function killSummary(matrix: KillMatrix): string {
  const { faults, conforming, medianRequestsToCatch } = matrix;
  const killed = faultsThat(matrix, "killed").length;
  const median =
    medianRequestsToCatch === undefined ? "" : `, the median one within ${plural(medianRequestsToCatch, "request")}`;
  const alarms = plural(conforming.filter(isWrong).length, "false alarm");
  return `${killed} of ${plural(faults.length, "fault")} killed${median}; ${alarms} on ${plural(conforming.length, "conforming server")}`;
}
