import type { MutationReport } from "./mutation-report.ts";
import { scoreText } from "./score.ts";

/** Shares from which on a score has a colour, the best first. */
const COLORS = [
  [0.8, "brightgreen"],
  [0.6, "yellowgreen"],
  [0.4, "yellow"],
  [0, "orange"],
] as const;

/** A shields.io endpoint document: the mutation score of a command's tests. */
export function renderScoreBadge({ score, cutShort }: Pick<MutationReport, "score" | "cutShort">): string {
  const color = score === null ? "lightgrey" : COLORS.find(([from]) => score >= from)?.[1];
  const message = `${scoreText(score)}${cutShort === undefined ? "" : " (partial)"}`;
  return `${JSON.stringify({ schemaVersion: 1, label: "tests of EKS: mutation score", message, color })}\n`;
}
