import type { GridCell } from "#reports/model/grid/grid.ts";
import { GRID_STATES, STATE_ORDER } from "#reports/model/grid/grid-state.ts";
import { grouped } from "#reports/model/text/format.ts";
import { VerdictIcon } from "./chip.tsx";

/** How many stand how: a sign and a count for each state, the word for those who do not see the sign. */
export function Counts({ counts }: Pick<GridCell, "counts">) {
  return STATE_ORDER.map((state) => {
    const count = counts[state];
    if (count === undefined) return null;
    return (
      <span class={`in s-${state}`}>
        <VerdictIcon verdict={GRID_STATES[state].icon} />
        {grouped(count)}
        <span class="unseen"> {GRID_STATES[state].word}</span>{" "}
      </span>
    );
  });
}
