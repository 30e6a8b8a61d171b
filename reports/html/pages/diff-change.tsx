import type { CaseResult } from "#suites/record/record.ts";
import type { RequirementChange } from "#reports/diff/diff.ts";
import { SPENT_ENTRY } from "#reports/diff/diff-text.ts";
import { decidingExchange } from "#reports/model/telling-case.ts";
import { brief } from "#reports/model/text/format.ts";
import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import { wordDiff, type Stretch } from "#reports/model/text/word-diff.ts";
import { Arrow } from "#reports/html/parts/arrow.tsx";
import { LevelTag, VerdictChip, VerdictIcon } from "#reports/html/parts/chip.tsx";
import { Exchange } from "#reports/html/requirement/evidence.tsx";
import { Code, Prose, Visible } from "#reports/html/parts/text.tsx";
import type { Verdict } from "#suites/record/verdicts/verdict.ts";

const ANSWER_SHOWN = 2000;

/** One requirement that changed: both verdicts, both answers with what differs marked, and both exchanges. */
export function ChangedRequirement({ one }: { readonly one: RequirementChange }) {
  const { id, change, level, area, title, before, after, shown, spentEntry } = one;
  const mended = change === "newly-passing" && after === "stale";
  return (
    <details
      class="requirement changed"
      id={id}
      data-change={change}
      data-level={level}
      data-area={area}
      data-verdict={after ?? before}
      open={change === "newly-failing" || change === "newly-passing"}
    >
      <summary>
        <span class="verdicts">
          <VerdictOr verdict={before} /> <Arrow /> {mended ? <PassedEntry /> : <VerdictOr verdict={after} />}
        </span>
        <span class="what">
          <span class="title">
            <Prose text={title} />
          </span>
          <span class="answer">{AREA_TITLES[area]}</span>
        </span>
        <code class="id">{id}</code>
        <LevelTag level={level} />
      </summary>
      <div class="body">
        {spentEntry === true && <p class="muted">{SPENT_ENTRY}</p>}
        <Answers shown={shown} />
      </div>
    </details>
  );
}

/** What passes and is stale for its entry alone is no failure of the target. */
function PassedEntry() {
  return (
    <span class="chip v-pass">
      <VerdictIcon verdict="pass" />
      passes, its entry is stale
    </span>
  );
}

function VerdictOr({ verdict }: { readonly verdict: Verdict | undefined }) {
  return verdict === undefined ? <span class="chip v-disabled">absent</span> : <VerdictChip verdict={verdict} />;
}

function Answers({ shown }: Pick<RequirementChange, "shown">) {
  const { before, after } = shown;
  if (before === undefined && after === undefined) return <p class="muted">Neither run kept a case of it.</p>;
  const received = wordDiff(answerOf(before), answerOf(after));
  const both = before !== undefined && after !== undefined;
  const shared = both && before.id === after.id && before.judgement.expected === after.judgement.expected;
  return (
    <>
      {shared && <Question one={after} />}
      <div class="sides">
        {/* Without a counterpart everything would count as changed, which says nothing. */}
        <Side name="Before" one={before} received={received.before} mark={both} alone={!shared} />
        <Side name="After" one={after} received={received.after} mark={both} alone={!shared} />
      </div>
      <Exchanges shown={shown} />
    </>
  );
}

function answerOf(one: CaseResult | undefined): string {
  return one === undefined ? "" : brief(one.judgement.received, ANSWER_SHOWN);
}

/** What was asked of the endpoint, and what it should have answered. */
function Question({ one }: { readonly one: CaseResult }) {
  return (
    <dl class="compare">
      <dt>Sent</dt>
      <dd>
        <Prose text={brief(one.summary, 400)} />
      </dd>
      <dt>Expected</dt>
      <dd>
        <Code text={brief(one.judgement.expected, ANSWER_SHOWN)} />
      </dd>
      <dt>Case</dt>
      <dd>
        <Code text={brief(one.id, 400)} />
      </dd>
    </dl>
  );
}

interface SideProps {
  readonly name: string;
  readonly one: CaseResult | undefined;
  readonly received: readonly Stretch[];
  readonly mark: boolean;
  /** Each run is shown by a case of its own. */
  readonly alone: boolean;
}

function Side({ name, one, received, mark, alone }: SideProps) {
  return (
    <div class="side">
      <h4>{name}</h4>
      {one === undefined ? (
        <p class="muted">No case kept.</p>
      ) : (
        <>
          <p class={`received v-${one.verdict}`}>
            <code>
              {received.map(({ text, changed }) =>
                changed && mark ? (
                  <mark>
                    <Visible text={text} />
                  </mark>
                ) : (
                  <Visible text={text} />
                ),
              )}
            </code>
          </p>
          {alone && <Question one={one} />}
        </>
      )}
    </div>
  );
}

function Exchanges({ shown }: Pick<RequirementChange, "shown">) {
  const runs = [
    ["Before", shown.before],
    ["After", shown.after],
  ] as const;
  return (
    <details class="others">
      <summary>Requests and responses</summary>
      {runs.map(([name, one]) => {
        const evidence = one === undefined ? undefined : decidingExchange(one);
        return (
          evidence !== undefined && (
            <>
              <p class="muted">{name}</p>
              <Exchange evidence={evidence} differences={one?.judgement.differences ?? []} />
            </>
          )
        );
      })}
    </details>
  );
}
