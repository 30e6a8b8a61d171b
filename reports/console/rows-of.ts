import { columns } from "#reports/model/text/wrap.ts";

/** Rows that lines take on a terminal, which breaks those that are too long for it. */
export function rowsOf(lines: readonly string[], width: number): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(columns(line) / width)), 0);
}
