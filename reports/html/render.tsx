import { targetName } from "../model/target-name.ts";
import type { KillMatrix } from "../model/kill-matrix.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { requirementsWithFile } from "../findings/finding-files.ts";
import { causesOf } from "../model/causes/causes-of.ts";
import { knownToFail } from "../model/known-to-fail.ts";
import { resourceRows } from "../model/resource-rows.ts";
import { areaRows } from "../model/area-rows.ts";
import { notTested } from "../model/not-tested.ts";
import { unsupportedIn } from "../model/unsupported.ts";
import { AreaTable } from "./overview/area-table.tsx";
import { ResourceTable } from "./overview/resource-table.tsx";
import { Causes } from "./overview/causes.tsx";
import {
  Clusters,
  Contradictions,
  KnownToFailSection,
  Legend,
  NotTestedSection,
  ToleratedFailuresSection,
} from "./overview/context-sections.tsx";
import { Coverage } from "./overview/coverage.tsx";
import { DetectionPower } from "./overview/detection.tsx";
import { renderDocument } from "./pages/document.tsx";
import { Identity, MissingOperations, Verdict } from "./overview/head.tsx";
import {
  anchorsOf,
  casesWithEvidence,
  isLarge,
  toldOneByOne,
  EVIDENCE_BUDGETS,
  type PageContext,
  type SourceText,
} from "./parts/page-context.ts";
import type { PageTools } from "./parts/page-tools.ts";
import { AreaSection, OnlyCounted } from "./requirement/requirement.tsx";
import { NothingMatches } from "./parts/search.tsx";
import { Sources } from "./requirement/sources.tsx";
import { Timings } from "./overview/timings.tsx";
import { Toolbar } from "./parts/toolbar.tsx";

export interface HtmlOptions extends PageTools {
  /** Vendored source texts to quote with their lines; without them a requirement names its source and line only. */
  readonly sources?: readonly SourceText[];
  /** The record's file, as replay lines name it; `run.json` unless told. */
  readonly recordFile?: string;
  /** A selftest, whose detection power the page is to show. */
  readonly killMatrix?: KillMatrix;
}

/** The report as one self-contained page: readable without its script, from file://, on paper. */
export function renderHtml(record: RunRecord, options: HtmlOptions): string {
  const withFile = requirementsWithFile(record);
  let page = "";
  for (const budget of EVIDENCE_BUDGETS) {
    page = renderWithin(record, { ...options, withFile }, budget);
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

function renderWithin(record: RunRecord, options: HtmlOptions & Pick<PageContext, "withFile">, budget: number): string {
  const context: PageContext = {
    record,
    recordFile: options.recordFile ?? "run.json",
    anchors: anchorsOf(record),
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

function sectionsOf({ record, killMatrix }: PageContext): [string, string][] {
  return [
    ...(causesOf(record).length > 0 ? [["causes", "What to fix"] satisfies [string, string]] : []),
    ...(knownToFail(record).length > 0 ? [["known", "Known to fail"] satisfies [string, string]] : []),
    ...(notTested(record).length + unsupportedIn(record).length > 0
      ? [["not-tested", "Not tested"] satisfies [string, string]]
      : []),
    ...(resourceRows(record).length > 0 ? [["resources", "Resources"] satisfies [string, string]] : []),
    ["run", "Run"],
    ["matrix", "Areas"],
    ["requirements", "Requirements"],
    ...(record.contradictions.length > 0 ? [["contradictions", "Contradictions"] satisfies [string, string]] : []),
    ...(killMatrix === undefined ? [] : [["detection", "Detection power"] satisfies [string, string]]),
    ...(record.coverage === undefined ? [] : [["coverage", "Coverage"] satisfies [string, string]]),
    ["timings", "Timings"],
  ];
}

function Report({ context }: { readonly context: PageContext }) {
  const { record } = context;
  return (
    <>
      <Verdict record={record} killMatrix={context.killMatrix} />
      <MissingOperations record={record} />
      <Causes context={context} />
      <KnownToFailSection context={context} />
      <ResourceTable context={context} />
      <ToleratedFailuresSection context={context} />
      <NotTestedSection context={context} />
      <Identity record={record} />
      <Legend />
      <AreaTable context={context} />
      <section id="requirements" aria-labelledby="requirements-title">
        <h2 id="requirements-title">Requirements and evidence</h2>
        <OnlyCounted context={context} />
        <Toolbar context={context} />
        {areaRows(record).map((row) => (
          <AreaSection row={row} context={context} />
        ))}
        <NothingMatches />
      </section>
      <Contradictions record={record} />
      {context.killMatrix !== undefined && <DetectionPower record={record} matrix={context.killMatrix} />}
      <Clusters record={record} />
      <Coverage context={context} />
      <Timings record={record} />
      <Sources context={context} />
    </>
  );
}
