import type { UnsupportedResult } from "#suites/record/record.ts";
import { brief } from "./model/text/format.ts";
import { visibleLine } from "./model/text/harmless-text.ts";
import { wrapText } from "./model/text/wrap.ts";

const NAMES_SHOWN = 4;
/** A pattern may be as long as it likes. */
const LONGEST = 300;

/** One entry for each thing that can't be handled, with the first operations concerned; no line wider than asked. */
export function unsupportedLines(all: readonly UnsupportedResult[], width: number): string[] {
  return all.flatMap(({ what, operations }) => {
    const more = operations.length - NAMES_SHOWN;
    const names = `${operations.slice(0, NAMES_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    const text = `not handled: ${brief(what, LONGEST)} (${names})`;
    return wrapText(visibleLine(text), width - 4).map((line, index) => `${index === 0 ? "  " : "    "}${line}`);
  });
}
