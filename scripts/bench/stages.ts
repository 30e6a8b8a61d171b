import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput } from "#cli/run/results/output.ts";
import { ServerRunner } from "#cli/selftest/server-runner.ts";
import type { SelftestServer } from "#cli/selftest/selftest-server.ts";
import { fixedCredentials } from "#endpoint/aws/credentials.ts";
import { createSigner } from "#endpoint/signing/signer.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { planCases } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { RunEvent } from "#suites/record/events.ts";
import { RecordFold } from "#suites/record/building/record-of-events.ts";
import type { SentRequest } from "./bare-loop.ts";
import { judgedRun } from "./judged-run.ts";
import { CREDENTIALS, REGION, startBenchServer } from "./server.ts";
import { fixed, median, row, type TableRow } from "./table.ts";

type Work = () => unknown;

const ROUNDS = 5;
const CASES = 20;
const PLAIN: SelftestServer = { kind: "plain", id: "plain" };

/** What a case costs in CPU time, stage by stage. */
export async function measureStages(): Promise<TableRow[]> {
  const server = await startBenchServer();
  const { record, events, sent } = await judgedRun(server.url, { concurrency: 32, cases: CASES, keep: true });
  await server.close();
  const { cases } = record.traffic;
  const perCase = (ms: number) => `${fixed((ms * 1000) / cases, 1)} µs`;
  const of = `CPU time a case, of ${cases} with ${sent.length} requests`;
  return [
    row("generation, first time in a process", perCase(await cpuOf(drawCases)), { of }),
    row("generation, again", perCase(await medianCpu(drawCases)), { of }),
    row("signing", perCase(await medianCpu(() => signAll(sent))), { of }),
    row("recording: events to disk, record", perCase(await medianCpu(() => recordAll(events))), { of }),
    row("signing, judging, and answering in memory", perCase(await costInMemory(cases)), { of }),
  ];
}

function drawCases(): number {
  const settings = { ...KIND_SETTINGS.reference, casesPerConstraint: CASES };
  const generation = { prefix: "ecf-b-", fixtures: settings.fixtures, dictionary: [] };
  return [
    ...planCases({
      contract: loadBundledContract(),
      settings,
      generation,
      seed: 11,
      wanted: () => true,
      asked: () => true,
    }),
  ].length;
}

async function signAll(sent: readonly SentRequest[]): Promise<void> {
  const credentials = fixedCredentials(CREDENTIALS);
  const sign = createSigner({ host: "localhost", region: REGION, service: "eks", credentials });
  for (const request of sent) {
    const headers = request.headers.filter(([name]) => /^(content-type|accept)$/i.test(name));
    const signing = { kind: "sign" } as const;
    await sign({ request: { ...request, headers }, target: request.path, signing, epochMs: 1_900_000_000_000 });
  }
}

function recordAll(events: readonly RunEvent[]): void {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const output = openOutput(folder);
  const fold = new RecordFold();
  for (const event of events) {
    output.append(event);
    fold.apply(event);
  }
  output.finish(fold.record(), ["json"]);
  output.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A selftest's run draws its cases once, so its second one is without generation; scaled to the cases asked for. */
async function costInMemory(cases: number): Promise<number> {
  const runner = new ServerRunner({ seed: 11, cases: CASES });
  const { cases: ran } = await runner.run(PLAIN);
  return (await medianCpu(() => runner.run(PLAIN))) * (cases / ran);
}

async function medianCpu(work: Work): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await cpuOf(work));
  return median(costs);
}

/** Milliseconds. */
async function cpuOf(work: Work): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
