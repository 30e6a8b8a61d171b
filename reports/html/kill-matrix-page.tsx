import type { Area } from "../../spec/requirement.ts";
import type { Verdict } from "../../suites/verdict.ts";
import type { Catch, FaultRow, FaultStatus, KillMatrix } from "../kill-matrix.ts";
import { grouped, plural } from "../model/format.ts";
import { faultsThat, isWrong, killsByArea, killSummary } from "../model/kills.ts";
import { AREA_TITLES } from "../model/words.ts";
import { LevelTag, VerdictIcon } from "./chip.tsx";
import { KillsByArea, Weaknesses } from "./detection.tsx";
import { renderDocument, type Sha256Base64 } from "./document.tsx";
import { Code, Prose, Visible } from "./text.tsx";

/** Worst first. A verdict lends its sign and colour. */
const STATUSES: Readonly<Record<FaultStatus, Verdict>> = { survived: "fail", misplaced: "warn", killed: "pass" };
const STATUS_ORDER = Object.keys(STATUSES) as readonly FaultStatus[];

/** A selftest as one self-contained page: a row for each fault, with what caught it. */
export function renderKillMatrixHtml(
  matrix: KillMatrix,
  { sha256Base64 }: { readonly sha256Base64: Sha256Base64 },
): string {
  const killed = faultsThat(matrix, "killed").length;
  const title = `${killed} of ${plural(matrix.faults.length, "fault")} killed · selftest`;
  const eyebrow = `${matrix.tool.name} ${matrix.tool.version}`;
  const sections: [string, string][] = [
    ["areas", "Areas"],
    ["requirements", "Faults"],
  ];
  return renderDocument({ title, eyebrow, sections, children: <KillMatrixPage matrix={matrix} /> }, sha256Base64);
}

function KillMatrixPage({ matrix }: { readonly matrix: KillMatrix }) {
  const [, answer = "", rest = ""] = /^(.*? killed)(?:, )?(.*)$/.exec(killSummary(matrix)) ?? [];
  return (
    <>
      <div class={`verdict ${matrix.passed ? "r-conformant" : "r-non-conformant"}`}>
        <p class="eyebrow">Amazon EKS cluster registration · detection power of this suite</p>
        <h1>{answer}</h1>
        <p class="counts">{rest.replace(/^; /, "")}</p>
        <p class="counts">
          seed {matrix.seed}, {plural(matrix.cases, "random input")} per constraint
          {matrix.partial && "; partial: a filter left faults or servers out"}
        </p>
      </div>
      <section id="areas" aria-labelledby="areas-title">
        <h2 id="areas-title">By area</h2>
        <KillsByArea matrix={matrix} />
        <Weaknesses matrix={matrix} inReport={new Set()} />
        <Conforming matrix={matrix} />
        <ByRequirement matrix={matrix} />
      </section>
      <Faults matrix={matrix} />
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
        <thead>
          <tr>
            <th scope="col">Server</th>
            <th scope="col">Verdict</th>
            <th scope="col">Cases</th>
            <th scope="col">Requests</th>
          </tr>
        </thead>
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

function Faults({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <section id="requirements" aria-labelledby="requirements-title">
      <h2 id="requirements-title">Seeded faults and what caught them</h2>
      <search class="tools">
        <input
          id="search"
          type="search"
          aria-label="Search faults and requirements"
          placeholder="Search, status:survived, area:routing"
          autocomplete="off"
          spellcheck={false}
          aria-keyshortcuts="/"
        />
        <div class="filters" role="group" aria-label="Filter by status">
          {STATUS_ORDER.filter((status) => faultsThat(matrix, status).length > 0).map((status) => (
            <button type="button" class={`v-${STATUSES[status]}`} data-term={`status:${status}`} aria-pressed="false">
              <VerdictIcon verdict={STATUSES[status]} />
              {status} {faultsThat(matrix, status).length}
            </button>
          ))}
        </div>
        <span class="found" role="status" data-noun="faults" />
      </search>
      {killsByArea(matrix).map(({ area, killed, of }) => (
        <FaultArea
          area={area}
          tally={`${killed} of ${of} killed`}
          faults={matrix.faults.filter((fault) => fault.area === area)}
        />
      ))}
      <p class="empty" hidden>
        Nothing matches.{" "}
        <button type="button" data-clear="">
          Clear the search
        </button>
      </p>
    </section>
  );
}

interface FaultAreaProps {
  readonly area: Area;
  readonly tally: string;
  readonly faults: readonly FaultRow[];
}

function FaultArea({ area, tally, faults }: FaultAreaProps) {
  const sorted = [...faults].sort((a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status));
  return (
    <section class="area" id={`area-${area}`} aria-labelledby={`area-${area}-title`}>
      <h3 id={`area-${area}-title`}>
        {AREA_TITLES[area]} <span class="count">{tally}</span>
      </h3>
      {sorted.map((fault) => (
        <Fault fault={fault} />
      ))}
    </section>
  );
}

function Fault({ fault }: { readonly fault: FaultRow }) {
  const { id, sentence, area, status, killedBy, missedBy, requestsToCatch, requests } = fault;
  return (
    <details class="requirement seeded" id={`fault-${id}`} data-status={status} data-area={area}>
      <summary>
        <span class={`chip v-${STATUSES[status]}`}>
          <VerdictIcon verdict={STATUSES[status]} />
          {status}
        </span>
        <span class="what">
          <span class="title">
            <Prose text={sentence} />
          </span>
          <span class="answer">
            <Visible
              text={
                killedBy.length > 0
                  ? `by ${killedBy.map(({ requirement }) => requirement).join(", ")}`
                  : `not by ${missedBy.join(", ")}`
              }
            />
          </span>
        </span>
        <code class="id">
          <Visible text={id} />
        </code>
        <span class="count">
          {requestsToCatch === undefined ? "not caught" : `request ${grouped(requestsToCatch)}`}
        </span>
      </summary>
      <div class="body">
        <dl class="compare">
          <Catchers name="Killed by" catches={killedBy} />
          <Catchers name="Not by" catches={missedBy.map((requirement) => ({ requirement }))} />
          <Catchers name="Also seen by" catches={fault.alsoCaughtBy} />
          <dt>Sent</dt>
          <dd>{plural(requests, "request")}</dd>
        </dl>
      </div>
    </details>
  );
}

interface CatchersProps {
  readonly name: string;
  readonly catches: readonly Pick<Catch, "requirement" | "atRequest">[];
}

function Catchers({ name, catches }: CatchersProps) {
  if (catches.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <ul>
          {catches.map(({ requirement, atRequest }) => (
            <li>
              <Code text={requirement} />
              {atRequest !== undefined && <span class="muted"> at request {grouped(atRequest)}</span>}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

function ByRequirement({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <details class="fold" id="by-requirement">
      <summary>
        Requirements, and how many faults each catches <span class="count">{matrix.requirements.length}</span>
      </summary>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Requirement</th>
            <th scope="col">Level</th>
            <th scope="col">Faults aimed at it</th>
            <th scope="col">Others</th>
          </tr>
        </thead>
        <tbody>
          {matrix.requirements.map(({ id, level, kills, alsoCatches }) => (
            <tr>
              <th scope="row">
                <Code text={id} />
              </th>
              <td>
                <LevelTag level={level} />
              </td>
              <td>{kills.length}</td>
              <td>{alsoCatches.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
