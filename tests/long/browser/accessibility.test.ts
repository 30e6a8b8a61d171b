import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect } from "@jest/globals";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { aKillMatrix } from "#tests/reports/kill-matrices.ts";
import { conformant, failing, hostile, notImplemented } from "#tests/reports/records.ts";
import { type Desk, openEverything, startDesk } from "#tests/helpers/browser-desk.ts";
import { needing } from "#tests/helpers/needs/needing.ts";
import { diffPage, killMatrixPage, matrixPage, reportPage, sitePage } from "#tests/helpers/report-pages.ts";

const { describe, test } = needing("browser");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

/** What axe finds, a line for each violation, and how many rules held, which shows that it looked. */
async function inspect(page: Page): Promise<{ violations: string[]; passes: number }> {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const { axe: tool } = globalThis as unknown as { axe: typeof axe };
    const { violations, passes } = await tool.run(document, { runOnly: { type: "tag", values } });
    const lines = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
    return { violations: lines, passes: passes.length };
  }, RULES);
}

describe.each([
  ["report with failures", () => reportPage(failing)],
  ["report with a kill matrix", () => reportPage(failing, aKillMatrix)],
  ["kill matrix", () => killMatrixPage(aKillMatrix)],
  ["clean report", () => reportPage(conformant)],
  ["comparison of two runs", () => diffPage(conformant, failing)],
  ["comparison with hostile answers", () => diffPage(notImplemented, hostile)],
  ["site", () => sitePage([conformant, failing, conformant, hostile])],
  ["matrix", () => matrixPage([conformant, failing, notImplemented])],
])("axe finds nothing in a %s", (name, render) => {
  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const)("%s, %i pixels wide", async (colorScheme, width) => {
    const look = { colorScheme, viewport: { width, height: 900 } };
    const { page } = await desk.open(desk.save(`${name}-${colorScheme}.html`, render()), look);
    const folded = await inspect(page);
    expect(folded.violations).toEqual([]);
    expect(folded.passes).toBeGreaterThan(10);
    await openEverything(page);
    expect((await inspect(page)).violations).toEqual([]);
  });
});

test("axe sees a fault where there is one", async () => {
  const unnamed = reportPage(conformant).replace("</main>", "<button></button></main>");
  const { page } = await desk.open(desk.save("unnamed.html", unnamed));
  expect((await inspect(page)).violations.join("\n")).toContain("button-name");
});
