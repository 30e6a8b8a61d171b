/** One line of the table. */
export interface TableRow {
  readonly what: string;
  /** With its unit. */
  readonly figure: string;
  /** What is asked of the figure; empty for nothing. */
  readonly asked: string;
  /** What it is made of. */
  readonly of: string;
}

const COLUMNS = ["what", "figure", "asked", "of"] as const;

export function row(what: string, figure: string, more: Partial<Pick<TableRow, "asked" | "of">> = {}): TableRow {
  return { what, figure, asked: "", of: "", ...more };
}

/** Prints rows with their columns aligned, figures to the right. */
export function printTable(rows: readonly TableRow[]): void {
  const lines = [row("", "figure", { asked: "asked", of: "of" }), ...rows];
  const [what, figure, asked] = COLUMNS.map((column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const cells = [
      line.what.padEnd(what ?? 0),
      line.figure.padStart(figure ?? 0),
      line.asked.padEnd(asked ?? 0),
      line.of,
    ];
    console.log(cells.join("  ").trimEnd());
  }
}

/** The middle one of the values; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[sorted.length >> 1] ?? NaN) + (sorted[(sorted.length - 1) >> 1] ?? NaN)) / 2;
}

export function fixed(value: number, digits = 2): string {
  return Number.isFinite(value) ? value.toFixed(digits) : "–";
}
