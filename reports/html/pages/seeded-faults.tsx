import type { Area } from "#spec/requirement.ts";
import type { Catch, FaultRow, FaultStatus, KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { grouped, plural } from "#reports/model/text/format.ts";
import { faultsThat, killsByArea } from "#reports/model/selftest/kills.ts";
import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import { VerdictIcon } from "#reports/html/parts/chip.tsx";
import { NothingMatches, Search } from "#reports/html/parts/search.tsx";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

/** Worst first. A verdict lends its sign and colour. */
const STATUSES: Readonly<Record<FaultStatus, Verdict>> = { survived: "fail", misplaced: "warn", killed: "pass" };
const STATUS_ORDER = Object.keys(STATUSES) as readonly FaultStatus[];

/** A folding row for each fault, by area, the uncaught ones first. */
export function SeededFaults({ matrix }: { readonly matrix: KillMatrix }) {
  return (
    <section id="requirements" aria-labelledby="requirements-title">
      <h2 id="requirements-title">Seeded faults and what caught them</h2>
      <Search
        label="Search faults and requirements"
        placeholder="Search, status:survived, area:routing"
        filterLabel="Filter by status"
        noun="fault"
        filters={STATUS_ORDER.filter((status) => faultsThat(matrix, status).length > 0).map((status) => ({
          term: `status:${status}`,
          icon: STATUSES[status],
          text: `${status} ${faultsThat(matrix, status).length}`,
        }))}
      />
      {killsByArea(matrix).map(({ area, killed, of }) => (
        <FaultArea
          area={area}
          tally={`${killed} of ${of} killed`}
          faults={matrix.faults.filter((fault) => fault.area === area)}
        />
      ))}
      <NothingMatches />
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
