/**
 * What a reader meets at ten targets: rows on a terminal of 80 columns, lines in a log, the height of the page, and what
 * the file of known failures, its reasons filled in, gives three times. Exit 1 where a terminal shows more than one screen, or
 * the file does not hold.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as sendOn, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { readRecord } from "#cli/files/reading/read-record.ts";
import { FAULTS } from "#reference/faults.ts";
import { startReferenceServer } from "#reference/server/server.ts";
import { ROWS } from "#reports/console/console-settings.ts";
import { renderConsole } from "#reports/console/render-console.ts";
import { rowsOf } from "#reports/console/rows-of.ts";
import { browserAtHand } from "./browser-at-hand.ts";
import { chosen, idOf, startOf } from "./interop/emulators/emulators.ts";
import { install } from "./interop/emulators/install.ts";
import { MAIN } from "./package-root.ts";
import { exitWithUsage, readFlags, wholeNumberIn } from "./usage.ts";

const USAGE = "npm run screens [-- NAME...]; a Chromium is named in CHROMIUM";
const COLUMNS = 80;
/** Where a command is to have its port. */
const PORT = 65_431;

const REFUSED = { "content-type": "application/json", "x-amzn-errortype": "UnknownOperationException" };
/** Servers of ours, by name: a request that is refused there, or undefined for what the reference server answers. */
const OWN: Readonly<Record<string, (method: string, path: string) => 404 | 500 | undefined>> = {
  reference: () => undefined,
  "half-built": (method, path) => (method === "DELETE" || path.startsWith("/tags") ? 404 : undefined),
  "always-500": () => 500,
  "no-operations": () => 404,
};
const FAULTY = ["name-pattern-searched", "tags-limit-not-enforced", "emulator-timestamps-iso"];
const EMULATORS = ["moto", "ministack", "localemu", "fakecloud", "winterbaume"];

const { positionals } = readFlags(USAGE, { allowPositionals: true, options: {} });
const [first = "", name = "", port = ""] = positionals;
if (first === "serve") await serve(name, wholeNumberIn(USAGE, port));
else await measureAll(positionals.length > 0 ? positionals : [...EMULATORS, ...Object.keys(OWN)]);

async function measureAll(names: readonly string[]): Promise<void> {
  const browser = await chromium.launch(browserAtHand() ?? exitWithUsage(USAGE, "screens: there is no browser"));
  console.log("target  rows on a terminal  lines in a log  pixels of the page  exit  with its file");
  for (const each of names) {
    if (each in OWN) await measure(browser, each, ownCommand(each));
    else for (const emulator of chosen([each])) await measure(browser, idOf(emulator), commandOf(emulator));
  }
  await browser.close();
}

function ownCommand(own: string): string {
  return `${process.execPath} ${import.meta.filename} serve ${own} {port}`;
}

function commandOf(emulator: ReturnType<typeof chosen>[number]): string {
  const { program, args = [], env = {} } = startOf(emulator, PORT);
  const variables = Object.entries(env).map(([variable, value]) => `${variable}=${value}`);
  const words = ["env", ...variables, join(install(emulator), program), ...args];
  return words.join(" ").replaceAll(String(PORT), "{port}");
}

async function measure(browser: Browser, target: string, command: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-screens-"));
  try {
    const run = (out: string, ...more: string[]) => codeOf(folder, ["--command", command, "--out", out, ...more]);
    const exit = await run("first");
    const record = readRecord(join(folder, "first", "run.json"));
    const lines = (onTerminal: boolean) => renderConsole(record, { width: COLUMNS, onTerminal }).trimEnd().split("\n");
    const rows = rowsOf(lines(true), COLUMNS);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(pathToFileURL(join(folder, "first", "index.html")).href);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.close();
    const codes: string[] = [];
    const known = join(folder, "first", "known-failures.yaml");
    if (existsSync(known)) {
      writeFileSync(known, readFileSync(known, "utf8").replaceAll('reason: ""', "reason: known"));
      for (const out of ["a", "b", "c"]) codes.push(await run(out, "--expectations", known));
    }
    if (rows > ROWS || codes.some((code) => code !== "0")) process.exitCode = 1;
    console.log([target, rows, lines(false).length, height, exit, codes.join(" ") || "no file"].join("  "));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function codeOf(cwd: string, flags: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const words = [MAIN, "run", "--no-config", "--format", "html,json", ...flags];
    const child = spawn(process.execPath, words, { cwd, stdio: "ignore" });
    child.on("error", failed);
    child.on("close", (code, signal) => done(String(code ?? signal)));
  });
}

/** One of our own, in a process that a run starts. */
async function serve(own: string, at: number): Promise<void> {
  const refusedWith = OWN[own] ?? exitWithUsage(USAGE, `screens: there is no server "${own}"`);
  const patches = own === "half-built" ? FAULTS.filter(({ id }) => FAULTY.includes(id)).map(({ patch }) => patch) : [];
  const inner = await startReferenceServer({ patches });
  const answer: RequestListener = (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const status = refusedWith(method, path);
    if (status !== undefined) return void response.writeHead(status, REFUSED).end('{"message":"not here"}');
    const onward = sendOn({ port: inner.port, method, path, headers }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(response);
    });
    request.pipe(onward);
  };
  createServer(answer).listen(at, "127.0.0.1");
}
