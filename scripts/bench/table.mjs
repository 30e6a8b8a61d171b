/** Prints rows of cells with their columns aligned; the first column to the left, the others to the right. */
export function printTable(title, header, rows) {
  const lines = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines) {
    console.log(
      `  ${line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  ")}`.trimEnd(),
    );
  }
}

/** The middle one of the values. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[sorted.length >> 1] ?? NaN) + (sorted[(sorted.length - 1) >> 1] ?? NaN)) / 2;
}

export function fixed(value, digits = 2) {
  return Number.isFinite(value) ? value.toFixed(digits) : "–";
}
