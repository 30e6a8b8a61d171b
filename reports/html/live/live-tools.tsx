import { visibleLine } from "#reports/model/text/harmless-text.ts";
import type { LiveDesk } from "./live-desk.ts";
import { isWanted, NO_OPERATION_FILTER } from "./live-filter.ts";
import { type LiveView, STATUS_CLASSES, STATUS_WORDS, type StatusClass } from "./live-view.ts";

interface LiveToolsProps {
  readonly view: LiveView;
  readonly desk: LiveDesk;
}

/** What a reader filters by; shown by the script, useless without it. */
export function LiveTools({ view, desk: { filter, isPaused, onFilter, onPause } }: LiveToolsProps) {
  const { exchanges, counts, end } = view;
  const found = exchanges.filter((exchange) => isWanted(exchange, filter)).length;
  const toggled = (status: StatusClass): readonly StatusClass[] =>
    STATUS_CLASSES.filter((each) => filter.statuses.includes(each) !== (each === status));
  return (
    <search class="tools">
      <input
        id="search"
        type="search"
        aria-label="Search exchanges"
        placeholder="Search"
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
        value={filter.text}
        onInput={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
      />
      <select
        aria-label="Operation"
        value={filter.operation}
        onChange={({ currentTarget }) => onFilter({ ...filter, operation: currentTarget.value })}
      >
        <option value="">all operations</option>
        {operationsOf(view, filter.operation).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <div class="filters" role="group" aria-label="Filter by status and findings">
        <button
          type="button"
          class="v-fail"
          aria-pressed={filter.onlyFindings}
          aria-keyshortcuts="f"
          onClick={() => onFilter({ ...filter, onlyFindings: !filter.onlyFindings })}
        >
          with findings
        </button>
        {STATUS_CLASSES.filter((each) => counts.byStatus[each] > 0 || filter.statuses.includes(each)).map((status) => (
          <button
            key={status}
            type="button"
            class={LOOKS[status]}
            aria-pressed={filter.statuses.includes(status)}
            onClick={() => onFilter({ ...filter, statuses: toggled(status) })}
          >
            {STATUS_WORDS[status]}
          </button>
        ))}
      </div>
      {end === undefined && (
        <button type="button" class="pause" aria-keyshortcuts="p" aria-pressed={isPaused} onClick={onPause}>
          Pause
        </button>
      )}
      <span class="found">
        {found} of {exchanges.length}
      </span>
    </search>
  );
}

const LOOKS: Readonly<Record<StatusClass, string>> = {
  "2xx": "v-pass",
  "3xx": "v-info",
  "4xx": "v-info",
  "5xx": "v-fail",
  none: "v-fail",
};

/** Those that were called, and the one that is chosen. */
function operationsOf({ exchanges }: LiveView, chosen: string): (readonly [value: string, words: string])[] {
  const called = new Set(exchanges.map(({ operation = NO_OPERATION_FILTER }) => operation));
  if (chosen !== "") called.add(chosen);
  return [...called]
    .sort()
    .map((value) => [value, value === NO_OPERATION_FILTER ? "no operation" : visibleLine(value)]);
}
