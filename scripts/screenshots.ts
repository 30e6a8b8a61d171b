/** Pictures for the documents: pages about a sound and a faulty reference server, and what a terminal shows. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type LaunchOptions, type Page } from "playwright-core";
import { FAULTS } from "#reference/faults.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { browserAtHand } from "./browser-at-hand.ts";
import { MAIN, ROOT } from "./package-root.ts";
import { terminalPage } from "./screenshots/terminal-page.ts";
import { readFlags, exitWithUsage } from "./usage.ts";

interface PagePicture {
  readonly file: string;
  /** Page below the scratch folder. */
  readonly page: string;
  readonly colorScheme: "light" | "dark";
  /** Pixels. */
  readonly height: number;
  /** The requirement whose first case is open in it. */
  readonly open?: string;
}

/** A command and its output, as a terminal of 80 columns shows them. */
interface TerminalPicture {
  readonly file: string;
  readonly words: readonly string[];
}

const USAGE = "npm run screenshots [-- FOLDER], by default docs; a Chromium is named in CHROMIUM";
/** The port that the documents name. A fixed one, so that all runs are of one endpoint. */
const PORT = 4566;
const RUN = ["run", "--endpoint-url", `http://127.0.0.1:${PORT}`];
const SEED = ["--seed", "20261124"];
/** What emulators get wrong most often, so that the pictures show a report as a reader would meet it. */
const SHOWN_FAULTS = [
  "emulator-connector-config-optional",
  "emulator-timestamps-iso",
  "emulator-unknown-route-as-internal-failure",
  "name-pattern-searched",
  "tags-limit-not-enforced",
];
const LAST_FAULT = ["tags-limit-not-enforced"];
/** The runs of the pages by the names of their folders, oldest first: a server breaks, and most of it is mended. */
const RUNS: readonly (readonly [name: string, faults: readonly string[]])[] = [
  ["sound", []],
  ["faulty", SHOWN_FAULTS],
  ["mended", LAST_FAULT],
];
const REQUIREMENT = "register.response.cluster.created-at";
const PAGES: readonly PagePicture[] = [
  { file: "report.png", page: "faulty/index.html", colorScheme: "light", height: 1370 },
  { file: "report-dark.png", page: "faulty/index.html", colorScheme: "dark", height: 1370 },
  { file: "report-case.png", page: "faulty/index.html", colorScheme: "light", height: 1070, open: REQUIREMENT },
  { file: "diff.png", page: "diff.html", colorScheme: "light", height: 1250 },
  { file: "site.png", page: "site/index.html", colorScheme: "light", height: 660 },
];
/** The server at PORT has the last fault. */
const TERMINAL: readonly TerminalPicture[] = [
  { file: "terminal-help.png", words: ["--help"] },
  { file: "terminal-run-help.png", words: ["run", "--help"] },
  { file: "terminal-run.png", words: [...RUN, ...SEED] },
];
const COLUMNS = "80";
/** A terminal draws the next line of the progress over the last one, and the result over that. */
const PROGRESS = /^[\d,]+ cases? \(.*\n/gm;
const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"];

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const folder = resolve(positionals[0] ?? join(ROOT, "docs"));
const browserOptions = browserAtHand() ?? exitWithUsage(USAGE, "screenshots: there is no browser");
const scratch = mkdtempSync(join(tmpdir(), "eks-conformance-pictures-"));
/** Where npm puts it in a project: what it prints begins as the picture's first line does. */
const program = join(scratch, ".bin", "eks-conformance");
try {
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(scratch, ".bin"));
  symlinkSync(MAIN, program);
  await makePages();
  await inBrowser(withFontsOfSystem(browserOptions), async (browser) => {
    for (const picture of PAGES) await takePage(browser, picture);
    await withServer(LAST_FAULT, async () => {
      for (const picture of TERMINAL) await takeTerminal(browser, picture);
    });
  });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function inBrowser(options: LaunchOptions, use: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ ...options, args: QUIET });
  await use(browser);
  await browser.close();
}

/** The browser that npm brings has no monospaced font: those of the system, behind its own. */
function withFontsOfSystem(options: LaunchOptions): LaunchOptions {
  const own = options.env?.["FONTCONFIG_FILE"];
  if (own === undefined) return options;
  const file = join(scratch, "fonts.conf");
  const first = ["sans-serif", "system-ui"].map(
    (family) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  writeFileSync(file, `<fontconfig><include>${own}</include><dir>/usr/share/fonts</dir>${first.join("")}</fontconfig>`);
  return { ...options, env: { ...options.env, FONTCONFIG_FILE: file } };
}

async function makePages(): Promise<void> {
  for (const [name, faults] of RUNS) {
    await withServer(faults, () => command([...RUN, ...SEED, "--out", name, "--format", "html,json"]));
  }
  const records = RUNS.map(([name]) => join(name, "run.json"));
  await command(["diff", ...records.slice(0, 2), "--html", "diff.html"]);
  await command(["report", ...records, "--site", "site"]);
}

async function withServer(faults: readonly string[], use: () => Promise<unknown>): Promise<void> {
  const patches = FAULTS.filter(({ id }) => faults.includes(id)).map(({ patch }) => patch);
  const server = await startReferenceServer({ patches, port: PORT });
  await use();
  await server.close();
}

/** What the command prints. A run that is to fail exits 1; whether it left what is needed shows when a page is opened. */
function command(args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const env = { ...process.env, COLUMNS, FORCE_COLOR: "1" };
    const child = spawn(process.execPath, [program, ...args], { cwd: scratch, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    child.on("error", failed);
    child.on("close", () => done(output));
  });
}

async function takePage(browser: Browser, { file, page: name, colorScheme, height, open }: PagePicture): Promise<void> {
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

async function takeTerminal(browser: Browser, { file, words }: TerminalPicture): Promise<void> {
  const output = (await command(words)).replaceAll(PROGRESS, "");
  const page = await browser.newPage();
  const separated = words[0]?.startsWith("-") === true ? "-- " : "";
  await page.setContent(terminalPage(`npx --no ${separated}eks-conformance ${words.join(" ")}`, output));
  await page.locator("pre").screenshot({ path: join(folder, file) });
  await page.close();
  console.log(join(folder, file));
}
