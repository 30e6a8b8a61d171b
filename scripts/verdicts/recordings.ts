import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { plainEndpoint } from "#cli/files/reading/read-recording.ts";
import { readSpec } from "#cli/files/reading/read-spec.ts";
import { planRequirements } from "#cli/run/select.ts";
import { NOTHING_TO_HIDE } from "#cli/selftest/nothing-to-hide.ts";
import { verdictsOf } from "#cli/selftest/verdict-words.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { ROOT } from "#scripts/package-root.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { openProxiedRun } from "#suites/proxied/proxied-run.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import { readRecording } from "#suites/recordings/recording.ts";
import type { FrozenRun } from "./frozen-run.ts";

const FOLDER = join(ROOT, "scripts", "verdicts", "recordings");

/** Runs of the suite against servers that others wrote, as `npm run interop` left them and `report --format har` shows them. */
export const RECORDINGS = [
  { id: "fakecloud-0.51.0", spec: "register-cluster" },
  { id: "moto-5.2.5", spec: "register-cluster" },
] as const;

interface RecordedLog {
  readonly entries: readonly JsonValue[];
  readonly _endpoint: string;
}

function logOf(id: string): RecordedLog {
  const text = gunzipSync(readFileSync(join(FOLDER, `${id}.har.gz`))).toString();
  return (JSON.parse(text) as { readonly log: RecordedLog }).log;
}

/** Judges a recording again; requirements that nothing in it is about are left out. */
export function judgedRecording({ id, spec }: (typeof RECORDINGS)[number]): FrozenRun {
  const { contract, table, requirements } = readSpec(spec);
  const { entries, _endpoint: url } = logOf(id);
  const { exchanges, region = "us-east-1" } = readRecording(entries, contract, plainEndpoint(url));
  const clock = new VirtualClock();
  const run = openProxiedRun({
    contract,
    table,
    clock,
    request: "request in the recording",
    started: {
      type: "started",
      tool: { name: "eks-conformance", version: "0" },
      run: { id: "verdicts", seed: 1, startedAt: new Date(clock.now()).toISOString(), options: {} },
      target: { endpoint: "recorded", kind: "emulator", region },
      contract: contractTold(contract),
      requirements: planRequirements(requirements, {
        select: [],
        skip: [],
        level: "INFO",
        features: {},
        expectations: [],
      }),
      contradictions: [],
      strict: false,
    },
    reporting: { redactor: NOTHING_TO_HIDE, emit: () => undefined },
  });
  for (const { exchange, ...entry } of exchanges) run.see(exchange, entry);
  const record = run.end();
  const judged = record.requirements.filter(({ verdict }) => verdict !== "not-applicable");
  const { verdict, exitCode } = record.outcome;
  return {
    key: `${spec} recorded ${id}`,
    outcome: `${verdict}, exit ${exitCode}`,
    verdicts: new Map(Object.entries(verdictsOf({ requirements: judged }))),
  };
}
