import { diffRecords } from "../../reports/diff.ts";
import { renderDiffHtml } from "../../reports/html/diff-page.tsx";
import { renderKillMatrixHtml } from "../../reports/html/kill-matrix-page.tsx";
import { renderSite } from "../../reports/html/site.tsx";
import { renderMatrixHtml } from "../../reports/html/matrix-page.tsx";
import { renderHtml } from "../../reports/html/render.tsx";
import type { KillMatrix } from "../../reports/model/kill-matrix.ts";
import type { RunRecord } from "../../suites/record/record.ts";
import { sha256Base64 } from "../reports/hash.ts";

const SOURCES = [
  {
    name: "register-cluster.txt",
    text: Array.from({ length: 60 }, (_, line) => `text of line ${line + 1}`).join("\n"),
  },
];

export function reportPage(record: RunRecord, killMatrix?: KillMatrix): string {
  return renderHtml(record, { sha256Base64, sources: SOURCES, killMatrix });
}

export function killMatrixPage(matrix: KillMatrix): string {
  return renderKillMatrixHtml(matrix, { sha256Base64 });
}

export function matrixPage(records: readonly RunRecord[]): string {
  return renderMatrixHtml(records, { sha256Base64 });
}

export function diffPage(before: RunRecord, after: RunRecord): string {
  return renderDiffHtml(diffRecords(before, after), { sha256Base64 });
}

export function sitePage(records: readonly RunRecord[]): string {
  return renderSite(records, { sha256Base64, sources: SOURCES }).get("index.html") ?? "";
}
