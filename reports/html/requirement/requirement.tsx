import type { RequirementResult } from "#suites/record/record.ts";
import { tellingCase } from "#reports/model/telling-case.ts";
import { brief, grouped, plural } from "#reports/model/text/format.ts";
import { AREA_TITLES, AUTHORITY_MEANS } from "#reports/model/names/level-words.ts";
import { againLine } from "#reports/model/commands/replay.ts";
import type { AreaRow } from "#reports/model/standing/area-rows.ts";
import { Case } from "./case.tsx";
import { LevelTag, VerdictChip } from "#reports/html/parts/chip.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Observed } from "./observed.tsx";
import { Quote, SourceLink } from "./sources.tsx";
import { areaId, groupId } from "#reports/html/parts/anchors.ts";
import { Counts } from "#reports/html/parts/state-counts.tsx";
import { gridState } from "#reports/model/grid/grid-state.ts";
import { countStates, EVERY, EVERY_OPERATION } from "#reports/model/grid/grid.ts";
import { groupsBy } from "#reports/model/groups-by.ts";
import { failingSince } from "#reports/model/standing/failing-since.ts";
import { Code, ExternalLink, Prose, Visible } from "#reports/html/parts/text.tsx";
import { severity, type VerdictCounts } from "#suites/record/verdicts/verdict.ts";

const COUNTED = [
  "pass",
  "fail",
  "warn",
  "info",
  "inconclusive",
  "error",
] as const satisfies readonly (keyof VerdictCounts)[];

/** How many requirements the page does not tell one by one, and where they stand. */
export function OnlyCounted({ context: { record, told, recordFile } }: { readonly context: PageContext }) {
  const left = record.requirements.length - told.size;
  if (left === 0) return null;
  return (
    <p class="muted">
      {plural(told.size, "requirement")} of {grouped(record.requirements.length)}; the {grouped(left)} that are switched
      off stand in <Code text={recordFile} /> alone.
    </p>
  );
}

/** The requirements of one area, folded: those of each operation together, the worst verdict first. */
export function AreaSection({ row, context }: { readonly row: AreaRow; readonly context: PageContext }) {
  const told = row.requirements.filter(({ id }) => context.told.has(id));
  if (told.length === 0) return null;
  const order = context.record.operations.map(({ id }) => id);
  const rank = (group: readonly RequirementResult[]) =>
    order.indexOf(group[0]?.operation ?? "") + 1 || order.length + 1;
  const groups = groupsBy(told, ({ operation }) => operation).sort((a, b) => rank(a) - rank(b));
  return (
    <details class="area">
      <summary>
        <h3>{AREA_TITLES[row.area]}</h3>
        <Counts counts={countStates(told)} />
        <span class="count">{plural(told.length, "requirement")}</span>
      </summary>
      <div id={areaId(row.area)}>
        {groups.map((group) => (
          <OperationGroup row={row} requirements={group} context={context} />
        ))}
      </div>
    </details>
  );
}

interface OperationGroupProps {
  readonly row: AreaRow;
  readonly requirements: readonly RequirementResult[];
  readonly context: PageContext;
}

function OperationGroup({ row, requirements, context }: OperationGroupProps) {
  const operation = requirements[0]?.operation ?? "";
  const sorted = [...requirements].sort((a, b) => severity(a.verdict) - severity(b.verdict));
  return (
    <div class="group" id={groupId(row.area, operation)}>
      <h4>{operation === EVERY ? EVERY_OPERATION : operation}</h4>
      {sorted.map((requirement) => (
        <Requirement requirement={requirement} context={context} />
      ))}
    </div>
  );
}

interface RequirementProps {
  readonly requirement: RequirementResult;
  readonly context: PageContext;
}

function Requirement({ requirement, context }: RequirementProps) {
  const { id, level, area, authority, operation, verdict, title } = requirement;
  const answer = verdict === "pass" ? undefined : tellingCase(requirement)?.judgement.received;
  return (
    <details
      class="requirement"
      id={id}
      data-level={level}
      data-area={area}
      data-authority={authority}
      data-operation={operation}
      data-verdict={verdict}
      data-state={gridState(requirement)}
      data-resource={context.resources.get(operation)}
    >
      <summary>
        <VerdictChip verdict={verdict} missing={requirement.missing} />
        <span class="what">
          <span class="title">
            <Prose text={title} />
          </span>
          {answer !== undefined && (
            <span class="answer">
              received <Visible text={brief(answer, 160)} />
            </span>
          )}
        </span>
        <code class="id">{id}</code>
        <span class="count">{shareOfCases(requirement)}</span>
        {requirement.expectedFailure !== undefined && <span class="tag">expected</span>}
        <LevelTag level={level} />
      </summary>
      <RequirementBody requirement={requirement} context={context} />
    </details>
  );
}

function isWorthOpening({ verdict }: RequirementResult): boolean {
  return verdict === "fail" || verdict === "warn" || verdict === "error" || verdict === "stale";
}

/** On a large page, where nothing is shown of its cases: where it comes from, and why it was not judged. */
function ShortBody({ requirement, context }: RequirementProps) {
  const { trace, reason } = requirement;
  return (
    <div class="body">
      <p class="muted">
        <SourceLink trace={trace} sources={context.sources} />
        {reason !== undefined && <Prose text={` — ${brief(reason, 200)}`} />}
      </p>
      <Observed requirement={requirement} context={context} />
    </div>
  );
}

function RequirementBody({ requirement, context }: RequirementProps) {
  const { id, trace, authority, evidence, remark, reason, expectedFailure, cases, casesLeftOut } = requirement;
  const { observations } = requirement;
  const since = isWorthOpening(requirement) ? failingSince([id], context.earlier) : undefined;
  const again = againLine(context.record, id);
  const bare = cases.filter((one) => !context.withEvidence.has(one)).length;
  if (context.isLarge && bare === cases.length && !isWorthOpening(requirement))
    return <ShortBody requirement={requirement} context={context} />;
  const ordered = [...cases].sort((a, b) => severity(a.verdict) - severity(b.verdict));
  return (
    <div class="body">
      <blockquote>
        <p>
          <Quote requirement={requirement} sources={context.sources} />
        </p>
        <footer>
          <SourceLink trace={trace} sources={context.sources} /> — {AUTHORITY_MEANS[authority]}{" "}
          <span class="muted">
            ({authority}); evidence: {evidence}
            {observations === undefined && `, ${trace.date}`}
          </span>
        </footer>
      </blockquote>
      <Observed requirement={requirement} context={context} />
      {remark !== undefined && (
        <p class="muted">
          <Prose text={remark} />
        </p>
      )}
      {reason !== undefined && (
        <p class="reason">
          <Prose text={brief(reason, 2000)} />
        </p>
      )}
      {expectedFailure !== undefined && (
        <p class="reason">
          Expected to fail: <Visible text={expectedFailure.reason} />
          {expectedFailure.link !== undefined && (
            <>
              {" "}
              (<ExternalLink href={expectedFailure.link} />)
            </>
          )}
          {expectedFailure.expires !== undefined && `, until ${expectedFailure.expires}`}; matched by{" "}
          <Code text={expectedFailure.pattern} />
        </p>
      )}
      <p class="muted">
        {since !== undefined && `${since} `}
        {countsSentence(requirement)} <Detection id={requirement.id} context={context} />
      </p>
      {ordered.map((one, index) => (
        <Case one={one} context={context} open={index === 0} />
      ))}
      {bare > 0 && (
        <p class="note">
          To keep this page small, the evidence of {plural(bare, "case")} stands only in{" "}
          <Code text={context.recordFile} />.
        </p>
      )}
      {casesLeftOut > 0 && (
        <p class="note">
          {plural(casesLeftOut, "further failing case")} not kept in the record
          {again === undefined ? (
            "."
          ) : (
            <>
              ; <Code text={again} /> sends all of them again.
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** How many seeded faults the requirement is known to catch. */
function Detection({ id, context: { killMatrix } }: { readonly id: string; readonly context: PageContext }) {
  const column = killMatrix?.requirements.find((one) => one.id === id);
  if (column === undefined) return null;
  const [aimed, others] = [column.kills.length, column.alsoCatches.length];
  return (
    <>
      <a href="#detection">Catches {plural(aimed + others, "seeded fault")}</a>
      {aimed + others > 0 && `, ${grouped(aimed)} of them aimed at it`}.
    </>
  );
}

/** How many of its cases speak against a requirement: `2 of 42 cases failed`. */
function shareOfCases({ counts }: RequirementResult): string {
  const against = counts.fail + counts.warn;
  const judged = against + counts.pass + counts.info;
  const how = counts.fail === 0 ? "warned" : counts.warn === 0 ? "failed" : "failed or warned";
  return against === 0 ? "" : `${grouped(against)} of ${plural(judged, "case")} ${how}`;
}

function countsSentence({ counts, firstFailureAtRequest, cases }: RequirementResult): string {
  const parts = COUNTED.filter((name) => counts[name] > 0).map((name) => `${grouped(counts[name])} ${name}`);
  if (parts.length === 0) return "No case was judged.";
  const first =
    firstFailureAtRequest === undefined ? "" : `; first failure at request ${grouped(firstFailureAtRequest)}`;
  return `Cases: ${parts.join(", ")}${first}. ${plural(cases.length, "case")} shown.`;
}
