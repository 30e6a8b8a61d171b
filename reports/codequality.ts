import { visibleJson } from "#spec/json/visible-json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { ciTests, type CiTest } from "./model/ci.ts";
import { brief } from "./model/text/format.ts";

const LONGEST = 1000;

/**
 * A code quality report as GitLab reads it: an issue for each requirement that fails the run, at the line of the source
 * that states it, since the code at fault is not the suite's to know. Fingerprints are the requirements' ids: they stay
 * the same from run to run, so that a merge request shows what is new.
 */
export function renderCodequality(record: RunRecord): string {
  const issues = ciTests(record)
    .filter(({ state }) => state === "failed" || state === "error")
    .map((test) => issueOf(test, record));
  return `${visibleJson(issues, 1)}\n`;
}

function issueOf({ name, suite, message, requirement }: CiTest, { contract }: RunRecord): object {
  const title = requirement === undefined ? name : requirement.title;
  return {
    type: "issue",
    check_name: name,
    description: brief(`${title} ${message}`, LONGEST),
    categories: [requirement?.level === "SHOULD" ? "Compatibility" : "Bug Risk"],
    severity: severityOf(requirement),
    fingerprint: `${suite}/${name}`,
    location: {
      path: requirement?.trace.source ?? contract.file,
      lines: { begin: Math.max(1, requirement?.trace.line ?? 1) },
    },
  };
}

/** In GitLab's words; what no requirement stands behind is the run itself. */
function severityOf(requirement: CiTest["requirement"]): string {
  if (requirement === undefined || requirement.verdict === "not-implemented") return "blocker";
  if (requirement.verdict === "stale") return "minor";
  return requirement.level === "MUST" ? "critical" : "minor";
}
