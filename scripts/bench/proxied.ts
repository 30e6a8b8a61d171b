// What `proxy` costs those whose traffic it judges: the time of a call, and of the rounds of --mutate.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { Pool } from "undici";
import type { MutationReport } from "#reports/mutations/mutation-report.ts";
import { MAIN } from "#scripts/package-root.ts";
import { startSaying } from "./server.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

const CALLS = 2_000;
/** Calls until both sides are warm. */
const BEFORE = 200;
const FAULTS = 100;
/** Rounds side by side, where they may be. */
const JOBS = 8;
const BODY = { connectorConfig: { roleArn: "arn:aws:iam::123456789012:role/bench", provider: "EKS_ANYWHERE" } };
const ROLE = JSON.stringify(BODY.connectorConfig);

/** A call through the proxy against the same call without it, in turns. */
export async function measureProxied(): Promise<TableRow[]> {
  const server = await startSaying(["serve", "--port", "0"]);
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const proxy = await startSaying(["proxy", "--port", "0", "--endpoint-url", server.url, "--out", out]);
  const pools = { direct: new Pool(server.url, { connections: 1 }), proxied: new Pool(proxy.url, { connections: 1 }) };
  const times: Record<keyof typeof pools, number[]> = { direct: [], proxied: [] };
  const sent = {
    method: "POST",
    path: "/cluster-registrations",
    headers: { "content-type": "application/json" },
  } as const;
  await call(pools.direct, { ...sent, body: JSON.stringify({ name: "bench", ...BODY }) });
  for (let at = -BEFORE; at < CALLS; at += 1) {
    for (const side of ["direct", "proxied"] as const) {
      const startedAt = performance.now();
      await call(pools[side], { method: "GET", path: "/clusters/bench" });
      if (at >= 0) times[side].push(performance.now() - startedAt);
    }
  }
  for (const pool of Object.values(pools)) await pool.close();
  await proxy.close();
  await server.close();
  rmSync(out, { recursive: true, force: true });
  const told = (what: string, of: (values: readonly number[]) => number): TableRow => {
    const [direct, proxied] = [of(times.direct), of(times.proxied)];
    return row(`proxied/direct, ${what} of a call`, fixed(proxied / direct), {
      of: `${fixed(proxied)} ms of ${fixed(direct)} ms, over ${CALLS} descriptions in turns, one in flight`,
    });
  };
  return [told("median", median), told("99th percentile", percentile99)];
}

function percentile99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? NaN;
}

async function call(pool: Pool, request: Parameters<Pool["request"]>[0]): Promise<void> {
  const { statusCode, body } = await pool.request(request);
  await body.arrayBuffer();
  if (statusCode !== 200) throw new Error(`the call was answered with ${statusCode}`);
}

/** Tests of a second: a cluster is registered, looked at and removed again, whatever was seen. */
const COMMAND = `
const until = Date.now() + 1000;
const name = "bench-" + process.pid;
const headers = { "content-type": "application/json" };
const ask = async (path, more) => (await fetch(process.env.AWS_ENDPOINT_URL_EKS + path, more)).json();
const body = JSON.stringify({ name, connectorConfig: ${ROLE}, tags: { a: "b" } });
let isRight = false;
try {
  const made = await ask("/cluster-registrations", { method: "POST", headers, body });
  const seen = await ask("/clusters/" + name);
  const listed = await ask("/clusters?include=all");
  isRight = made.cluster.name === name && seen.cluster.tags.a === "b" && listed.clusters.includes(name);
} catch {}
await ask("/cluster-registrations/" + name, { method: "DELETE" }).catch(() => {});
setTimeout(() => process.exit(isRight ? 0 : 1), until - Date.now());
`;

/** A hundred faults on a command of a second, one after the other and side by side; takes two minutes. */
export async function measureMutating(): Promise<TableRow[]> {
  return [await mutated(1), await mutated(JOBS)];
}

async function mutated(jobs: number): Promise<TableRow> {
  const server = await startSaying(["serve", "--port", "0"]);
  const out = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const flags = ["--mutate", String(FAULTS), "--seed", "11", "--jobs", String(jobs), "--format", "json", "--out", out];
  const command = [process.execPath, "--input-type=module", "--eval", COMMAND, "{port}"];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, "proxy", "--endpoint-url", server.url, ...flags, "--", ...command], {
    stdio: "ignore",
  });
  await once(child, "close");
  const seconds = (performance.now() - startedAt) / 1000;
  await server.close();
  const { faults } = JSON.parse(readFileSync(join(out, "mutations.json"), "utf8")) as MutationReport;
  rmSync(out, { recursive: true, force: true });
  return row(`${FAULTS} faults on a command of a second, --jobs ${jobs}`, `${fixed(seconds, 0)} s`, {
    of: `${faults.length} rounds and one unchanged`,
  });
}
