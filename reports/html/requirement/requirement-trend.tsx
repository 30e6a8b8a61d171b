import type { RequirementResult, RunRecord } from "#suites/record/record.ts";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { instant, plural } from "#reports/model/text/format.ts";
import { VerdictChip } from "#reports/html/parts/chip.tsx";
import { Code } from "#reports/html/parts/text.tsx";
import { Columns } from "#reports/html/parts/columns.tsx";

/** Runs shown at most, the newest ones. */
const SHOWN = 8;

/** The requirements whose verdict changed between runs of a target, run by run; `records` are oldest first. */
export function RequirementTrend({ records }: { readonly records: readonly RunRecord[] }) {
  const shown = records.slice(-SHOWN);
  const rows = changedVerdicts(shown);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>{plural(rows.length, "requirement")} changed between runs</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Verdicts run by run">
        <table class="matrix">
          <Columns names={["Requirement", ...shown.map((record) => instant(Date.parse(record.run.startedAt)))]} />
          <tbody>
            {rows.map(({ id, verdicts }) => (
              <tr>
                <th scope="row">
                  <Code text={id} />
                </th>
                {verdicts.map((verdict) => (
                  <td>{verdict === undefined ? "–" : <VerdictChip verdict={verdict} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Of each requirement that has not always the same verdict, those of all runs; undefined where a run did not know it. */
function changedVerdicts(records: readonly RunRecord[]) {
  const byRun = records.map(({ requirements }) => new Map(requirements.map((each) => [each.id, each])));
  const ids = new Set(byRun.flatMap((run) => [...run.keys()]));
  return [...ids]
    .map((id) => ({ id, verdicts: byRun.map((run) => verdictOf(run.get(id))) }))
    .filter(({ verdicts }) => new Set(verdicts).size > 1);
}

function verdictOf(requirement: RequirementResult | undefined): Verdict | undefined {
  return requirement?.verdict;
}
