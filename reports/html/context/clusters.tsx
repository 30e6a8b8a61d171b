import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import { isService } from "#suites/record/readings/is-service.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { sweepOf } from "#reports/model/commands/replay.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { Columns } from "#reports/html/parts/columns.tsx";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { Code, Prose } from "#reports/html/parts/text.tsx";

/** What the run created and whether it is gone. */
export function Clusters({ record }: { readonly record: RunRecord }) {
  const { registered, deregistered, left: still } = record.clusters;
  const ended = endsWithRun(record.target);
  const left = ended ? [] : still;
  const became =
    ended && still.length > 0
      ? `${grouped(still.length)} ended with the target`
      : `${grouped(left.length)} left behind`;
  const [what, made, unmade] = isService(record)
    ? (["resource", "made", "deleted"] as const)
    : (["cluster", "registered", "deregistered"] as const);
  return (
    <FoldedSection
      id="clusters"
      title={`${isService(record) ? "Resources" : "Clusters"} created and removed`}
      brief={still.length === 0 ? "none left behind" : became}
    >
      <p>
        {plural(registered, what)} {made}, {plural(deregistered, what)} {unmade},{" "}
        {left.length > 0 ? (
          <b>{became}:</b>
        ) : still.length > 0 ? (
          `${became} that this run started.`
        ) : (
          "none left behind."
        )}
      </p>
      {left.length > 0 && (
        <table class="differences">
          <Columns names={[isService(record) ? "Resource" : "Cluster", "Why it is still there", "Removed by"]} />
          <tbody>
            {left.map(({ name, reason, command, missing }) => (
              <tr>
                <th scope="row">
                  <Code text={name} />
                </th>
                <td data-label="why">
                  <Prose text={reason} />
                </td>
                <td data-label="removed by">{removedBy({ command, missing }, record.target.kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {left.some(({ command }) => command !== undefined) && (
        <p>
          <Code text={sweepOf(record)} /> removes what the run's journal proves to be yours.
        </p>
      )}
    </FoldedSection>
  );
}

type LeftOver = RunRecord["clusters"]["left"][number];

function removedBy({ command, missing }: Pick<LeftOver, "command" | "missing">, kind: string): string {
  if (missing !== undefined) return "a restart of the target";
  if (command !== undefined) return "the line below";
  return kind === "emulator" ? "whoever it belongs to, or a restart of the emulator" : "whoever it belongs to";
}
