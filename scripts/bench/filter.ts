import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type LaunchOptions } from "playwright-core";
import { browserAtHand } from "#scripts/browser-at-hand.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

const QUERIES = ["verdict:fail", "!verdict:pass", "area:lifecycle", "register tags", "nothing like this", ""];

/** Milliseconds until the page has filtered and is ready to paint, in Chromium; says so where there is none. */
export async function measureFilter(html: string, cases: number): Promise<TableRow[]> {
  const options = browserAtHand();
  if (options === undefined) {
    return [row("filtering a page", "–", { of: "no browser: name a Chromium in CHROMIUM" })];
  }
  const times = await timesOf(html, options);
  const of = `a page of ${cases} cases in Chromium, slowest of ${times.length}: ${fixed(Math.max(...times), 0)} ms`;
  return [row("filtering a page, median", `${fixed(median(times), 0)} ms`, { of })];
}

async function timesOf(html: string, options: LaunchOptions): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const browser = await chromium.launch({ ...options, args: ["--no-sandbox", "--disable-quic"] });
  try {
    writeFileSync(join(folder, "index.html"), html);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(join(folder, "index.html")).href);
    const times: number[] = [];
    for (const query of QUERIES) times.push(await page.evaluate(timeOf, query));
    return times;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs in the page. */
function timeOf(query: string): Promise<number> {
  return new Promise((resolve) => {
    const search = document.querySelector<HTMLInputElement>("#search");
    const startedAt = performance.now();
    if (search !== null) search.value = query;
    search?.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => {
      document.body.getBoundingClientRect();
      resolve(performance.now() - startedAt);
    });
  });
}
