import type { ComponentChildren } from "preact";
import type { RunRecord } from "#suites/record/record.ts";
import type { ConformingRow, FaultRow, KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import {
  faultsThat,
  isUncaught,
  isWrong,
  killAnswer,
  killsByArea,
  killSummary,
  medianToCatch,
} from "#reports/model/selftest/kills.ts";
import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import { VerdictIcon } from "#reports/html/parts/chip.tsx";
import { Code, hrefTo, Prose, Visible } from "#reports/html/parts/text.tsx";
import { Columns } from "#reports/html/parts/columns.tsx";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";

/** How well this suite finds faults, as a selftest measured it: the record says nothing of that. */
export function DetectionPower({ record, matrix }: { readonly record: RunRecord; readonly matrix: KillMatrix }) {
  return (
    <FoldedSection id="detection" title="Detection power of this suite" brief={killAnswer(matrix)}>
      <p>{killSummary(matrix)}.</p>
      <p class="muted">
        Measured by <code>eks-conformance selftest</code>: the suite runs against its reference server with one seeded
        fault at a time, and against servers that conform in other ways.
      </p>
      <OtherSuite record={record} matrix={matrix} />
      {matrix.partial && <p class="caveats">A partial selftest: a filter left faults or servers out.</p>}
      <KillsByArea matrix={matrix} />
      <Weaknesses matrix={matrix} inReport={new Set(record.requirements.map(({ id }) => id))} />
    </FoldedSection>
  );
}

/** A matrix measured with another suite than the one that ran speaks of that other suite. */
function OtherSuite({ record, matrix }: { readonly record: RunRecord; readonly matrix: KillMatrix }) {
  const [measured, ran] = [matrix.tool, record.tool].map(({ name, version }) => `${name} ${version}`);
  const unknown = record.requirements.filter(({ id }) => !matrix.requirements.some((one) => one.id === id)).length;
  if (measured === ran && unknown === 0) return null;
  return (
    <p class="notice">
      {measured !== ran && (
        <>
          <b>Measured with another version:</b> these figures come from <Visible text={measured ?? ""} />, this run was
          made by <Visible text={ran ?? ""} />.{" "}
        </>
      )}
      {unknown > 0 && `${plural(unknown, "requirement")} of this run ${unknown === 1 ? "is" : "are"} not in them.`}
    </p>
  );
}

/** Faults killed and the requests that took, by area. */
export function KillsByArea({ matrix }: { readonly matrix: KillMatrix }) {
  const killed = faultsThat(matrix, "killed");
  return (
    <div class="scroll">
      <table class="matrix areas">
        <Columns names={["Area", "Faults killed", "Median requests to catch one"]} />
        <tbody>
          {killsByArea(matrix).map(({ area, killed: own, of, median }) => (
            <tr>
              <th scope="row">{AREA_TITLES[area]}</th>
              <td class={own < of ? "bad l-must" : undefined}>
                <span class="tally">
                  <VerdictIcon verdict={own < of ? "fail" : "pass"} /> {own} of {of}
                </span>
              </td>
              <td>{median ?? "–"}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All areas</th>
            <td>
              <span class="tally">
                {grouped(killed.length)} of {grouped(matrix.faults.length)}
              </span>
            </td>
            <td>{medianToCatch(killed) ?? "–"}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface WeaknessProps {
  readonly matrix: KillMatrix;
  /** Ids of the requirements that the page has, and that can be linked to. */
  readonly inReport: ReadonlySet<string>;
}

/** What the selftest did not catch, caught elsewhere, alarmed at wrongly or never tried. */
export function Weaknesses({ matrix, inReport }: WeaknessProps) {
  const alarms = matrix.conforming.filter(isWrong);
  return (
    <>
      <FaultList title="Survived: no requirement caught it" faults={faultsThat(matrix, "survived")} />
      <FaultList title="Caught only by a requirement that it does not name" faults={faultsThat(matrix, "misplaced")} />
      <FaultList title="Drawn faults not caught, or that left clusters" faults={matrix.drawn.filter(isUncaught)} />
      {alarms.length > 0 && (
        <Fold title="False alarms on servers that conform" count={alarms.length}>
          {alarms.map((row) => (
            <li>
              <Alarm row={row} />
            </li>
          ))}
        </Fold>
      )}
      <FaultList
        title="Runs that a bug of the suite, or of the server, ended"
        faults={matrix.failed.map(({ server, failure }) => ({ id: server, sentence: failure }))}
      />
      {!matrix.partial && matrix.unexercised.length > 0 && (
        <Fold title="Requirements that no fault exercises" count={matrix.unexercised.length}>
          {matrix.unexercised.map((id) => (
            <li>
              {inReport.has(id) ? (
                <a href={hrefTo(id)}>
                  <Code text={id} />
                </a>
              ) : (
                <Code text={id} />
              )}
            </li>
          ))}
        </Fold>
      )}
    </>
  );
}

function FaultList({
  title,
  faults,
}: {
  readonly title: string;
  readonly faults: readonly Pick<FaultRow, "id" | "sentence">[];
}) {
  if (faults.length === 0) return null;
  return (
    <Fold title={title} count={faults.length}>
      {faults.map(({ id, sentence }) => (
        <li>
          <Prose text={sentence} /> <Code text={id} />
        </li>
      ))}
    </Fold>
  );
}

/** Longer lists stay folded. */
const OPEN_UP_TO = 12;

interface FoldProps {
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

function Fold({ title, count, children }: FoldProps) {
  return (
    <details class="fold" open={count <= OPEN_UP_TO}>
      <summary>
        {title} <span class="count">{grouped(count)}</span>
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

function Alarm({ row: { sentence, id, verdict, falseAlarms, left } }: { readonly row: ConformingRow }) {
  const found = [
    verdict,
    ...falseAlarms.map((one) => `${one.requirement} (${one.verdict})`),
    ...(left.length === 0 ? [] : [`${plural(left.length, "cluster")} left behind`]),
  ];
  return (
    <>
      <Prose text={sentence} /> <Code text={id} /> <span class="muted">{<Visible text={found.join(", ")} />}</span>
    </>
  );
}
