import { performance } from "node:perf_hooks";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN, startServer } from "./server.mjs";
import { fixed, median, row } from "./table.mjs";

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
  return [row("command to first request", `${fixed(median(times), 0)} ms`)];
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
  const [base, tenfold, hundredfold] = [await grown(1), await grown(10), await grown(100)];
  const slope = (from, to) => (to.seconds - from.seconds) / (to.cases - from.cases);
  return [
    ...[base, tenfold, hundredfold].map(({ factor, cases, seconds, cpuMs, megabytes }) =>
      row(`--cases ${BASE_CASES * factor}`, `${fixed((cpuMs * 1000) / cases, 0)} µs`, {
        of: `CPU time a case; ${cases} cases in ${fixed(seconds, 1)} s, peak ${fixed(megabytes, 0)} MB`,
      }),
    ),
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

async function grown(factor) {
  const server = await startServer();
  const startedAt = performance.now();
  const { done } = run(new URL(server.url).port, ["--cases", String(BASE_CASES * factor)]);
  const { said } = await done;
  const seconds = (performance.now() - startedAt) / 1000;
  await server.close();
  const [, kilobytes, micros] = (/USAGE (\d+) (\d+)/.exec(said) ?? []).map(Number);
  const { cases } = JSON.parse(/TRAFFIC (.*)/.exec(said)?.[1] ?? "{}");
  return { factor, cases, seconds, cpuMs: micros / 1000, megabytes: kilobytes / 1024 };
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
