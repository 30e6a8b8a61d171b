import { telling, weightOf, type Cause, type Witness } from "../../model/causes/cause.ts";
import { causesOf } from "../../model/causes/causes-of.ts";
import { decidingExchange } from "../../model/example.ts";
import { brief, plural } from "../../model/text/format.ts";
import { LevelTag } from "../parts/chip.tsx";
import { BriefExchange } from "../requirement/evidence.tsx";
import type { PageContext } from "../parts/page-context.ts";
import { SourceLink } from "../requirement/sources.tsx";
import { Code, hrefTo, Prose } from "../parts/text.tsx";

const CAUSES_SHOWN = 8;
/** Further causes shown with their request; what is beyond is named, and shown with its requirements. */
const CAUSES_TOLD = 32;
const WITNESSES_SHOWN = 5;

/** What the target has to mend, by weight: each with the smallest request that shows it beside its answer. */
export function Causes({ context }: { readonly context: PageContext }) {
  const causes = causesOf(context.record);
  if (causes.length === 0) return null;
  const missed = causes.filter(({ tolerated }) => tolerated !== true);
  const musts = missed.filter(({ level }) => level === "MUST");
  const first = musts.slice(0, CAUSES_SHOWN);
  const further = musts.slice(CAUSES_SHOWN);
  const lesser = missed.filter(({ level }) => level !== "MUST");
  const merelyTolerated = causes.filter(({ tolerated }) => tolerated === true);
  return (
    <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">
        What to fix <span class="count">{plural(musts.length, "cause")} of a MUST not met</span>
      </h2>
      <CauseList causes={first} from={1} context={context} />
      <MoreCauses causes={further} from={first.length + 1} title="further" context={context} />
      <MoreCauses causes={lesser} from={musts.length + 1} title="of a missed SHOULD" context={context} />
      <MoreCauses
        causes={merelyTolerated}
        from={missed.length + 1}
        title="of a MUST met by a tolerated answer only"
        context={context}
      />
    </section>
  );
}

interface CauseListProps {
  readonly causes: readonly Cause[];
  /** Number of the first. */
  readonly from: number;
  readonly context: PageContext;
}

function MoreCauses({ title, ...list }: CauseListProps & { readonly title: string }) {
  if (list.causes.length === 0) return null;
  const count = plural(list.causes.length, "cause");
  const named = list.causes.slice(CAUSES_TOLD);
  return (
    <details class="more">
      <summary>{title === "further" ? `${count} more` : `${count} ${title}`}</summary>
      <CauseList {...list} causes={list.causes.slice(0, CAUSES_TOLD)} />
      {named.length > 0 && (
        <Witnesses witnesses={named.flatMap(({ shownBy }) => shownBy.slice(0, 1))} context={list.context} />
      )}
    </details>
  );
}

function CauseList({ causes, from, context }: CauseListProps) {
  return (
    <ol class="causes" start={from}>
      {causes.map((cause, index) => (
        <CauseCard cause={cause} number={from + index} context={context} />
      ))}
    </ol>
  );
}

interface CauseProps {
  readonly cause: Cause;
  readonly number: number;
  readonly context: PageContext;
}

function CauseCard({ cause, number, context }: CauseProps) {
  const witness = telling(cause);
  const [first] = cause.shownBy;
  return (
    <li id={`cause-${number}`}>
      <h3 class="fault">
        <span class="rank" aria-hidden="true">
          {number}
        </span>
        <span>
          <Prose text={cause.title} />
        </span>
        <span class="count">{plural(weightOf(cause), "requirement")}</span>
      </h3>
      <p class="mend">
        <b>Fix</b> <Prose text={brief(cause.mend, 300)} />
      </p>
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
        <dt>For a client</dt>
        <dd>{cause.matters}</dd>
        {first !== undefined && (
          <>
            <dt>Source</dt>
            <dd>
              <Prose text={brief(first.requirement.trace.quote, 300)} />{" "}
              <SourceLink trace={first.requirement.trace} sources={context.sources} />
            </dd>
          </>
        )}
      </dl>
      <Folded witnesses={cause.shownBy} context={context} title="more requirements show it" />
      {cause.follows.length > 0 && (
        <details>
          <summary>
            {plural(cause.follows.length, "requirement")} {cause.follows.length === 1 ? "follows" : "follow"} from it
          </summary>
          <Witnesses witnesses={cause.follows} context={context} />
        </details>
      )}
    </li>
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
      {exchange !== undefined && <BriefExchange evidence={exchange} differences={differences} />}
    </>
  );
}

interface WitnessesProps {
  readonly witnesses: readonly Witness[];
  readonly context: PageContext;
}

function Folded({ witnesses, context, title }: WitnessesProps & { readonly title: string }) {
  const rest = witnesses.slice(WITNESSES_SHOWN);
  return (
    <>
      <Witnesses witnesses={witnesses.slice(0, WITNESSES_SHOWN)} context={context} />
      {rest.length > 0 && (
        <details>
          <summary>
            {rest.length} {title}
          </summary>
          <Witnesses witnesses={rest} context={context} />
        </details>
      )}
    </>
  );
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
