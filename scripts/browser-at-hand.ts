import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LaunchOptions } from "playwright-core";
import { ROOT } from "./package-root.ts";

/** Where a Chrome, Chromium or Edge is usually installed. */
const USUAL_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const NODE_MODULES = join(ROOT, "node_modules");
/** The loader of the GNU C library, for which the browser that npm brings is built. */
const GLIBC_LOADER = "/lib64/ld-linux-x86-64.so.2";

const FONTS = "fonts.conf";

/** How to start a browser: the one that CHROMIUM names, the one that npm brings, or an installed one; else undefined. */
export function browserAtHand(): LaunchOptions | undefined {
  const { CHROMIUM: named } = process.env;
  if (named !== undefined) return { executablePath: named };
  if (process.platform === "linux" && process.arch === "x64" && existsSync(GLIBC_LOADER)) return browserOfNpm();
  const executablePath = USUAL_PATHS.find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath };
}

/** The browser of the package, unpacked once for its version, with the libraries and fonts that come with it. */
function browserOfNpm(): LaunchOptions {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(readFileSync(join(NODE_MODULES, "@sparticuz/chromium/package.json"), "utf8")) as {
    version: string;
  };
  const folder = join(NODE_MODULES, ".cache/eks-conformance", `chromium-${version}`);
  if (!existsSync(folder)) unpack(entry, folder);
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, FONTS) };
  return { executablePath: join(folder, "chromium"), env };
}

/** The package unpacks into the temporary folder; its libraries only where it takes itself to be on Lambda. */
function unpack(entry: string, folder: string): void {
  mkdirSync(join(folder, ".."), { recursive: true });
  const own = mkdtempSync(`${folder}-`);
  const script = `import chromium from ${JSON.stringify(pathToFileURL(entry))}; await chromium.executablePath();`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
  });
  // What comes with the package looks for fonts in folders of Lambda.
  writeFileSync(join(own, FONTS), `<fontconfig><dir>${join(folder, "fonts")}</dir></fontconfig>`);
  try {
    renameSync(own, folder);
  } catch {
    // Another worker was first: a folder that holds something is not replaced.
    rmSync(own, { recursive: true });
  }
}
