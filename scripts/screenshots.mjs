// Pictures of a report for the README: runs the built suite against a faulty reference server and takes the top of its
// page in Debian's Chromium, light and dark. Usage: npm run build && node scripts/screenshots.mjs [FOLDER, default docs]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FAULT = "emulator-constraints-not-enforced";
const PICTURES = [
  ["report.png", 1],
  ["report-dark.png", 0],
];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  "--window-size=1280,900",
];

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium)) {
  console.error(`${chromium} is not there: apt-get install chromium, or name a binary in CHROMIUM`);
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), "eks-conformance-pictures-"));
try {
  await runAgainstFault();
  mkdirSync(folder, { recursive: true });
  for (const [name, scheme] of PICTURES) take(join(folder, name), scheme);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The run is to fail, so its exit code says nothing here. */
async function runAgainstFault() {
  const { startReferenceServer } = await import(pathToFileURL(join(root, "dist/reference/server.js")).href);
  const server = await startReferenceServer({ fault: FAULT });
  const flags = ["--endpoint-url", server.url, "--out", scratch, "--format", "html", "--seed", "20261124"];
  await new Promise((done, failed) => {
    const run = spawn(process.execPath, [join(root, "dist/cli/main.js"), "run", ...flags], { stdio: "ignore" });
    run.on("error", failed);
    run.on("exit", done);
  });
  await server.close();
}

function take(file, scheme) {
  const page = pathToFileURL(join(scratch, "index.html")).href;
  const own = [`--user-data-dir=${join(scratch, "profile")}`, `--blink-settings=preferredColorScheme=${scheme}`];
  const run = spawnSync(chromium, [...FLAGS, ...own, `--screenshot=${file}`, page], { timeout: 120_000 });
  if (run.status !== 0 || !existsSync(file)) throw new Error(`no ${file}: ${run.stderr}`);
  console.log(file);
}
