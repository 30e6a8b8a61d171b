/**
 * Runs the suite against real emulators. Exit 1 when one came to something else than its expectations file says, or
 * could not be had at all.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { request } from "undici";
import { EXIT } from "#suites/record/verdicts/exit-code.ts";
import { MAIN, ROOT } from "#scripts/package-root.ts";
import { readFlags, exitWithUsage } from "#scripts/usage.ts";
import { BY_OTHERS, chosen, EMULATORS, idOf, NOT_TESTED, unknownAmong, type Emulator } from "./emulators/emulators.ts";
import { install } from "./emulators/install.ts";
import { creation, PREPARED } from "./findings/prepare.ts";
import { readOwnRecord, recordsOf, SPECS } from "./records.ts";
import { AUTHORIZATION, startEmulator } from "./emulators/running-emulator.ts";

interface Result {
  readonly status: number | null;
  readonly sentence: string;
}

/** Beside a record: what its run printed, its exit code and how long it took. */
const CONSOLE = "console.txt";

/** For a run of all of EKS: an emulator that takes seconds for each request is judged as far as it comes. */
const TIME_LIMIT_S = 600;

const USAGE = `npm run interop [-- NAME...] [--spec eks] [--endpoint-url URL of one that runs], NAME being ${[...EMULATORS, ...BY_OTHERS].map(idOf).join(", ")}`;

const { values, positionals } = readFlags(USAGE, {
  allowPositionals: true,
  options: { "endpoint-url": { type: "string" }, spec: { type: "string", default: "register-cluster" } },
});
const spec = SPECS.find((each) => each === values.spec) ?? refuseSpec(values.spec);
const unknown = unknownAmong(positionals);
if (unknown !== undefined) exitWithUsage(USAGE, `interop: there is no emulator "${unknown}"`);
for (const emulator of chosen(positionals)) {
  if (!(await isAsExpected(emulator))) process.exitCode = 1;
}

function refuseSpec(given: string): never {
  return exitWithUsage(USAGE, `interop: --spec is ${SPECS.join(" or ")}, not "${given}"`);
}

async function isAsExpected(emulator: Emulator): Promise<boolean> {
  const id = idOf(emulator);
  const folder = join(recordsOf(spec), id);
  try {
    const { status, sentence } = await test(emulator, folder, values["endpoint-url"]);
    // Of all of EKS nobody has written down what is known to fail: a record is all that is expected.
    const fits = status === emulator.exit || (spec === "eks" && status !== EXIT.suiteError);
    console.log(`${id}: ${fits ? "as expected" : `exit ${status}, expected ${emulator.exit}`}: ${sentence}`);
    return fits;
  } catch (error) {
    const { message } = error as Error;
    console.log(`${id}: not tested: ${message}`);
    writeFileSync(join(folder, NOT_TESTED), `${message.replace(/\s+/g, " ")}\n`);
    return false;
  }
}

async function test(emulator: Emulator, folder: string, running: string | undefined): Promise<Result> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (running !== undefined) return judge(emulator, folder, running);
  const server = await startEmulator(emulator, install(emulator), folder);
  try {
    return await judge(emulator, folder, server.url);
  } finally {
    await server.stop();
  }
}

async function judge(emulator: Emulator, folder: string, url: string): Promise<Result> {
  for (const name of PREPARED) await prepare(url, name);
  const expectations = join(ROOT, "expectations", `${idOf(emulator)}.yaml`);
  const known = spec !== "eks" && existsSync(expectations) ? ["--expectations", expectations] : [];
  const limit = spec === "eks" ? ["--time-limit", String(TIME_LIMIT_S)] : [];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [MAIN, "run", "--endpoint-url", url, "--spec", spec, "--seed", "1", "--out", folder, ...known, ...limit],
    { cwd: ROOT, env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }, encoding: "utf8" },
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  writeFileSync(join(folder, CONSOLE), `${stderr}${stdout}exit ${status} after ${seconds} s\n`);
  const file = join(folder, "run.json");
  if (!existsSync(file)) throw new Error(`the run left no record (exit ${status}): ${stderr.trim()}`);
  return { status, sentence: readOwnRecord(file).outcome.sentence };
}

async function prepare(url: string, name: string): Promise<void> {
  const { method, path, headers, body } = creation(name);
  const answer = await request(url + path, {
    method,
    headers: { authorization: AUTHORIZATION, ...Object.fromEntries(headers) },
    body: body.text,
  });
  await answer.body.dump();
}
