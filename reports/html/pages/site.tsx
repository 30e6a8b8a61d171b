import { targetName } from "#reports/model/names/target-name.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { renderBadge } from "#reports/badge.ts";
import { renderTrendBadge } from "#reports/trend-badge.ts";
import { brief, instant, plural } from "#reports/model/text/format.ts";
import { renderDocument } from "./document.tsx";
import { renderHtml, type HtmlOptions } from "#reports/html/render.tsx";
import { RequirementTrend } from "#reports/html/requirement/requirement-trend.tsx";
import { RunCells, RunHeads } from "#reports/html/parts/run-cells.tsx";
import { Visible } from "#reports/html/parts/text.tsx";
import { Trend } from "#reports/html/overview/trend.tsx";
import { tallyByLevel } from "#suites/record/verdicts/tally.ts";
import { contractsTitle } from "#reports/model/names/service-name.ts";

/** The runs of one target, the newest first. */
interface TargetHistory {
  readonly name: string;
  readonly runs: readonly SiteRun[];
}

interface SiteRun {
  /** What its target goes by. */
  readonly name: string;
  readonly record: RunRecord;
  /** Path of the report's page below the site's folder. */
  readonly page: string;
}

/**
 * A static site of many runs: files by path below its folder. `index.html` lists each target with its history,
 * `runs/N.html` is a run's report, `runs/N.json` its badge, `badges/N.json` the badge of the Nth target's newest run, and
 * `badges/N-trend.json` one of all its runs.
 * A target goes by its label, or in its place by its own name: there are none, or one for each record.
 * Paths hold numbers only, in the order of the runs' starts, so that nothing an endpoint says becomes a file name.
 */
export function renderSite(
  records: readonly RunRecord[],
  options: HtmlOptions,
  labels: readonly string[] = [],
): ReadonlyMap<string, string> {
  const runs = records
    .map((record, index) => ({ record, name: labels[index] ?? targetName(record.target) }))
    .sort((a, b) => Date.parse(a.record.run.startedAt) - Date.parse(b.record.run.startedAt))
    .map((run, index): SiteRun => ({ ...run, page: `runs/${index + 1}.html` }));
  const targets = historiesOf(runs);
  const eyebrow = runs[0] === undefined ? "" : `${runs[0].record.tool.name} ${runs[0].record.tool.version}`;
  const contract = contractsTitle(records);
  const title = `${plural(targets.length, "target")} · ${contract}`;
  const index = renderDocument(
    { title, eyebrow, children: <SiteIndex targets={targets} contract={contract} /> },
    options,
  );
  return new Map([
    ["index.html", index],
    ...runs.flatMap((run, at): [string, string][] => [
      [run.page, renderHtml(run.record, { ...options, earlier: earlierOf(run, runs.slice(0, at)) })],
      [run.page.replace(/html$/, "json"), renderBadge(run.record)],
    ]),
    ...targets.flatMap(({ runs: [newest, ...others] }, index): [string, string][] => {
      if (newest === undefined) return [];
      const records = [newest, ...others].map(({ record }) => record).toReversed();
      return [
        [`badges/${index + 1}.json`, renderBadge(newest.record)],
        [`badges/${index + 1}-trend.json`, renderTrendBadge(records)],
      ];
    }),
  ]);
}

/** Of the runs before it, those of the same target. */
function earlierOf({ name }: SiteRun, before: readonly SiteRun[]): readonly RunRecord[] {
  return before.filter((run) => run.name === name).map(({ record }) => record);
}

function historiesOf(runs: readonly SiteRun[]): TargetHistory[] {
  const byTarget = new Map<string, TargetHistory>();
  for (const run of runs) {
    const { name } = run;
    byTarget.set(name, { name, runs: [run, ...(byTarget.get(name)?.runs ?? [])] });
  }
  return [...byTarget.values()];
}

function SiteIndex({ targets, contract }: { readonly targets: readonly TargetHistory[]; readonly contract: string }) {
  const runs = targets.reduce((sum, target) => sum + target.runs.length, 0);
  return (
    <>
      <div class="verdict">
        <p class="eyebrow">{contract} · conformance of targets over time</p>
        <h1>
          {plural(targets.length, "target")}, {plural(runs, "run")}
        </h1>
      </div>
      {targets.map((target) => (
        <History target={target} />
      ))}
    </>
  );
}

function History({ target }: { readonly target: TargetHistory }) {
  return (
    <section>
      <h2>
        <Visible text={brief(target.name, 120)} />
      </h2>
      <Trend records={target.runs.map(({ record }) => record).toReversed()} />
      <RequirementTrend records={target.runs.map(({ record }) => record).toReversed()} />
      <table class="matrix areas runs-table stack">
        <thead>
          <tr>
            <th scope="col">Run</th>
            <RunHeads />
            <th scope="col">Suite</th>
          </tr>
        </thead>
        <tbody>
          {target.runs.map((run) => (
            <RunRow run={run} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RunRow({ run: { record, page } }: { readonly run: SiteRun }) {
  return (
    <tr>
      <th scope="row">
        <a href={page}>{instant(Date.parse(record.run.startedAt))}</a>
      </th>
      <RunCells record={record} byLevel={tallyByLevel(record.requirements)} />
      <td data-label="Suite">
        <Visible text={record.tool.version} />
      </td>
    </tr>
  );
}
