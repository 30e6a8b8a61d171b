/**
 * Runs the suite against real emulators: `npm run interop [-- NAME...]`, NAME being one of emulators.mjs, with or
 * without its version. `--endpoint-url URL` tests one that is running already. Exit 1 when an emulator came to
 * something else than its expectations file says, or could not be had at all.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { request } from "undici";
import { chosen, idOf, NOT_TESTED } from "./emulators.mjs";
import { install } from "./install.mjs";
import { creation, PREPARED } from "./prepare.mjs";
import { AUTHORIZATION, startServer } from "./server.mjs";

const ROOT = join(import.meta.dirname, "..", "..");
const OUT = join(ROOT, "conformance-results", "interop");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { "endpoint-url": { type: "string" } } });
let failed = false;
for (const emulator of chosen(positionals)) {
  const id = idOf(emulator);
  try {
    const { status, sentence } = await test(emulator, join(OUT, id), values["endpoint-url"]);
    const fits = status === emulator.exit;
    failed ||= !fits;
    console.log(`${id}: ${fits ? "as expected" : `exit ${status}, expected ${emulator.exit}`}: ${sentence}`);
  } catch (error) {
    failed = true;
    console.log(`${id}: not tested: ${error.message}`);
    writeFileSync(join(OUT, id, NOT_TESTED), `${error.message.replace(/\s+/g, " ")}\n`);
  }
}
process.exitCode = failed ? 1 : 0;

async function test(emulator, folder, running) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (running !== undefined) return judge(emulator, folder, running);
  const server = await startServer(emulator, install(emulator), folder);
  try {
    return await judge(emulator, folder, server.url);
  } finally {
    await server.stop();
  }
}

async function judge(emulator, folder, url) {
  for (const name of PREPARED) await prepare(url, name);
  const expectations = join(ROOT, "expectations", `${idOf(emulator)}.yaml`);
  const known = existsSync(expectations) ? ["--expectations", expectations] : [];
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "dist", "cli", "main.js"), "run", "--endpoint-url", url, "--seed", "1", "--out", folder, ...known],
    { cwd: ROOT, env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" }, encoding: "utf8" },
  );
  const file = join(folder, "run.json");
  if (!existsSync(file)) throw new Error(`the run left no record (exit ${status}): ${stderr.trim()}`);
  return { status, sentence: JSON.parse(readFileSync(file, "utf8")).outcome.sentence };
}

async function prepare(url, name) {
  const { method, path, headers, body } = creation(name);
  const answer = await request(url + path, {
    method,
    headers: { authorization: AUTHORIZATION, ...Object.fromEntries(headers) },
    body: body.text,
  });
  await answer.body.dump();
}
