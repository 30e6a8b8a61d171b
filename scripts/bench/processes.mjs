import { performance } from "node:perf_hooks";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN, startServer } from "./server.mjs";
import { fixed, median, printTable } from "./table.mjs";

const STARTS = 5;
const BASE_CASES = 5;

/** Says on standard error what the process used, as /usr/bin/time does. */
const REPORT_USAGE = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const u = process.resourceUsage(); process.stderr.write(`USAGE ${u.maxRSS} ${u.userCPUTime + u.systemCPUTime}\\n`); });',
)}`;

/** Milliseconds from the command to its first request, the middle one of a few. */
export async function measureStart() {
  const times = [];
  for (let start = 0; start < STARTS; start += 1) times.push(await firstRequestAfter());
  printTable("Start-up", ["", "ms"], [["command to first request", fixed(median(times), 0)]]);
}

async function firstRequestAfter() {
  const server = createServer((_request, response) => response.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const startedAt = performance.now();
  const { child, done } = run(server.address().port, ["--time-limit", "1", "--cases", "0"]);
  await once(server, "request");
  const ms = performance.now() - startedAt;
  child.kill("SIGKILL");
  await done;
  server.close();
  server.closeAllConnections();
  return ms;
}

/** Time and memory as the random cases become ten and a hundred times as many. */
export async function measureGrowth() {
  const rows = [];
  let first;
  for (const factor of [1, 10, 100]) {
    const server = await startServer();
    const startedAt = performance.now();
    const { done } = run(new URL(server.url).port, ["--cases", String(BASE_CASES * factor)]);
    const { said } = await done;
    const ms = performance.now() - startedAt;
    await server.close();
    const [, kilobytes, micros] = (/USAGE (\d+) (\d+)/.exec(said) ?? []).map(Number);
    const { cases } = JSON.parse(/TRAFFIC (.*)/.exec(said)?.[1] ?? "{}");
    first ??= kilobytes;
    const cpu = micros / 1000;
    rows.push([
      `${factor}×`,
      cases,
      fixed(ms / 1000, 1),
      fixed(cpu / 1000, 1),
      fixed((cpu * 1000) / cases, 0),
      fixed(kilobytes / 1024, 0),
      fixed(kilobytes / first),
    ]);
  }
  printTable(
    `Growth with --cases, from ${BASE_CASES}`,
    ["", "cases", "s", "CPU s", "CPU µs a case", "peak MB", "of 1×"],
    rows,
  );
}

function run(port, args) {
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const reportTraffic = `data:text/javascript,${encodeURIComponent(
    `import { readFileSync } from "node:fs"; process.on("exit", () => { try { process.stderr.write("TRAFFIC " + JSON.stringify(JSON.parse(readFileSync(${JSON.stringify(join(out, "run.json"))}, "utf8")).traffic) + "\\n"); } catch {} });`,
  )}`;
  const command = ["run", "--endpoint-url", `http://127.0.0.1:${port}`, "--profile", "reference", "--seed", "11"];
  const child = spawn(
    process.execPath,
    ["--import", REPORT_USAGE, "--import", reportTraffic, MAIN, ...command, "--out", out, ...args],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    },
  );
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const done = once(child, "close").then(([code]) => {
    rmSync(out, { recursive: true, force: true });
    return { code, said };
  });
  return { child, done };
}
