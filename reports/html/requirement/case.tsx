import type { CaseResult, Difference } from "#suites/record/record.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { byteSize, brief, plural } from "#reports/model/text/format.ts";
import { loneCurl, replayLine, findingLine } from "#reports/model/commands/replay.ts";
import { visibleParts } from "#reports/model/text/harmless-text.ts";
import { EXPECTATION_WORDS, KIND_MEANS } from "#reports/model/names/level-words.ts";
import { VerdictChip } from "#reports/html/parts/chip.tsx";
import { Exchange } from "./evidence.tsx";
import { EXCHANGES_SHOWN, type PageContext } from "#reports/html/parts/page-context.ts";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";
import { Columns } from "#reports/html/parts/columns.tsx";

const LONGEST_COMMAND = 8192;
const DIFFERENCES_SHOWN = 20;
const OTHERS_SHOWN = EXCHANGES_SHOWN - 1;

/** Kinds of cases that send several requests. */
const OF_SEVERAL: readonly CaseResult["kind"][] = ["scenario", "history"];

interface CaseProps {
  readonly one: CaseResult;
  readonly context: PageContext;
  readonly open: boolean;
}

/** A case: what was sent and why, what was expected and received, the exchange, and how to send it again. */
export function Case({ one, context, open }: CaseProps) {
  if (!context.withEvidence.has(one)) return <BareCase one={one} context={context} />;
  return (
    <details class="case" id={context.anchors.get(one)} data-verdict={one.verdict} open={open}>
      <summary>
        <CaseLine one={one} />
      </summary>
      <CaseBody one={one} context={context} />
    </details>
  );
}

/** A case whose evidence stands in the record only. */
function BareCase({ one, context }: Omit<CaseProps, "open">) {
  return (
    <div class="case bare" id={context.anchors.get(one)} data-verdict={one.verdict}>
      <CaseLine one={one} />
    </div>
  );
}

function CaseLine({ one }: { readonly one: CaseResult }) {
  return (
    <>
      <VerdictChip verdict={one.verdict} />
      <span class="what">
        <Prose text={brief(one.summary, 400)} />
      </span>
      <span class="kind">{one.kind}</span>
    </>
  );
}

function CaseBody({ one, context }: Omit<CaseProps, "open">) {
  const differences = one.judgement.differences ?? [];
  const deciding = decidingExchange(one);
  const others = one.exchanges.filter((evidence) => evidence !== deciding);
  const replay = replayLine(one, context);
  const curl = loneCurl(one, context.record);
  const finding = findingLine(one, context);
  return (
    <div class="case-body">
      <Comparison one={one} />
      {differences.length > 0 && <Differences differences={differences} />}
      {deciding !== undefined && (
        <Exchange evidence={deciding} differences={differences} theirs={one.judgement.theirs} />
      )}
      {others.length > 0 && (
        <details class="others">
          <summary>{plural(others.length, "other exchange")} of this case</summary>
          {others.slice(0, OTHERS_SHOWN).map((evidence) => (
            <Exchange evidence={evidence} differences={[]} />
          ))}
          {others.length > OTHERS_SHOWN && <p class="note">{others.length - OTHERS_SHOWN} more in the record.</p>}
        </details>
      )}
      {one.exchangesLeftOut !== undefined && (
        <p class="note">{plural(one.exchangesLeftOut, "earlier exchange")} left out.</p>
      )}
      <dl class="again">
        {replay !== undefined && (
          <>
            <dt>Replay</dt>
            <dd>
              <Command text={replay} />
            </dd>
          </>
        )}
        {finding !== undefined && (
          <>
            <dt>All steps</dt>
            <dd>
              <Command text={finding} />
            </dd>
          </>
        )}
        {curl !== undefined && (
          <>
            <dt>curl</dt>
            <dd>
              <Command text={curl} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Comparison({ one }: { readonly one: CaseResult }) {
  const { expected, received, alternative } = one.judgement;
  const { reduced } = one;
  return (
    <dl class="compare">
      <dt>Expected</dt>
      <dd>
        <Code text={brief(expected, 2000)} />
      </dd>
      <dt>Received</dt>
      <dd class={`v-${one.verdict}`}>
        <Code text={brief(received, 2000)} />
      </dd>
      {alternative !== undefined && (
        <>
          <dt>Accepted as</dt>
          <dd>
            <Code text={brief(alternative, 2000)} />
          </dd>
        </>
      )}
      <dt>Case</dt>
      <dd>
        <Code text={one.id} /> · {KIND_MEANS[one.kind]}
        {/* Of several requests, the last is no measure of what the case expects. */}
        {!OF_SEVERAL.includes(one.kind) && ` · ${EXPECTATION_WORDS[one.expectation]}`}
      </dd>
      {reduced !== undefined && (
        <>
          <dt>Reduced</dt>
          <dd>
            from {byteSize(reduced.fromBytes)} to {byteSize(reduced.toBytes)} with{" "}
            {plural(reduced.requests, "further request")}: the request below is the smallest that fails the same way
          </dd>
        </>
      )}
    </dl>
  );
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const more = differences.length - DIFFERENCES_SHOWN;
  return (
    <table class="differences">
      <Columns names={["Where", "Expected", "Received"]} />
      <tbody>
        {differences.slice(0, DIFFERENCES_SHOWN).map(({ at, expected, received }) => (
          <tr>
            <th scope="row">
              <Code text={at === "" ? "(whole body)" : brief(at, 400)} />
            </th>
            <td data-label="expected">
              <Code text={brief(expected, 1000)} />
            </td>
            <td data-label="received">
              <Code text={brief(received, 1000)} />
            </td>
          </tr>
        ))}
        {more > 0 && (
          <tr>
            <td colSpan={3}>{plural(more, "further difference")} in the record</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Command({ text }: { readonly text: string }) {
  if (text.length > LONGEST_COMMAND)
    return <span class="muted">too long to print ({byteSize(text.length)}): use replay</span>;
  const hides = visibleParts(text).some(({ hidden }) => hidden !== undefined);
  return (
    <pre class="command" data-copy={hides ? encodeURIComponent(text.toWellFormed()) : undefined}>
      <code>
        <Visible text={text} />
      </code>
    </pre>
  );
}
