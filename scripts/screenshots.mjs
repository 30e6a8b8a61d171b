// Pictures of the pages for the README: runs the built suite against a faulty reference server and against the sound
// one, and takes the pages in Debian's Chromium. Usage: npm run build && node scripts/screenshots.mjs [FOLDER, default docs]
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** What emulators get wrong most often, so that the pictures show a report as a reader would meet it. */
const FAULTS = [
  "emulator-connector-config-optional",
  "emulator-timestamps-iso",
  "emulator-unknown-route-as-internal-failure",
  "name-pattern-searched",
  "tags-limit-not-enforced",
];
const REQUIREMENT = "register.response.cluster.created-at";
/** Name, file below the scratch folder, colour scheme, height in pixels, and the requirement whose first case is open in it. */
const PICTURES = [
  ["report.png", "faulty/index.html", "light", 900],
  ["report-dark.png", "faulty/index.html", "dark", 900],
  ["report-case.png", "faulty/index.html", "light", 1070, REQUIREMENT],
  ["diff.png", "diff.html", "light", 1250],
];

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  console.error(`${executablePath} is not there: apt-get install chromium, or name a binary in CHROMIUM`);
  process.exit(2);
}
const built = (path) => import(pathToFileURL(join(root, "dist", path)).href);
const scratch = mkdtempSync(join(tmpdir(), "eks-conformance-pictures-"));
try {
  await runAgainst("sound", []);
  await runAgainst("faulty", FAULTS);
  const records = ["sound", "faulty"].map((name) => join(scratch, name, "run.json"));
  await command(["diff", ...records, "--html", join(scratch, "diff.html")]);
  mkdirSync(folder, { recursive: true });
  await takeAll();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function runAgainst(name, faults) {
  const { startReferenceServer } = await built("reference/server.js");
  const { FAULTS: known } = await built("reference/faults.js");
  const patches = faults.map((id) => known.find((fault) => fault.id === id).patch);
  const server = await startReferenceServer({ patches });
  const out = ["--out", join(scratch, name), "--format", "html,json", "--seed", "20261124"];
  await command(["run", "--endpoint-url", server.url, ...out]);
  await server.close();
}

/** A run that is to fail exits 1; whether it left what is needed shows when a page is opened. */
function command(args) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...args], { stdio: "ignore" });
    child.on("error", failed);
    child.on("exit", done);
  });
}

async function takeAll() {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  const browser = await chromium.launch({ executablePath, args: [...args, "--hide-scrollbars"] });
  for (const [name, file, colorScheme, height, id] of PICTURES) {
    const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme });
    await page.goto(pathToFileURL(join(scratch, file)).href);
    if (id !== undefined) await openFirstCase(page, id);
    await page.screenshot({ path: join(folder, name) });
    await page.close();
    console.log(join(folder, name));
  }
  await browser.close();
}

async function openFirstCase(page, requirement) {
  const id = await page.locator(`[id="${requirement}"] .case`).first().getAttribute("id");
  await page.evaluate((hash) => (globalThis.location.hash = hash), encodeURIComponent(id));
  await page.locator(`[id="${id}"][open]`).waitFor();
}
