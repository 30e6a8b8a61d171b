import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { isWrong, killAnswer, killDetails } from "#reports/model/selftest/kills.ts";
import { LevelTag, VerdictIcon } from "#reports/html/parts/chip.tsx";
import { KillsByArea, Weaknesses } from "#reports/html/overview/detection.tsx";
import { renderDocument } from "./document.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";
import { SeededFaults } from "./seeded-faults.tsx";
import { Code, Prose } from "#reports/html/parts/text.tsx";
import { Columns } from "#reports/html/parts/columns.tsx";

/** A selftest as one self-contained page: a row for each fault, with what caught it. */
export function renderKillMatrixHtml(matrix: KillMatrix, tools: PageTools): string {
  const title = `${killAnswer(matrix)} · selftest`;
  const eyebrow = `${matrix.tool.name} ${matrix.tool.version}`;
  const sections: [string, string][] = [
    ["areas", "Areas"],
    ["requirements", "Faults"],
  ];
  return renderDocument({ title, eyebrow, sections, children: <KillMatrixPage matrix={matrix} /> }, tools);
}

function KillMatrixPage({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <>
      <div class={`verdict ${matrix.passed ? "r-conformant" : "r-non-conformant"}`}>
        <p class="eyebrow">Amazon EKS cluster registration · detection power of this suite</p>
        <h1>{killAnswer(matrix)}</h1>
        <p class="counts">{killDetails(matrix)}</p>
        <p class="counts">
          seed {matrix.seed}, {plural(matrix.cases, "random input")} per constraint
          {matrix.partial &&
            "; partial: faults or servers were left out, or runs ended once they had caught their fault"}
        </p>
      </div>
      <section id="areas" aria-labelledby="areas-title">
        <h2 id="areas-title">By area</h2>
        <KillsByArea matrix={matrix} />
        <Weaknesses matrix={matrix} inReport={new Set()} />
        <Conforming matrix={matrix} />
        <ByRequirement matrix={matrix} />
      </section>
      <SeededFaults matrix={matrix} />
    </>
  );
}

function Conforming({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <details class="fold" id="conforming">
      <summary>
        Servers that conform, and must be found to <span class="count">{matrix.conforming.length}</span>
      </summary>
      <table class="matrix areas stack">
        <Columns names={["Server", "Verdict", "Cases", "Requests"]} />
        <tbody>
          {matrix.conforming.map((row) => (
            <tr>
              <th scope="row">
                <Prose text={row.sentence} /> <Code text={row.id} />
              </th>
              <td data-label="Verdict" class={isWrong(row) ? "bad l-must" : undefined}>
                <VerdictIcon verdict={isWrong(row) ? "fail" : "pass"} /> {row.verdict}
              </td>
              <td data-label="Cases">{grouped(row.cases)}</td>
              <td data-label="Requests">{grouped(row.requests)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function ByRequirement({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <details class="fold" id="by-requirement">
      <summary>
        Requirements, and how many faults each catches <span class="count">{matrix.requirements.length}</span>
      </summary>
      <table class="matrix">
        <Columns
          names={["Requirement", "Level", "Caught of those aimed at it", "Others", "Aimed at it", "At it alone"]}
        />
        <tbody>
          {matrix.requirements.map(({ id, level, aimed, alone, kills, alsoCatches }) => (
            <tr>
              <th scope="row">
                <Code text={id} />
              </th>
              <td>
                <LevelTag level={level} />
              </td>
              <td>{kills.length}</td>
              <td>{alsoCatches.length}</td>
              <td>{aimed}</td>
              <td>{alone}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
