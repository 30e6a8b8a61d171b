import { targetName } from "#reports/model/names/target-name.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import type { SourceText } from "#reports/model/names/source-sentence.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { requirementsWithFile } from "#reports/findings/finding-files.ts";
import { causesOf } from "#reports/model/causes/causes-of.ts";
import { knownToFail } from "#reports/model/standing/known-to-fail.ts";
import { areaRows, metByTolerated } from "#reports/model/standing/area-rows.ts";
import { notTested } from "#reports/model/standing/not-tested.ts";
import { unsupportedIn } from "#reports/model/standing/unsupported.ts";
import { Causes } from "./overview/causes.tsx";
import { KnownToFailSection } from "./context/known-to-fail.tsx";
import { NotTestedSection } from "./context/not-tested-section.tsx";
import { Clusters } from "./context/clusters.tsx";
import { Contradictions } from "./context/contradictions.tsx";
import { Words } from "./context/legend.tsx";
import { Coverage } from "./overview/coverage.tsx";
import { DetectionPower } from "./overview/detection.tsx";
import { LikenessSection } from "./overview/likeness.tsx";
import { renderDocument } from "./pages/document.tsx";
import { Identity, Verdict } from "./overview/head.tsx";
import { anchorsOf } from "./parts/anchors.ts";
import { FoldedSection } from "./parts/folded-section.tsx";
import { OperationGrid } from "./overview/operation-grid.tsx";
import { casesWithEvidence, isLarge, toldOneByOne, EVIDENCE_BUDGETS, type PageContext } from "./parts/page-context.ts";
import type { PageTools } from "./parts/page-tools.ts";
import { AreaSection, OnlyCounted } from "./requirement/requirement.tsx";
import { NothingMatches, Search } from "./parts/search.tsx";
import { Sources } from "./requirement/sources.tsx";
import { Timings } from "./overview/timings.tsx";
import { TriedSection } from "./overview/tried.tsx";
import { countStates } from "#reports/model/grid/grid.ts";
import { GRID_STATES, STATE_ORDER } from "#reports/model/grid/grid-state.ts";
import { failuresTitle, toleratedFailures } from "#reports/model/standing/server-failures.ts";
import { plural } from "#reports/model/text/format.ts";
import { Prose } from "./parts/text.tsx";

/** What passes as chance, and how often it came. */
function ToleratedFailuresSection({ context }: { readonly context: PageContext }) {
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

/** Searches what a report tells one by one, with a filter for each state that occurs. */
function Toolbar({ context: { record, told } }: { readonly context: PageContext }) {
  const counts = countStates(record.requirements.filter(({ id }) => told.has(id)));
  return (
    <Search
      label="Search requirements and evidence"
      placeholder="Search, level:must, !state:met"
      filterLabel="Filter by state"
      filters={STATE_ORDER.flatMap((state) => {
        const { icon, word } = GRID_STATES[state];
        const count = counts[state] ?? 0;
        return count === 0 ? [] : [{ term: `state:${state}`, icon, text: `${word} ${count}` }];
      })}
    />
  );
}

export interface HtmlOptions extends PageTools {
  /** Vendored source texts to quote with their lines; without them a requirement names its source and line only. */
  readonly sources?: readonly SourceText[];
  /** The record's file, as replay lines name it; `run.json` unless told. */
  readonly recordFile?: string;
  /** A selftest, whose detection power the page is to show. */
  readonly killMatrix?: KillMatrix;
  /** Earlier runs of the same target, the oldest first. */
  readonly earlier?: readonly RunRecord[];
}

/** The report as one self-contained page: readable without its script, from file://, on paper. */
export function renderHtml(record: RunRecord, options: HtmlOptions): string {
  const [withFile, causes] = [requirementsWithFile(record), causesOf(record)];
  let page = "";
  for (const budget of EVIDENCE_BUDGETS) {
    page = renderWithin(record, { ...options, withFile, causes }, budget);
    if (fits(page)) break;
  }
  return page;
}

/** A page that a phone still opens, in UTF-8; what does not fit stands in the record, and the page says so. */
const PAGE_BYTES = 5_000_000;

/** No UTF-16 unit takes less than a byte, so a page that is too long is not even encoded. */
function fits(page: string): boolean {
  return page.length < PAGE_BYTES && new TextEncoder().encode(page).length < PAGE_BYTES;
}

type Prepared = HtmlOptions & Pick<PageContext, "withFile" | "causes">;

function renderWithin(record: RunRecord, options: Prepared, budget: number): string {
  const { causes } = options;
  const context: PageContext = {
    record,
    recordFile: options.recordFile ?? "run.json",
    causes,
    anchors: anchorsOf(record, causes),
    resources: new Map(
      record.operations.flatMap(({ id, resource }) => (resource === undefined ? [] : [[id, resource]])),
    ),
    earlier: options.earlier ?? [],
    withEvidence: casesWithEvidence(record, budget),
    isLarge: isLarge(record),
    told: toldOneByOne(record),
    withFile: options.withFile,
    sources: options.sources ?? [],
    killMatrix: options.killMatrix,
  };
  const title = `${record.outcome.verdict} · ${targetName(record.target)} · ${record.tool.name}`;
  const eyebrow = `${record.tool.name} ${record.tool.version}`;
  const sections = sectionsOf(context);
  return renderDocument({ title, eyebrow, sections, children: <Report context={context} /> }, options);
}

function sectionsOf({ record, causes }: PageContext): [string, string][] {
  return [
    ["operations", "Operations"],
    ...(causes.length + metByTolerated(record).length > 0
      ? [["causes", "What to fix"] satisfies [string, string]]
      : []),
    ...(record.likeness === undefined ? [] : [["likeness", "Likeness"] satisfies [string, string]]),
    ...(knownToFail(record).length > 0 ? [["known", "Known to fail"] satisfies [string, string]] : []),
    ["requirements", "Requirements"],
    ...(notTested(record).length + unsupportedIn(record).length > 0
      ? [["not-tested", "Not tested"] satisfies [string, string]]
      : []),
    ["about", "About this run"],
  ];
}

function Report({ context }: { readonly context: PageContext }) {
  const { record } = context;
  return (
    <>
      <Verdict record={record} killMatrix={context.killMatrix} />
      <OperationGrid context={context} />
      <Causes context={context} />
      <LikenessSection context={context} />
      <section id="requirements" aria-labelledby="requirements-title">
        <h2 id="requirements-title">Requirements and evidence</h2>
        <OnlyCounted context={context} />
        <Toolbar context={context} />
        {areaRows(record).map((row) => (
          <AreaSection row={row} context={context} />
        ))}
        <NothingMatches />
      </section>
      <AboutRun context={context} />
    </>
  );
}

/** Whatever is no answer to what the run was asked, each part closed until it is asked for. */
function AboutRun({ context }: { readonly context: PageContext }) {
  const { record, killMatrix } = context;
  return (
    <section id="about" aria-labelledby="about-title">
      <h2 id="about-title">About this run</h2>
      <KnownToFailSection context={context} />
      <NotTestedSection context={context} />
      <ToleratedFailuresSection context={context} />
      <Identity record={record} />
      <TriedSection context={context} />
      <Coverage context={context} />
      <Timings record={record} />
      <Clusters record={record} />
      {killMatrix !== undefined && <DetectionPower record={record} matrix={killMatrix} />}
      <Contradictions record={record} />
      <FoldedSection id="legend" title="How to read this report" brief="levels, verdicts, authorities">
        <Words />
      </FoldedSection>
      <Sources context={context} />
    </section>
  );
}
