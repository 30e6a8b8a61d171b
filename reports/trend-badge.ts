import type { RunRecord } from "#suites/record/record.ts";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { diffRecords, type Change } from "./diff/diff.ts";
import { plural } from "./model/text/format.ts";
import { serviceName } from "./model/names/service-name.ts";

/**
 * A shields.io endpoint document of a target's runs, oldest first and one at least: the MUSTs met in the first and the
 * newest of them, and how many requirements fail in the newest that did not in the one before, which makes it red.
 */
export function renderTrendBadge(records: readonly RunRecord[]): string {
  const [first, newest, before] = [records[0], records.at(-1), records.at(-2)];
  if (first === undefined || newest === undefined) throw new Error("a trend badge is of one run at least");
  const changes = before === undefined ? [] : diffRecords(before, newest).changes;
  const count = (wanted: Change): number => changes.filter(({ change }) => change === wanted).length;
  const worse = count("newly-failing");
  const runs =
    before === undefined ? mustOf(newest) : `${mustOf(first)} → ${mustOf(newest)} in ${plural(records.length, "run")}`;
  const badge = {
    schemaVersion: 1,
    label: `${serviceName(newest)} conformance over time (${newest.target.kind})`,
    message: `MUST ${runs}${worse > 0 ? `, ${worse} newly failing` : ""}`,
    color: worse > 0 ? "red" : count("newly-passing") > 0 ? "brightgreen" : "blue",
    isError: worse > 0 ? true : undefined,
  };
  return `${JSON.stringify(badge)}\n`;
}

function mustOf({ requirements }: RunRecord): string {
  const { MUST } = tallyByLevel(requirements);
  return `${MUST.met}/${MUST.judged}`;
}
