import type { Area } from "#spec/requirement.ts";
import type { ConformingRow, DrawnRow, FaultRow, FaultStatus, KillMatrix } from "./kill-matrix.ts";
import { plural } from "#reports/model/text/format.ts";
import { AREA_ORDER } from "#reports/model/names/level-words.ts";

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

/** A drawn fault that was not caught, or left clusters behind. */
export function isUncaught({ caughtBy, left }: DrawnRow): boolean {
  return caughtBy.length === 0 || left.length > 0;
}

export function faultsThat({ faults }: KillMatrix, status: FaultStatus): FaultRow[] {
  return faults.filter((fault) => fault.status === status);
}

/** The answer to what a selftest asks: how many of the faults were killed. */
export function killAnswer(matrix: KillMatrix): string {
  return `${faultsThat(matrix, "killed").length} of ${plural(matrix.faults.length, "fault")} killed`;
}

/** How fast they were killed, and the false alarms. */
export function killDetails({ conforming, drawn, failed, medianRequestsToCatch: median }: KillMatrix): string {
  const within = median === undefined ? [] : [`the median one within ${plural(median, "request")}`];
  const alarms = plural(conforming.filter(isWrong).length, "false alarm");
  const caught = drawn.filter((row) => !isUncaught(row)).length;
  const ofDrawn = drawn.length === 0 ? [] : [`${caught} of ${plural(drawn.length, "drawn fault")} caught`];
  const ended = failed.length === 0 ? [] : [`${plural(failed.length, "run")} failed`];
  return [...within, ...ofDrawn, `${alarms} on ${plural(conforming.length, "conforming server")}`, ...ended].join("; ");
}

/** Both as one sentence. */
export function killSummary(matrix: KillMatrix): string {
  return `${killAnswer(matrix)}, ${killDetails(matrix)}`;
}
