import type { RunRecord } from "#suites/record/record.ts";
import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import { tallyByLevel, tolerated } from "#suites/record/verdicts/tally.ts";
import { serviceName } from "./model/names/service-name.ts";

const COLORS: Readonly<Record<RunVerdict, string>> = {
  conformant: "brightgreen",
  "non-conformant": "red",
  "not-implemented": "lightgrey",
  inconclusive: "yellow",
  "suite-error": "orange",
};

/** A shields.io endpoint document: how many MUSTs the target meets, or why that is not known. */
export function renderBadge(record: RunRecord): string {
  const { verdict } = record.outcome;
  const badge = {
    schemaVersion: 1,
    label: `${labelOf(record)} (${record.target.kind})`,
    message: badgeMessage(record),
    color: colorOf(record),
    isError: verdict === "conformant" ? undefined : true,
  };
  return `${JSON.stringify(badge)}\n`;
}

/** No full green where a MUST is not met, known or not. */
function colorOf({ outcome: { verdict }, requirements }: RunRecord): string {
  return verdict === "conformant" && tallyByLevel(requirements).MUST.missed > 0 ? "yellowgreen" : COLORS[verdict];
}

/** A badge is narrow: EKS by its short name. */
function labelOf(record: RunRecord): string {
  const name = serviceName(record);
  return name === "EKS" && !isService(record) ? "EKS cluster registration" : name;
}

function badgeMessage(record: RunRecord): string {
  const { verdict } = record.outcome;
  if (verdict !== "conformant" && verdict !== "non-conformant") return verdict.replace("-", " ");
  const { MUST } = tallyByLevel(record.requirements);
  const remarks = [tolerated(MUST), record.run.partial || record.run.interrupted ? "partial" : ""];
  const said = remarks.filter((remark) => remark !== "").join(", ");
  return `MUST ${MUST.met}/${MUST.judged}${said === "" ? "" : ` (${said})`}`;
}
