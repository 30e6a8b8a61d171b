import type { UnsupportedResult } from "#suites/record/record.ts";
import { existingSentence } from "#reports/model/standing/existing.ts";
import { notTested } from "#reports/model/standing/not-tested.ts";
import { unsupportedIn } from "#reports/model/standing/unsupported.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { Columns } from "#reports/html/parts/columns.tsx";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Prose } from "#reports/html/parts/text.tsx";
import { FoldedRequirements } from "./folded-requirements.tsx";

/** What the verdict does not speak of, and why. */
export function NotTestedSection({ context }: { readonly context: PageContext }) {
  const [groups, unsupported] = [notTested(context.record), unsupportedIn(context.record)];
  if (groups.length + unsupported.length === 0) return null;
  const total = groups.reduce((sum, { requirements }) => sum + requirements.length, 0);
  const existing = existingSentence(context.record);
  return (
    <FoldedSection id="not-tested" title="Not tested, and why" brief={plural(total, "requirement")}>
      {existing !== undefined && (
        <p>
          <Prose text={`${existing}.`} />
        </p>
      )}
      <ul class="not-tested">
        {groups.map((group) => (
          <FoldedRequirements group={group} context={context} what={<Prose text={brief(group.reason, 1000)} />} />
        ))}
      </ul>
      {unsupported.length > 0 && <UnsupportedTable groups={unsupported} />}
    </FoldedSection>
  );
}

/** What of the contract no run judges, whatever the target does. */
function UnsupportedTable({ groups }: { readonly groups: readonly UnsupportedResult[] }) {
  return (
    <table class="differences">
      <Columns names={["Of the contract, not handled", "Operations"]} />
      <tbody>
        {groups.map(({ what, operations }) => (
          <tr>
            <th scope="row">
              <Prose text={brief(what, 1000)} />
            </th>
            <td data-label="operations">{operations.join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
