import { duration, grouped, instant } from "#reports/model/text/format.ts";
import { LevelTag, VerdictChip, VerdictIcon } from "#reports/html/parts/chip.tsx";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";
import type { LiveDesk } from "./live-desk.ts";
import { isWanted } from "./live-filter.ts";
import { type LiveExchange, type LiveFinding, type LiveView, statusClass } from "./live-view.ts";

/** The exchanges that the reader wants to see, newest first. */
export function LiveExchanges({ view, desk }: { readonly view: LiveView; readonly desk: LiveDesk }) {
  const { exchanges, counts } = view;
  const wanted = exchanges.filter((exchange) => isWanted(exchange, desk.filter)).toReversed();
  const dropped = counts.exchanges - exchanges.length;
  return (
    <>
      {dropped > 0 && (
        <p class="muted">
          The newest {grouped(exchanges.length)} of {grouped(counts.exchanges)} are here. What was found in the others
          is counted, and is in the report.
        </p>
      )}
      {exchanges.length > 0 && wanted.length === 0 && <p class="empty">Nothing matches.</p>}
      {wanted.length > 0 && (
        <table class="stack live">
          <caption class="unseen">Exchanges, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Time, UTC</th>
              <th scope="col">Request</th>
              <th scope="col">Operation</th>
              <th scope="col">Status</th>
              <th scope="col">Took</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {wanted.map((exchange) => (
              <OneExchange key={exchange.number} exchange={exchange} desk={desk} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function OneExchange({ exchange, desk }: { readonly exchange: LiveExchange; readonly desk: LiveDesk }) {
  const { number, at, ms, method, path, operation, status, failure, verdict, findings, moreFindings } = exchange;
  const isBad = statusClass(status) === "5xx" || status === undefined;
  return (
    <tr>
      <td data-label="No.">{number}</td>
      <td data-label="Time, UTC">{instant(at).slice(11, 19)}</td>
      <td data-label="Request" class="sent">
        <Code text={`${method} ${path}`} />
        {findings.length > 0 && (
          <ul class="findings">
            {findings.map((finding) => (
              <OneFinding key={finding.requirement} finding={finding} />
            ))}
            {moreFindings > 0 && <li class="muted">and {moreFindings} more</li>}
          </ul>
        )}
        <Opened number={number} desk={desk} />
      </td>
      <td data-label="Operation">
        {operation === undefined ? <span class="muted">none</span> : <Visible text={operation} />}
      </td>
      <td data-label="Status" class={isBad ? "bad" : undefined}>
        {status ?? "no answer"}
        {failure !== undefined && (
          <small>
            <Visible text={failure} />
          </small>
        )}
      </td>
      <td data-label="Took">{duration(ms)}</td>
      <td data-label="Verdict">
        {verdict === undefined ? <span class="muted">not judged</span> : <VerdictChip verdict={verdict} />}
      </td>
    </tr>
  );
}

/** Request and answer, which are had when somebody opens them: without a script as a page of their own. */
function Opened({ number, desk: { opened, onOpen } }: { readonly number: number; readonly desk: LiveDesk }) {
  const text = opened.get(number);
  return (
    <details class="opened" onToggle={({ currentTarget }) => currentTarget.open && onOpen(number)}>
      <summary>Request and answer</summary>
      {text === undefined ? (
        <a href={`exchange/${number}`}>as text</a>
      ) : (
        <pre>
          <code>{text}</code>
        </pre>
      )}
    </details>
  );
}

function OneFinding({ finding }: { readonly finding: LiveFinding }) {
  const { requirement, title, level, verdict, expected, received, isKnown } = finding;
  return (
    <li>
      <p>
        <VerdictIcon verdict={verdict} /> <LevelTag level={level} /> <Prose text={title} />{" "}
        {isKnown && <span class="tag">known to fail</span>}
      </p>
      <p class="muted">
        <Code text={requirement} />
      </p>
      {expected !== undefined && received !== undefined && (
        <p>
          expected <Code text={expected} />, received <Code text={received} />
        </p>
      )}
    </li>
  );
}
