// Pictures of an HTML report with Debian's Chromium: light, dark, phone and print. Usage: screenshots.mjs REPORT FOLDER
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [report, folder] = process.argv.slice(2);
if (report === undefined || folder === undefined) {
  console.error("usage: node scripts/screenshots.mjs REPORT.html FOLDER");
  process.exit(2);
}
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium)) {
  console.error(`${chromium} is not there: apt-get install chromium, or name a binary in CHROMIUM`);
  process.exit(2);
}

const DARK = "--blink-settings=preferredColorScheme=0";
const LIGHT = "--blink-settings=preferredColorScheme=1";
const PICTURES = [
  ["light.png", LIGHT, "--window-size=1280,1600"],
  ["dark.png", DARK, "--window-size=1280,1600"],
  ["phone.png", LIGHT, "--window-size=390,1600"],
  ["phone-dark.png", DARK, "--window-size=390,1600"],
  ["print.pdf", LIGHT, "--no-pdf-header-footer"],
];
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
];

mkdirSync(folder, { recursive: true });
const profile = mkdtempSync(join(tmpdir(), "eks-conformance-chromium-"));
try {
  for (const [name, ...flags] of PICTURES) take(resolve(folder, name), flags);
} finally {
  rmSync(profile, { recursive: true, force: true });
}

function take(file, flags) {
  const output = file.endsWith(".pdf") ? `--print-to-pdf=${file}` : `--screenshot=${file}`;
  const page = pathToFileURL(resolve(report)).href;
  const run = spawnSync(chromium, [...QUIET, `--user-data-dir=${profile}`, ...flags, output, page], {
    timeout: 120_000,
  });
  if (run.status !== 0 || !existsSync(file)) throw new Error(`no ${file}: ${run.stderr}`);
  console.log(file);
}
