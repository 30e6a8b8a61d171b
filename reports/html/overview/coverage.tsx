import type { PartCoverage, PairsSeen } from "#suites/record/parts/contract-seen.ts";
import {
  COVERAGE_WORDS,
  coverageRows,
  neverSeen,
  partsOfOperations,
  type NeverSeen,
} from "#reports/model/standing/coverage.ts";
import { grouped } from "#reports/model/text/format.ts";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { Code, hrefTo } from "#reports/html/parts/text.tsx";

/** How many of how many, in figures and as a bar. */
function ShareMeter({ word, seen, of }: { readonly word: string; readonly seen: number; readonly of: number }) {
  const share = of === 0 ? 0 : (seen / of) * 100;
  return (
    <div class="meter">
      <b>{word}</b>
      <span class="figure">{seen}</span> of {of}
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="s-observed" width={share} height="1" />
      </svg>
    </div>
  );
}

/** How much of the contract the run saw, part by part, and what it never saw. */
export function Coverage({ context: { record, told } }: { readonly context: PageContext }) {
  const { coverage = [], pairs } = record;
  if (coverage.length === 0) return null;
  return (
    <FoldedSection id="coverage" title="Coverage of the contract">
      <p class="muted">
        What the answered requests of this run showed of the contract, judging by their bytes. It says how far the run
        looked, not how well the target did.
      </p>
      <ul class="coverage">
        {coverage.map((part) => (
          <Part part={part} told={told} />
        ))}
        {pairs !== undefined && <Pairs pairs={pairs} />}
      </ul>
      <ByOperation record={record} />
    </FoldedSection>
  );
}

/** Operations by parts of the contract: what was never touched stands out. */
function ByOperation({ record }: { readonly record: PageContext["record"] }) {
  const rows = coverageRows(record);
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>
        Operation by operation: {grouped(rows.filter(({ called }) => called).length)} of {grouped(rows.length)} called
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Coverage of the contract by operation">
        <table>
          <thead>
            <tr>
              <th scope="col">operation</th>
              {partsOfOperations(record).map(({ part }) => (
                <th scope="col">{COVERAGE_WORDS[part].word}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ operation, called, parts }) => (
              <tr>
                <th scope="row">
                  {operation}
                  {!called && <span class="muted"> never called</span>}
                </th>
                {parts.map((part) => (
                  <td>{part === undefined ? "–" : `${part.seen} of ${part.of}`}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Part({ part, told }: { readonly part: PartCoverage; readonly told: PageContext["told"] }) {
  const { word, seen } = COVERAGE_WORDS[part.part];
  return (
    <li>
      <ShareMeter word={word} seen={part.seen} of={part.of} />
      <p class="muted">Seen once {seen}.</p>
      {part.never.length > 0 && (
        <details>
          <summary>{grouped(part.never.length)} never seen</summary>
          {neverSeen(part).map((group) => (
            <Names group={group} told={told} />
          ))}
        </details>
      )}
    </li>
  );
}

function Names({ group, told }: { readonly group: NeverSeen; readonly told: PageContext["told"] }) {
  return (
    <p class="never">
      {group.operation !== undefined && <b>{group.operation}</b>}
      {group.names.map((name) => (
        <>
          {" "}
          {told.has(name) ? (
            <a href={hrefTo(name)}>
              <Code text={name} />
            </a>
          ) : (
            <Code text={name} />
          )}
        </>
      ))}
    </p>
  );
}

/** How many pairs of looks the run's valid inputs had, of those wanted. */
function Pairs({ pairs: { seen, wanted } }: { readonly pairs: PairsSeen }) {
  return (
    <li>
      <ShareMeter word="pairs of looks" seen={seen} of={wanted} />
      <p class="muted">Seen once one valid input had both: what works for either may break for both.</p>
    </li>
  );
}
