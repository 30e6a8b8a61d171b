/** One line of the table: what was measured, its figure with the unit, what is asked of it, and what it is made of. */
export function row(what, figure, { asked = "", of = "" } = {}) {
  return [what, figure, asked, of];
}

/** Prints rows with their columns aligned, figures to the right. */
export function printTable(rows) {
  const lines = [row("", "figure", { asked: "asked", of: "of" }), ...rows];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...lines.map((line) => line[at].length)));
  for (const [what, figure, asked, of] of lines) {
    const cells = [what.padEnd(widths[0]), figure.padStart(widths[1]), asked.padEnd(widths[2]), of];
    console.log(cells.join("  ").trimEnd());
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
