import type { ComponentChildren } from "preact";
import { endsWithRun } from "../../../suites/record/ends-with-run.ts";
import { isService } from "../../../suites/record/is-service.ts";
import type { RunRecord, UnsupportedResult } from "../../../suites/record/record.ts";
import { brief, grouped, plural } from "../../model/text/format.ts";
import { existingSentence } from "../../model/standing/existing.ts";
import { knownToFail } from "../../model/standing/known-to-fail.ts";
import { sweepOf } from "../../model/commands/replay.ts";
import { notTested, type NotTested } from "../../model/standing/not-tested.ts";
import { failuresTitle, toleratedFailures } from "../../model/standing/server-failures.ts";
import { unsupportedIn } from "../../model/standing/unsupported.ts";
import { AUTHORITIES, AUTHORITY_MEANS, LEVEL_MEANS, LEVELS } from "../../model/names/level-words.ts";
import { LevelTag, VerdictChip } from "../parts/chip.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { Code, ExternalLink, hrefTo, Prose, Visible } from "../parts/text.tsx";
import { VERDICT_WORDS, VERDICTS } from "../../../suites/record/verdicts/verdict.ts";
import { Columns } from "../parts/columns.tsx";
import { FoldedSection } from "../parts/folded-section.tsx";

/** What passes as chance, and how often it came. */
export function ToleratedFailuresSection({ context }: { readonly context: PageContext }) {
  const failures = toleratedFailures(context.record);
  if (failures.length === 0) return null;
  return (
    <FoldedSection id="failures" title={failuresTitle(context.record)} brief={plural(failures.length, "answer")}>
      <ul>
        {failures.map((each) => (
          <li>
            <Prose text={each} />
          </li>
        ))}
      </ul>
    </FoldedSection>
  );
}

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
          <Folded group={group} context={context} what={<Prose text={brief(group.reason, 1000)} />} />
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

/** What a file of expectations lets off, and why. */
export function KnownToFailSection({ context }: { readonly context: PageContext }) {
  const groups = knownToFail(context.record);
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return (
    <FoldedSection id="known" title="Known to fail, and why" brief={plural(total, "requirement")}>
      <ul class="not-tested">
        {groups.map((group) => (
          <Folded
            group={group}
            context={context}
            what={
              <>
                <Visible text={brief(group.reason, 1000)} />
                {group.expires !== undefined && ` (until ${group.expires})`}
              </>
            }
          >
            {group.link !== undefined && (
              <p class="note">
                See <ExternalLink href={group.link} />.
              </p>
            )}
          </Folded>
        ))}
      </ul>
    </FoldedSection>
  );
}

interface GroupProps {
  readonly group: Pick<NotTested, "verdict" | "requirements">;
  readonly context: PageContext;
}

interface FoldedProps extends GroupProps {
  readonly what: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Requirements of one verdict and reason, folded below it. */
function Folded({ group, context, what, children }: FoldedProps) {
  return (
    <li>
      <details>
        <summary>
          <VerdictChip verdict={group.verdict} missing={group.requirements[0]?.missing} />
          <span class="what">{what}</span>
          <span class="count">{group.requirements.length}</span>
        </summary>
        {children}
        <Requirements group={group} context={context} />
      </details>
    </li>
  );
}

/** Those of one group have one reason: the page tells of all of them or of none. */
function Requirements({ group: { requirements }, context }: GroupProps) {
  if (!requirements.some(({ id }) => context.told.has(id))) {
    return (
      <p class="note">
        These are listed in <Code text={context.recordFile} />.
      </p>
    );
  }
  return (
    <ul class="witnesses">
      {requirements.map(({ id, title, level }) => (
        <li>
          <LevelTag level={level} />
          <a href={hrefTo(id)}>
            <Prose text={title} />
          </a>
          <Code text={id} />
        </li>
      ))}
    </ul>
  );
}

/** What the words of this page mean. */
export function Legend() {
  return (
    <details class="legend-box" id="legend">
      <summary>How to read this report: levels, verdicts, authorities</summary>
      <Words />
    </details>
  );
}

/** The same, without what folds it. */
export function Words() {
  return (
    <div class="columns">
      <dl>
        {LEVELS.map((level) => (
          <div>
            <dt>
              <LevelTag level={level} />
            </dt>
            <dd>{LEVEL_MEANS[level]}</dd>
          </div>
        ))}
        {AUTHORITIES.map((authority) => (
          <div>
            <dt>
              <Code text={authority} />
            </dt>
            <dd>The requirement comes from {AUTHORITY_MEANS[authority]}.</dd>
          </div>
        ))}
      </dl>
      <dl>
        {[...VERDICTS].reverse().map((verdict) => (
          <div>
            <dt>
              <VerdictChip verdict={verdict} />
            </dt>
            <dd>{VERDICT_WORDS[verdict].means}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Where the sources disagree with each other, and what this suite does about it. */
export function Contradictions({ record }: { readonly record: RunRecord }) {
  if (record.contradictions.length === 0) return null;
  return (
    <FoldedSection
      id="contradictions"
      title="Where the sources contradict each other"
      brief={plural(record.contradictions.length, "contradiction")}
    >
      {record.contradictions.map(({ id, topic, sources, resolution }) => (
        <details class="contradiction" id={id}>
          <summary>
            <Code text={id} />
            <span class="what">
              <Prose text={topic} />
            </span>
          </summary>
          <dl>
            {sources.map(({ source, says }) => (
              <>
                <dt>
                  <Visible text={source} />
                </dt>
                <dd>
                  <Prose text={says} />
                </dd>
              </>
            ))}
            <dt>judged as</dt>
            <dd>
              <Prose text={resolution} />
            </dd>
          </dl>
        </details>
      ))}
    </FoldedSection>
  );
}

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
