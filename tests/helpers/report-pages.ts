import { diffRecords } from "#reports/diff/diff.ts";
import { renderDiffHtml } from "#reports/html/pages/diff-page.tsx";
import { renderKillMatrixHtml } from "#reports/html/pages/kill-matrix-page.tsx";
import { renderSite } from "#reports/html/pages/site.tsx";
import { renderMatrixHtml } from "#reports/html/pages/matrix-page.tsx";
import { renderHtml } from "#reports/html/render.tsx";
import type { KillMatrix } from "#reports/model/selftest/kill-matrix.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { pageTools } from "#cli/files/writing/page-tools.ts";

const SOURCES = [
  {
    name: "register-cluster.txt",
    text: Array.from({ length: 60 }, (_, line) => `text of line ${line + 1}`).join("\n"),
  },
];

export function reportPage(record: RunRecord, killMatrix?: KillMatrix): string {
  return renderHtml(record, { ...pageTools(), sources: SOURCES, killMatrix });
}

export function killMatrixPage(matrix: KillMatrix): string {
  return renderKillMatrixHtml(matrix, pageTools());
}

export function matrixPage(records: readonly RunRecord[]): string {
  return renderMatrixHtml(records, pageTools());
}

export function diffPage(before: RunRecord, after: RunRecord): string {
  return renderDiffHtml(diffRecords(before, after), pageTools());
}

export function sitePage(records: readonly RunRecord[]): string {
  return renderSite(records, { ...pageTools(), sources: SOURCES }).get("index.html") ?? "";
}
