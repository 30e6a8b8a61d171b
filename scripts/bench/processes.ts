import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { MAIN } from "#scripts/package-root.ts";
import { startBenchServer } from "./server.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

interface Growth {
  readonly factor: number;
  readonly cases: number;
  readonly seconds: number;
  readonly cpuMs: number;
  readonly megabytes: number;
}

const STARTS = 5;
const BASE_CASES = 5;

/** Says on standard error what the process used, as /usr/bin/time does. */
const REPORT_USAGE = module(
  'process.on("exit", () => { const u = process.resourceUsage(); process.stderr.write(`USAGE ${u.maxRSS} ${u.userCPUTime + u.systemCPUTime}\\n`); });',
);

/** Milliseconds from the command to its first request, the middle one of a few. */
export async function measureStart(): Promise<TableRow[]> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) times.push(await firstRequestAfter());
  return [row("command to first request", `${fixed(median(times), 0)} ms`)];
}

async function firstRequestAfter(): Promise<number> {
  const server = createServer((_request, response) => response.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const startedAt = performance.now();
  const { port } = server.address() as AddressInfo;
  const { child, done } = run(String(port), ["--time-limit", "1", "--cases", "0"]);
  await once(server, "request");
  const ms = performance.now() - startedAt;
  child.kill("SIGKILL");
  await done;
  server.close();
  server.closeAllConnections();
  return ms;
}

/** Time and memory as the random cases become ten and a hundred times as many. */
export async function measureGrowth(): Promise<TableRow[]> {
  const [base, tenfold, hundredfold] = [await grown(1), await grown(10), await grown(100)];
  const slope = (from: Growth, to: Growth) => (to.seconds - from.seconds) / (to.cases - from.cases);
  return [
    ...[base, tenfold, hundredfold].map(growthRow),
    row("time of a further case, from 10× to 100× --cases", fixed(slope(tenfold, hundredfold) / slope(base, tenfold)), {
      asked: "1",
      of: "the same from 1× to 10×",
    }),
    row("peak memory at 100× --cases", fixed(hundredfold.megabytes / base.megabytes), {
      asked: "1.5",
      of: "that at 1×",
    }),
  ];
}

function growthRow({ factor, cases, seconds, cpuMs, megabytes }: Growth): TableRow {
  return row(`--cases ${BASE_CASES * factor}`, `${fixed((cpuMs * 1000) / cases, 0)} µs`, {
    of: `CPU time a case; ${cases} cases in ${fixed(seconds, 1)} s, peak ${fixed(megabytes, 0)} MB`,
  });
}

async function grown(factor: number): Promise<Growth> {
  const server = await startBenchServer();
  const startedAt = performance.now();
  const { done } = run(new URL(server.url).port, ["--cases", String(BASE_CASES * factor)]);
  const said = await done;
  const seconds = (performance.now() - startedAt) / 1000;
  await server.close();
  const [, kilobytes = NaN, micros = NaN] = (/USAGE (\d+) (\d+)/.exec(said) ?? []).map(Number);
  const cases = Number(/CASES (\d+)/.exec(said)?.[1]);
  return { factor, cases, seconds, cpuMs: micros / 1000, megabytes: kilobytes / 1024 };
}

/** Starts the command; `done` resolves to what it said on standard error. */
function run(port: string, args: readonly string[]): { child: ChildProcess; done: Promise<string> } {
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const command = ["run", "--endpoint-url", `http://127.0.0.1:${port}`, "--kind", "reference", "--seed", "11"];
  const child = spawn(
    process.execPath,
    ["--import", REPORT_USAGE, "--import", reportCases(out), MAIN, ...command, "--out", out, ...args],
    {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    },
  );
  let said = "";
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const done = once(child, "close").then(() => {
    rmSync(out, { recursive: true, force: true });
    return said;
  });
  return { child, done };
}

/** Says on standard error how many cases the run's record counts; nothing when it left none. */
function reportCases(out: string): string {
  const record = JSON.stringify(join(out, "run.json"));
  return module(
    `import { readFileSync } from "node:fs"; process.on("exit", () => { try { process.stderr.write("CASES " + JSON.parse(readFileSync(${record}, "utf8")).traffic.cases + "\\n"); } catch {} });`,
  );
}

function module(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
