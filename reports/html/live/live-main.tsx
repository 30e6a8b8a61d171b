import type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
import { brief, grouped, plural } from "#reports/model/text/format.ts";
import { Code, Visible } from "#reports/html/parts/text.tsx";
import { LiveCauses } from "./live-causes.tsx";
import { LiveExchanges } from "./live-exchanges.tsx";
import type { LiveDesk } from "./live-desk.ts";
import { LiveTools } from "./live-tools.tsx";
import { type LiveView, STATUS_CLASSES, STATUS_WORDS } from "./live-view.ts";

interface LiveProps {
  readonly view: LiveView;
  readonly desk: LiveDesk;
}

/** All of the page that changes: the same on the server, where nothing listens, and in the browser. */
export function LiveMain({ view, desk }: LiveProps) {
  return (
    <>
      <LiveHead view={view} desk={desk} />
      <LiveCauses view={view} />
      <section id="exchanges" aria-labelledby="exchanges-title">
        <h2 id="exchanges-title">
          Exchanges <span class="count">newest first</span>
        </h2>
        <LiveTools view={view} desk={desk} />
        <LiveExchanges view={view} desk={desk} />
      </section>
    </>
  );
}

function LiveHead({ view, desk }: LiveProps) {
  const { contract, endpoint, proxy, end } = view;
  return (
    <div class={`verdict r-${accentOf(view)}`}>
      <p class="eyebrow">
        <Visible text={contract} /> · traffic to <Visible text={brief(endpoint, 120)} />
      </p>
      <h1>
        <Visible text={end?.answer ?? stateOf(view)} />
      </h1>
      <p class="counts">
        {end === undefined ? (
          <>
            Clients send to <Code text={brief(proxy, 120)} />
          </>
        ) : (
          <Visible text={`${end.counts}.`} />
        )}
      </p>
      <LiveFigures view={view} />
      <p class="state" role="status">
        <LiveState view={view} desk={desk} />
      </p>
    </div>
  );
}

/** What the colour of the page says: it is no verdict before the end. */
function accentOf({ causes, end }: LiveView): RunVerdict | "open" {
  if (end !== undefined) return end.verdict;
  return causes.some(({ level }) => level === "MUST") ? "non-conformant" : "open";
}

function stateOf({ causes, moreCauses, counts }: LiveView): string {
  if (counts.exchanges === 0) return "Waiting for the first request";
  const all = causes.length + moreCauses;
  return all === 0 ? "Nothing to fix so far" : `${plural(all, "cause")} to fix so far`;
}

function LiveFigures({ view: { counts } }: Pick<LiveProps, "view">) {
  const { exchanges, withFindings, refused, unjudged, byStatus } = counts;
  const figures: readonly (readonly [string, number, string?])[] = [
    ["exchanges", exchanges],
    ["with findings", withFindings, withFindings > 0 ? "bad" : ""],
    ...STATUS_CLASSES.filter((each) => byStatus[each] > 0).map(
      (each) => [STATUS_WORDS[each], byStatus[each], each === "5xx" || each === "none" ? "bad" : ""] as const,
    ),
    ...(refused > 0 ? [["refused by the proxy", refused] as const] : []),
    ...(unjudged > 0 ? [["too large to judge", unjudged] as const] : []),
  ];
  return (
    <dl class="figures">
      {figures.map(([words, count, look = ""]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd class={`figure ${look}`}>{grouped(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The report is opened in a tab of its own, since this page could not be had again; one of the same origin needs its opener. */
function LiveState({ view: { end, reportFile }, desk: { connection, isPaused, newer, report } }: LiveProps) {
  if (end !== undefined) {
    return (
      <>
        {end.exitCode === undefined ? "The proxy has ended." : `The command ended with exit code ${end.exitCode}.`}{" "}
        {report !== undefined && (
          <>
            <a href={report} target="_blank" rel="opener">
              Open the report
            </a>
            {reportFile === undefined ? "." : ", or the file "}
          </>
        )}
        {report === undefined && reportFile !== undefined && "The report: "}
        {reportFile !== undefined && <Code text={reportFile} />}
      </>
    );
  }
  if (isPaused) return <>Paused, with {plural(newer, "newer exchange")}.</>;
  if (connection === "lost") return <>The proxy does not answer: it has ended, or this page is open too often.</>;
  return connection === "live" ? <>Live: this page changes by itself.</> : null;
}
