import { CHANGES, hasRegressed, type Change, type RecordDiff, type RunIdentity } from "#reports/diff/diff.ts";
import { CHANGE_TITLES, changesByKind } from "#reports/diff/diff-text.ts";
import { brief, instant, plural } from "#reports/model/text/format.ts";
import { ChangedRequirement } from "./diff-change.tsx";
import { renderDocument } from "./document.tsx";
import type { PageTools } from "#reports/html/parts/page-tools.ts";
import { Visible } from "#reports/html/parts/text.tsx";
import { NothingMatches, Search } from "#reports/html/parts/search.tsx";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";
import { Columns } from "#reports/html/parts/columns.tsx";

/** A verdict whose sign and colour stand for a kind of change. */
const CHANGE_ICONS: Readonly<Record<Change, Verdict>> = {
  "newly-failing": "fail",
  "newly-passing": "pass",
  varies: "info",
  verdict: "warn",
  evidence: "info",
  added: "not-applicable",
  removed: "not-applicable",
  selection: "disabled",
};

/** Two runs compared, as one self-contained page: what newly fails first. */
export function renderDiffHtml(diff: RecordDiff, tools: PageTools): string {
  const title = `${headline(diff)} · two runs compared`;
  const sections = changesByKind(diff).map(([change]): [string, string] => [`change-${change}`, CHANGE_TITLES[change]]);
  return renderDocument({ title, eyebrow: diff.after.suite, sections, children: <DiffPage diff={diff} /> }, tools);
}

function headline(diff: RecordDiff): string {
  if (diff.changes.length === 0) return "Nothing changed";
  const count = (wanted: Change) => diff.changes.filter(({ change }) => change === wanted).length;
  const [failing, passing] = [count("newly-failing"), count("newly-passing")];
  if (failing + passing === 0) return `${plural(diff.changes.length, "requirement")} changed, none newly failing`;
  return `${failing} newly failing, ${passing} newly passing`;
}

function DiffPage({ diff }: { readonly diff: RecordDiff }) {
  const kinds = changesByKind(diff);
  return (
    <>
      <div class={`verdict ${hasRegressed(diff) ? "r-non-conformant" : "r-conformant"}`}>
        <p class="eyebrow">{diff.after.contractTitle} · two runs compared</p>
        <h1>{headline(diff)}</h1>
        <p class="counts">
          {plural(diff.changes.length, "requirement")} changed, {diff.unchanged} unchanged
        </p>
      </div>
      {diff.contractChanged && (
        <p class="notice">
          <b>The runs used different contract documents.</b> What changed below may be the contract, not the endpoint.
        </p>
      )}
      <Runs diff={diff} />
      {kinds.length > 0 && (
        <section id="requirements" aria-labelledby="requirements-title">
          <h2 id="requirements-title">What changed</h2>
          <DiffTools diff={diff} />
          {kinds.map(([change, changes]) => (
            <section class="area" id={`change-${change}`} aria-labelledby={`change-${change}-title`}>
              <h3 id={`change-${change}-title`}>
                {CHANGE_TITLES[change]} <span class="count">{plural(changes.length, "requirement")}</span>
              </h3>
              {changes.map((one) => (
                <ChangedRequirement one={one} />
              ))}
            </section>
          ))}
          <NothingMatches />
        </section>
      )}
    </>
  );
}

/** Which two runs: a fact a row, what differs set off. */
function Runs({ diff: { before, after } }: { readonly diff: RecordDiff }) {
  const facts: readonly (readonly [string, (run: RunIdentity) => string])[] = [
    ["Outcome", ({ sentence }) => sentence],
    ["Target", ({ target, endpoint }) => (target === endpoint ? endpoint : `${target}, at ${endpoint}`)],
    ["Kind", ({ kind }) => kind],
    ["Started", ({ startedAt }) => instant(Date.parse(startedAt))],
    ["Suite", ({ suite }) => suite],
    ["Contract", ({ contract }) => contract],
    ["Seed", ({ seed }) => String(seed)],
  ];
  return (
    <section aria-label="The two runs">
      <table class="matrix runs">
        <Columns names={["Run", "Before", "After"]} />
        <tbody>
          {facts.map(([name, of]) => (
            <tr class={of(before) === of(after) ? "same" : undefined}>
              <th scope="row">{name}</th>
              {[before, after].map((run) => (
                <td>
                  <Visible text={brief(of(run), 300)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DiffTools({ diff }: { readonly diff: RecordDiff }) {
  const count = (wanted: Change) => diff.changes.filter(({ change }) => change === wanted).length;
  return (
    <Search
      label="Search changed requirements"
      placeholder="Search, level:must, change:newly"
      filterLabel="Filter by kind of change"
      filters={CHANGES.filter((change) => count(change) > 0).map((change) => ({
        term: `change:${change}`,
        icon: CHANGE_ICONS[change],
        text: `${CHANGE_TITLES[change].toLowerCase()} ${count(change)}`,
      }))}
    />
  );
}
