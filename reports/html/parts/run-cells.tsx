import type { Level } from "../../../spec/requirement.ts";
import type { RunRecord } from "../../../suites/record/record.ts";
import { leftBehind } from "../../model/left-behind.ts";
import { brief } from "../../model/text/format.ts";
import type { Tally } from "../../../suites/record/verdicts/tally.ts";
import { LEVELS } from "../../model/level-words.ts";
import { TallyText } from "./tally-text.tsx";
import { Visible } from "./text.tsx";

/** Header cells of the columns that `RunCells` fills. */
export function RunHeads() {
  return (
    <>
      {["Outcome", ...LEVELS].map((name) => (
        <th scope="col">{name}</th>
      ))}
    </>
  );
}

/** What a run came to, as cells of a table of runs: its answer in words, then each level. */
export function RunCells({ record, byLevel }: { readonly record: RunRecord; readonly byLevel: Record<Level, Tally> }) {
  const { verdict, answer } = record.outcome;
  return (
    <>
      <td data-label="Outcome">
        <b class={`outcome o-${verdict}`}>
          <Visible text={brief(answer, 80)} />
        </b>
        {leftBehind(record) !== undefined && <small>{record.clusters.left.length} left behind</small>}
      </td>
      {LEVELS.map((level) => (
        <td data-label={level} class={byLevel[level].missed > 0 ? `bad l-${level.toLowerCase()}` : undefined}>
          <TallyText tally={byLevel[level]} />
        </td>
      ))}
    </>
  );
}
