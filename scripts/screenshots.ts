/** Pictures of the pages for README.md: a faulty reference server's report, and its record compared with the sound one's. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { FAULTS } from "../reference/faults.ts";
import { startReferenceServer } from "../reference/server.ts";
import { browserAtHand } from "./browser-at-hand.ts";
import { MAIN, ROOT } from "./package-root.ts";
import { readFlags, refuse } from "./usage.ts";

interface Picture {
  readonly file: string;
  /** Page below the scratch folder. */
  readonly page: string;
  readonly colorScheme: "light" | "dark";
  /** Pixels. */
  readonly height: number;
  /** The requirement whose first case is open in it. */
  readonly open?: string;
}

const USAGE = "npm run screenshots [-- FOLDER], by default docs; a Chromium is named in CHROMIUM";
/** What emulators get wrong most often, so that the pictures show a report as a reader would meet it. */
const SHOWN_FAULTS = [
  "emulator-connector-config-optional",
  "emulator-timestamps-iso",
  "emulator-unknown-route-as-internal-failure",
  "name-pattern-searched",
  "tags-limit-not-enforced",
];
const REQUIREMENT = "register.response.cluster.created-at";
const PICTURES: readonly Picture[] = [
  { file: "report.png", page: "faulty/index.html", colorScheme: "light", height: 900 },
  { file: "report-dark.png", page: "faulty/index.html", colorScheme: "dark", height: 900 },
  { file: "report-case.png", page: "faulty/index.html", colorScheme: "light", height: 1070, open: REQUIREMENT },
  { file: "diff.png", page: "diff.html", colorScheme: "light", height: 1250 },
];
const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"];

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const folder = resolve(positionals[0] ?? join(ROOT, "docs"));
const browserOptions = browserAtHand() ?? refuse(USAGE, "screenshots: there is no browser");
const scratch = mkdtempSync(join(tmpdir(), "eks-conformance-pictures-"));
try {
  await runAgainst("sound", []);
  await runAgainst("faulty", SHOWN_FAULTS);
  const records = ["sound", "faulty"].map((name) => join(scratch, name, "run.json"));
  await command(["diff", ...records, "--html", join(scratch, "diff.html")]);
  mkdirSync(folder, { recursive: true });
  await takeAll();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function runAgainst(name: string, faults: readonly string[]): Promise<void> {
  const patches = FAULTS.filter(({ id }) => faults.includes(id)).map(({ patch }) => patch);
  const server = await startReferenceServer({ patches });
  const out = ["--out", join(scratch, name), "--format", "html,json", "--seed", "20261124"];
  await command(["run", "--endpoint-url", server.url, ...out]);
  await server.close();
}

/** A run that is to fail exits 1; whether it left what is needed shows when a page is opened. */
function command(args: readonly string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [MAIN, ...args], { stdio: "ignore" });
    child.on("error", failed);
    child.on("exit", () => done());
  });
}

async function takeAll(): Promise<void> {
  const browser = await chromium.launch({ ...browserOptions, args: QUIET });
  for (const picture of PICTURES) await take(browser, picture);
  await browser.close();
}

async function take(browser: Browser, { file, page: name, colorScheme, height, open }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme });
  await page.goto(pathToFileURL(join(scratch, name)).href);
  if (open !== undefined) await openFirstCase(page, open);
  await page.screenshot({ path: join(folder, file) });
  await page.close();
  console.log(join(folder, file));
}

async function openFirstCase(page: Page, requirement: string): Promise<void> {
  const id = await page.locator(`[id="${requirement}"] .case`).first().getAttribute("id");
  await page.evaluate((hash) => (globalThis.location.hash = hash), encodeURIComponent(id ?? ""));
  await page.locator(`[id="${id}"][open]`).waitFor();
}
