import { VERDICTS, VERDICT_WORDS } from "#suites/record/verdicts/verdict.ts";
import { AUTHORITIES, AUTHORITY_MEANS, LEVELS, LEVEL_MEANS } from "#reports/model/names/level-words.ts";
import { LevelTag, VerdictChip } from "#reports/html/parts/chip.tsx";
import { Code } from "#reports/html/parts/text.tsx";

/** What the words of this page mean. */
export function Legend() {
  return (
    <details class="legend-box" id="legend">
      <summary>How to read this report: levels, verdicts, authorities</summary>
      <Words />
    </details>
  );
}

/** The same, without what folds it. */
export function Words() {
  return (
    <div class="columns">
      <dl>
        {LEVELS.map((level) => (
          <div>
            <dt>
              <LevelTag level={level} />
            </dt>
            <dd>{LEVEL_MEANS[level]}</dd>
          </div>
        ))}
        {AUTHORITIES.map((authority) => (
          <div>
            <dt>
              <Code text={authority} />
            </dt>
            <dd>The requirement comes from {AUTHORITY_MEANS[authority]}.</dd>
          </div>
        ))}
      </dl>
      <dl>
        {[...VERDICTS].reverse().map((verdict) => (
          <div>
            <dt>
              <VerdictChip verdict={verdict} />
            </dt>
            <dd>{VERDICT_WORDS[verdict].means}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
