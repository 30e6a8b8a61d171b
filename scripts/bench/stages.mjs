import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOutput } from "../../dist/cli/run/output.js";
import { SubjectRunner } from "../../dist/cli/selftest/subject-runner.js";
import { loadBundledContract } from "../../dist/spec/contract/load.js";
import { RecordFold } from "../../dist/suites/record/fold.js";
import { planCases } from "../../dist/suites/plan/plan.js";
import { PROFILES } from "../../dist/suites/plan/profile.js";
import { fixedCredentials } from "../../dist/endpoint/aws/credentials.js";
import { createSigner } from "../../dist/endpoint/signing/signing.js";
import { judgedRun } from "./judged-run.mjs";
import { CREDENTIALS, REGION, startServer } from "./server.mjs";
import { fixed, median, row } from "./table.mjs";

const ROUNDS = 5;
const CASES = 20;

/** What a case costs in CPU time, stage by stage. */
export async function measureStages() {
  const server = await startServer();
  const { record, events, sent } = await judgedRun(server.url, { concurrency: 32, cases: CASES, keep: true });
  await server.close();
  const { cases } = record.traffic;
  const perCase = (ms) => `${fixed((ms * 1000) / cases, 1)} µs`;
  const of = `CPU time a case, of ${cases} with ${sent.length} requests`;
  return [
    row("generation, first time in a process", perCase(await cpuOf(drawCases)), { of }),
    row("generation, again", perCase(await medianCpu(drawCases)), { of }),
    row("signing", perCase(await medianCpu(() => signAll(sent))), { of }),
    row("recording: events to disk, record", perCase(await medianCpu(() => recordAll(events))), { of }),
    row("signing, judging, and answering in memory", perCase(await costInMemory(cases)), { of }),
  ];
}

function drawCases() {
  const profile = { ...PROFILES.reference, casesPerConstraint: CASES };
  const generation = { prefix: "ecf-b-", fixtures: profile.fixtures, dictionary: [] };
  return [...planCases({ contract: loadBundledContract(), profile, generation, seed: 11, wanted: () => true })].length;
}

function signAll(sent) {
  const sign = createSigner({
    host: "localhost",
    region: REGION,
    service: "eks",
    credentials: fixedCredentials(CREDENTIALS),
  });
  const own = sent.map(({ method, path, body, headers }) => ({
    method,
    path,
    body,
    headers: headers.filter(([name]) => /^(content-type|accept)$/i.test(name)),
  }));
  for (const request of own) sign(request, request.path, { kind: "sign" }, 1_900_000_000_000);
}

function recordAll(events) {
  const folder = mkdtempSync(join(tmpdir(), "eks-conformance-bench-"));
  const output = openOutput(folder);
  const fold = new RecordFold();
  for (const event of events) {
    output.append(event);
    fold.apply(event);
  }
  output.finish(fold.record(), ["json"]);
  rmSync(folder, { recursive: true, force: true });
}

/** A selftest's run draws its cases once, so its second one is without generation; scaled to the cases asked for. */
async function costInMemory(cases) {
  const runner = new SubjectRunner({ seed: 11, cases: CASES });
  const plain = { kind: "plain", id: "plain" };
  const { cases: ran } = await runner.run(plain);
  return (await medianCpu(() => runner.run(plain))) * (cases / ran);
}

async function medianCpu(work) {
  const costs = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await cpuOf(work));
  return median(costs);
}

async function cpuOf(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
