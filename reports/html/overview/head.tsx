import { targetName } from "#reports/model/names/target-name.ts";
import type { Level } from "#spec/requirement.ts";
import { isOfOthers } from "#suites/record/readings/others-traffic.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { brief, duration, instant, plural } from "#reports/model/text/format.ts";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import { killAnswer } from "#reports/model/selftest/kills.ts";
import { leftBehind } from "#reports/model/standing/left-behind.ts";
import { notTested, partialSentence, sharedSentence } from "#reports/model/standing/not-tested.ts";
import { LEVELS } from "#reports/model/names/level-words.ts";
import { FoldedSection } from "#reports/html/parts/folded-section.tsx";
import { TALLY_PARTS } from "#reports/html/parts/tally-parts.ts";
import { Visible } from "#reports/html/parts/text.tsx";
import { tallyByLevel, tolerated, type Tally } from "#suites/record/verdicts/tally.ts";

interface VerdictProps {
  readonly record: RunRecord;
  readonly killMatrix: KillMatrix | undefined;
}

/** The answer first: the verdict as a sentence, where each level stands, and how sure that is. */
export function Verdict({ record, killMatrix }: VerdictProps) {
  const { answer, counts } = record.outcome;
  const byLevel = tallyByLevel(record.requirements);
  return (
    <div class={`verdict r-${record.outcome.verdict}`}>
      <p class="eyebrow">
        <Visible text={record.contract.title} /> · conformance of{" "}
        <Visible text={brief(targetName(record.target), 120)} />
      </p>
      <h1>
        <Visible text={answer} />
      </h1>
      <p class="counts">
        <Visible text={`${counts}.`} />
      </p>
      {record.run.gone !== undefined && (
        <p class="counts">
          <Visible text={record.run.gone} />
        </p>
      )}
      <div class="meters">
        {LEVELS.filter((level) => byLevel[level].all > 0).map((level) => (
          <Meter level={level} tally={byLevel[level]} />
        ))}
      </div>
      <HowSure record={record} killMatrix={killMatrix} />
      <Caveats record={record} />
    </div>
  );
}

/** What the verdict does not speak of, and what a pass is worth. */
function HowSure({ record, killMatrix }: VerdictProps) {
  const groups = notTested(record);
  const untested = groups.reduce((sum, { requirements }) => sum + requirements.length, 0);
  return (
    <ul class="sure">
      <li>
        {untested === 0 ? (
          "Every requirement has a verdict."
        ) : (
          <a href="#not-tested">
            Why {plural(untested, "requirement")} {untested === 1 ? "has" : "have"} no verdict
          </a>
        )}
      </li>
      {killMatrix !== undefined && (
        <li>
          What a pass is worth: of the defects planted in a server, this suite had{" "}
          <a href="#detection">{killAnswer(killMatrix)}</a>.
        </li>
      )}
    </ul>
  );
}

function Meter({ level, tally }: { readonly level: Level; readonly tally: Tally }) {
  let x = 0;
  return (
    <div class="meter">
      <p>
        <b>{level}</b>{" "}
        {tally.judged === 0 ? (
          "none judged"
        ) : (
          <>
            <span class="figure">{tally.met}</span> of {tally.judged} met
          </>
        )}
      </p>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {TALLY_PARTS.map(({ part, name }) => {
          const count = tally[part];
          const width = (count / tally.all) * 100;
          x += width;
          return count === 0 ? null : <rect class={name} x={x - width} width={width} height="4" />;
        })}
      </svg>
      <p class="legend">
        {tally.byAlternative > 0 && <span>{tolerated(tally)}</span>}
        {TALLY_PARTS.slice(1)
          .filter(({ part }) => tally[part] > 0)
          .map(({ part, name, words }) => (
            <span class={name}>
              {tally[part]} {words}
            </span>
          ))}
      </p>
    </div>
  );
}

function Caveats({ record }: { readonly record: RunRecord }) {
  const { run } = record;
  const left = leftBehind(record);
  const caveats = [
    ...[sharedSentence(record)].filter((each) => each !== undefined),
    ...(run.interrupted ? ["The run was interrupted: the following is what it had found by then."] : []),
    ...(run.partial ? [partialSentence(record)] : []),
    ...(run.shard === undefined ? [] : [`Shard ${run.shard.index} of ${run.shard.of}: other shards hold the rest.`]),
  ];
  if (caveats.length === 0 && left === undefined) return null;
  return (
    <ul class="caveats">
      {caveats.map((caveat) => (
        <li>{caveat}</li>
      ))}
      {left !== undefined && (
        <li>
          <a href="#clusters">{left.title}</a>.
        </li>
      )}
    </ul>
  );
}

/** Which endpoint was asked, by what, when and with what. */
export function Identity({ record }: { readonly record: RunRecord }) {
  const { target, run, tool, contract, traffic } = record;
  const { proxy, recording } = run.options;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Endpoint", target.endpoint],
    ["Kind", target.kind],
    ["Region", target.region],
    ["Account", target.account],
    ["Contract", `${contract.title} ${contract.version}`],
    ["Contract file", `${contract.file} sha256 ${contract.sha256.slice(0, 12)}`],
    ["Suite", `${tool.name} ${tool.version}`],
    ["Started", instant(Date.parse(run.startedAt))],
    ["Took", duration(run.durationMs)],
    ["Sent", `${plural(traffic.requests, "request")} for ${plural(traffic.cases, "case")}`],
    ["Seed", isOfOthers(run) ? undefined : String(run.seed)],
    ["Proxy", typeof proxy === "string" ? proxy : undefined],
    ["Recording", typeof recording === "string" ? recording : undefined],
    ["Run", run.id],
    ["Exit code", String(record.outcome.exitCode)],
  ];
  return (
    <FoldedSection
      id="run"
      title="Target and run"
      brief={`${plural(traffic.requests, "request")} in ${duration(run.durationMs)}`}
    >
      <div class="identity">
        <dl>
          {facts.map(([name, value]) =>
            value === undefined ? null : (
              <div>
                <dt>{name}</dt>
                <dd>
                  <Visible text={brief(value, 300)} />
                </dd>
              </div>
            ),
          )}
        </dl>
        <details>
          <summary>Options of this run</summary>
          <pre>
            <code>
              <Visible text={JSON.stringify(run.options, null, 2)} />
            </code>
          </pre>
        </details>
      </div>
    </FoldedSection>
  );
}
