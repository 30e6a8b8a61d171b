// A selection of a whole service sends fewer requests, and must not change what is judged.
import { beforeAll, expect, test } from "@jest/globals";
import { planRequirements } from "#cli/run/select.ts";
import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { eksService } from "#reference/service/service-of.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { sizes } from "#tests/helpers/soak.ts";
import { SETTINGS, startedEvent, testRun } from "#tests/suites/test-run.ts";

const contract = loadEksContract();
const table = loadEksResources(contract);
const requirements = serviceRequirements(contract, table);

async function judge(select: readonly string[]): Promise<RunRecord> {
  const others = { skip: [], level: "INFO", features: {}, expectations: [] } as const;
  const clock = new VirtualClock();
  const reference = createServiceReference(eksService(), { region: "us-east-1", now: clock.now });
  const target = memoryTarget({ reference, region: "us-east-1", clock, concurrency: 16 });
  const started = startedEvent(1, planRequirements(requirements, { select, ...others }));
  const base = testRun({ contract, started, settings: SETTINGS });
  const endpoint = { ...base.endpoint, target, cleanUpTarget: target };
  const record = await runService({ ...base, clock, endpoint, table });
  await target.close();
  return record;
}

const verdicts = new Map<string, string>();
let requests = 0;

beforeAll(async () => {
  const whole = await judge([]);
  requests = whole.traffic.requests;
  for (const { id, verdict } of whole.requirements) verdicts.set(id, verdict);
});

const SELECTIONS = [
  "create-nodegroup.*",
  "describe-addon.*",
  "associate-access-policy.*",
  "tag-resource.*",
  "update-cluster-config.*",
  "delete-capability.*",
  "delete-addon.*",
  "disassociate-identity-provider-config.*",
  "describe-update.*",
  "describe.*",
  "list.*",
  "create.taken.registered-cluster",
  "list-access-policies.*",
  "*.unknown",
  "describe-*.response.*",
].slice(0, sizes(4, 15));

test.each(SELECTIONS)("%s has the verdicts of a run without a selection, for fewer requests", async (glob) => {
  const record = await judge([glob]);
  const asked = record.requirements.filter(({ verdict }) => verdict !== "disabled");
  expect(asked.filter(({ id, verdict }) => verdict !== verdicts.get(id))).toEqual([]);
  expect(record.traffic.requests).toBeLessThan(requests / 2);
  expect(record.clusters.left).toEqual([]);
});
