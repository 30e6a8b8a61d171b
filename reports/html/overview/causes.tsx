import { mattersToClients, telling, traceOf, weightOf, type Cause, type Witness } from "#reports/model/causes/cause.ts";
import { gainOfMending, type MendingGain } from "#reports/model/causes/mending-gain.ts";
import type { RequirementResult } from "#suites/record/record.ts";
import { metByTolerated } from "#reports/model/standing/area-rows.ts";
import { decidingExchange, tellingCase } from "#reports/model/telling-case.ts";
import { failingSince } from "#reports/model/standing/failing-since.ts";
import { notRequired } from "#reports/model/standing/not-tested.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import { Arrow } from "#reports/html/parts/arrow.tsx";
import { LevelTag } from "#reports/html/parts/chip.tsx";
import { BriefExchange } from "#reports/html/requirement/evidence.tsx";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Source } from "#reports/html/requirement/sources.tsx";
import { Code, hrefTo, Prose } from "#reports/html/parts/text.tsx";

/** Causes that have a line of their own from the start; the others follow folded. */
const LINES_SHOWN = 12;
/** Further causes shown with their request; what is beyond is named, and shown with its requirements. */
const CAUSES_TOLD = 40;

/** What the target has to mend, by weight: a line each, and below it the smallest request that shows it beside its answer. */
export function Causes({ context }: { readonly context: PageContext }) {
  const { record } = context;
  const causes = context.causes.filter(({ tolerated }) => tolerated !== true);
  const tolerated = metByTolerated(record);
  if (causes.length + tolerated.length === 0) return null;
  const absent = notRequired(record);
  const settled = gainOfMending(record, causes);
  const musts = causes.filter(({ level }) => level === "MUST");
  const lesser = causes.filter(({ level }) => level !== "MUST");
  const [first, further] = [musts.slice(0, LINES_SHOWN), musts.slice(LINES_SHOWN)];
  return (
    <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">
        What to fix <span class="count">{plural(musts.length, "cause")} of a MUST not met</span>
      </h2>
      <CauseList causes={first} from={1} settled={settled} context={context} />
      <MoreCauses causes={further} from={first.length + 1} settled={settled} title="more" context={context} />
      <MoreCauses
        causes={lesser}
        from={musts.length + 1}
        settled={settled}
        title="of a missed SHOULD"
        context={context}
      />
      <Tolerated requirements={tolerated} context={context} />
      {absent !== undefined && <p class="muted">{absent}</p>}
    </section>
  );
}

interface CauseListProps {
  readonly causes: readonly Cause[];
  /** Number of the first. */
  readonly from: number;
  readonly settled: ReadonlyMap<Cause, MendingGain>;
  readonly context: PageContext;
}

function MoreCauses({ title, ...list }: CauseListProps & { readonly title: string }) {
  if (list.causes.length === 0) return null;
  const named = list.causes.slice(CAUSES_TOLD);
  return (
    <details class="more">
      <summary>
        {plural(list.causes.length, "cause")} {title}
      </summary>
      <CauseList {...list} causes={list.causes.slice(0, CAUSES_TOLD)} />
      {named.length > 0 && (
        <Witnesses witnesses={named.flatMap(({ shownBy }) => shownBy.slice(0, 1))} context={list.context} />
      )}
    </details>
  );
}

/** What is no cause of a failure, and to be mended all the same: last, as a warning. */
function Tolerated({
  requirements,
  context,
}: {
  readonly requirements: readonly RequirementResult[];
  readonly context: PageContext;
}) {
  if (requirements.length === 0) return null;
  return (
    <details class="more">
      <summary>{requirements.length} MUST met by a tolerated answer alone</summary>
      <Witnesses
        witnesses={requirements.map((requirement) => ({ requirement, example: tellingCase(requirement) }))}
        context={context}
      />
    </details>
  );
}

function CauseList({ causes, from, settled, context }: CauseListProps) {
  if (causes.length === 0) return null;
  return (
    <ol class="causes" start={from}>
      {causes.map((cause, index) => (
        <li>
          <details class="cause" id={context.anchors.get(cause)} open={from + index === 1}>
            <summary>
              <span class="rank" aria-hidden="true">
                {from + index}
              </span>
              <h3 class="fault">
                <Prose text={cause.title} />
              </h3>
              <Gain settles={settled.get(cause)} />
            </summary>
            <CauseBody cause={cause} context={context} />
          </details>
        </li>
      ))}
    </ol>
  );
}

/** `MUST 96 of 120 → 104 of 120`, or `→ at least 104`: those met now, and once this cause is mended. */
function Gain({ settles }: { readonly settles: MendingGain | undefined }) {
  if (settles === undefined) return null;
  const { level, from, to, fromAll, toAll, atLeast } = settles;
  if (from === to && !atLeast) return <span class="gain">{level} with other causes</span>;
  return (
    <span class="gain">
      {level} {from} of {fromAll} <Arrow /> {atLeast && "at least "}
      <b>{to}</b>
      {!atLeast && ` of ${toAll}`}
    </span>
  );
}

interface CauseProps {
  readonly cause: Cause;
  readonly context: PageContext;
}

function CauseBody({ cause, context }: CauseProps) {
  const witness = telling(cause);
  const [first] = cause.shownBy;
  const matters = mattersToClients(cause);
  const since = failingSince(
    cause.shownBy.map(({ requirement }) => requirement.id),
    context.earlier,
  );
  return (
    <div class="cause-body">
      <p class="mend">
        <b>Fix</b> <Prose text={brief(cause.mend, 300)} />
      </p>
      {since !== undefined && <p class="muted">{since}</p>}
      {witness !== undefined && <Example witness={witness} context={context} />}
      <dl class="compare">
        {witness === undefined && first?.requirement.reason !== undefined && (
          <>
            <dt>Received</dt>
            <dd class="v-fail">
              <Prose text={brief(first.requirement.reason, 300)} />
            </dd>
          </>
        )}
        {matters !== undefined && (
          <>
            <dt>For a client</dt>
            <dd>{matters}</dd>
          </>
        )}
        {first !== undefined && traceOf(cause) !== undefined && (
          <>
            <dt>Source</dt>
            <dd>
              <Source requirement={first.requirement} sources={context.sources} />
            </dd>
          </>
        )}
      </dl>
      <FoldedWitnesses cause={cause} context={context} />
    </div>
  );
}

/** The smallest request, what was expected of it, and what came. */
function Example({
  witness: { requirement, example },
  context,
}: {
  readonly witness: Witness;
  readonly context: PageContext;
}) {
  if (example === undefined) return null;
  const { expected, received, differences = [] } = example.judgement;
  const exchange = context.withEvidence.has(example) ? decidingExchange(example) : undefined;
  const others = example.exchanges.length - 1;
  return (
    <>
      <dl class="compare">
        <dt>Sent</dt>
        <dd>
          <Prose text={brief(example.summary, 400)} />{" "}
          <a href={hrefTo(context.anchors.get(example) ?? requirement.id)}>
            {others > 0 ? `${plural(others + 1, "step")}, and how to send them again` : "how to send it again"}
          </a>
        </dd>
        <dt>Expected</dt>
        <dd>
          <Code text={brief(expected, 300)} />
        </dd>
        <dt>Received</dt>
        <dd class="v-fail">
          <Code text={brief(received, 300)} />
        </dd>
      </dl>
      {exchange !== undefined && (
        <BriefExchange evidence={exchange} differences={differences} input={requirement.subject?.input} />
      )}
    </>
  );
}

/** The requirements that show it, and those that follow from it, folded. */
function FoldedWitnesses({ cause, context }: CauseProps) {
  const { shownBy, follows } = cause;
  const following =
    follows.length === 0 ? "" : `, ${follows.length} of them ${follows.length === 1 ? "follows" : "follow"} from it`;
  return (
    <details>
      <summary>
        {plural(weightOf(cause), "requirement")}
        {following}
      </summary>
      <Witnesses witnesses={[...shownBy, ...follows]} context={context} />
    </details>
  );
}

interface WitnessesProps {
  readonly witnesses: readonly Witness[];
  readonly context: PageContext;
}

function Witnesses({ witnesses, context }: WitnessesProps) {
  return (
    <ul class="witnesses">
      {witnesses.map(({ requirement, example }) => {
        const anchor = example === undefined ? requirement.id : (context.anchors.get(example) ?? requirement.id);
        return (
          <li>
            <LevelTag level={requirement.level} />
            <a href={hrefTo(anchor)}>
              <Prose text={requirement.title} />
            </a>
            <Code text={requirement.id} />
          </li>
        );
      })}
    </ul>
  );
}
