import { countStates } from "#reports/model/grid/grid.ts";
import { GRID_STATES, STATE_ORDER } from "#reports/model/grid/grid-state.ts";
import type { PageContext } from "./page-context.ts";
import { Search } from "./search.tsx";

/** Searches what a report tells one by one, with a filter for each state that occurs. */
export function Toolbar({ context: { record, told } }: { readonly context: PageContext }) {
  const counts = countStates(record.requirements.filter(({ id }) => told.has(id)));
  return (
    <Search
      label="Search requirements and evidence"
      placeholder="Search, level:must, !state:met"
      filterLabel="Filter by state"
      filters={STATE_ORDER.flatMap((state) => {
        const { icon, word } = GRID_STATES[state];
        const count = counts[state] ?? 0;
        return count === 0 ? [] : [{ term: `state:${state}`, icon, text: `${word} ${count}` }];
      })}
    />
  );
}
