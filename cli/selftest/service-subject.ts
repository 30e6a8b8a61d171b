import { eksService } from "../../reference/service/eks/eks-reference.ts";
import { serviceFaults } from "../../reference/service/faults/service-faults.ts";
import { createServiceReference } from "../../reference/service/service-reference.ts";
import { memoryJournal } from "../../clusters/journal/journal.ts";
import { resourceLedger } from "../../clusters/resources/resource-ledger.ts";
import { createRedactor } from "../../endpoint/redact.ts";
import { loadEksContract } from "../../spec/contract/load.ts";
import { loadEksResources } from "../../spec/resources/load.ts";
import { operationsOf, ownerOf, type ResourceTable } from "../../spec/resources/resource-table.ts";
import { serviceRequirements } from "../../spec/resources/service-requirements.ts";
import { KIND_SETTINGS } from "../../suites/plan/target-kind.ts";
import type { PlannedRequirement, RunEvent } from "../../suites/record/events.ts";
import { isFinding } from "../../suites/record/verdict.ts";
import { runService } from "../../suites/service/service-run.ts";
import { contractTold } from "../run/contract-told.ts";
import { heldOn, planRequirements } from "../run/select.ts";
import { toolVersion } from "../version.ts";
import { memoryTarget } from "./memory-target.ts";
import type { SelftestSubject, SubjectResult } from "./subject.ts";
import { VirtualClock } from "./virtual-clock.ts";

const REGION = "us-east-1";
const IN_FLIGHT = 32;

/** What all runs against a whole service share. */
interface ServiceTested {
  readonly contract: ReturnType<typeof loadEksContract>;
  readonly table: ResourceTable;
  readonly requirements: readonly PlannedRequirement[];
  readonly known: ReadonlySet<string>;
}

let tested: ServiceTested | undefined;

function load(): ServiceTested {
  const contract = loadEksContract();
  const table = loadEksResources(contract);
  const choice = { select: [], skip: [], level: "INFO", features: {}, expectations: [] } as const;
  const planned = planRequirements(serviceRequirements(contract, table), choice);
  const known = new Set(planned.map(({ id }) => id));
  return { contract, table, requirements: heldOn("reference", planned, "INFO"), known };
}

/**
 * Runs the suite of a whole service against the reference server with one fault of it, or with none. With a fault only the
 * requirements on its resource are judged, and the run ends at the first that is not met.
 */
export async function runServiceSubject(
  subject: SelftestSubject,
  { seed }: { readonly seed: number },
): Promise<SubjectResult> {
  tested ??= load();
  const { contract, table, known } = tested;
  const fault = subject.kind === "service-fault" ? subject.id : undefined;
  const requirements = fault === undefined ? tested.requirements : requirementsOn(tested, fault);
  const clock = new VirtualClock();
  const reference = createServiceReference(eksService(), { region: REGION, now: clock.now, fault });
  const target = memoryTarget({ reference, region: REGION, clock, concurrency: IN_FLIGHT });
  const caught = new AbortController();
  const emit = (event: RunEvent): void => {
    const missed = event.type === "case" && event.tally.some(([, verdict]) => verdict === "fail" || verdict === "warn");
    if (missed && fault !== undefined) caught.abort();
  };
  const record = await runService({
    contract,
    table,
    known,
    started: {
      type: "started",
      tool: { name: "eks-conformance", version: toolVersion() },
      run: { id: "selftest", seed, startedAt: new Date(clock.now()).toISOString(), options: {} },
      target: { endpoint: "in memory", kind: "reference", region: REGION },
      contract: contractTold(contract),
      requirements,
      contradictions: [],
      strict: false,
    },
    settings: KIND_SETTINGS.reference,
    clock,
    endpoint: { target, cleanUpTarget: target, ledger: () => NO_CLUSTERS },
    // What a server in memory is left with goes away with it.
    resourceLedger: resourceLedger({ journal: memoryJournal(), runId: "selftest", spec: "eks" }),
    limits: { signal: caught.signal },
    reporting: { redactor: createRedactor({ salt: "selftest" }), curl: () => "", commandFor: (name) => name, emit },
  });
  await target.close();
  const { outcome, traffic, clusters } = record;
  return {
    subject,
    verdict: outcome.verdict,
    exitCode: outcome.exitCode,
    verdicts: Object.fromEntries(record.requirements.map(({ id, verdict }) => [id, verdict])),
    findings: record.requirements.flatMap(({ id, verdict }) =>
      isFinding(verdict) && verdict !== "not-implemented" ? [{ requirement: id, verdict }] : [],
    ),
    cases: traffic.cases,
    requests: traffic.requests,
    left: clusters.left.map(({ name }) => name),
  };
}

/** Those on the resource that the fault's operation is about, on tags, and on every answer. */
function requirementsOn({ table, requirements }: ServiceTested, id: string): PlannedRequirement[] {
  const fault = serviceFaults(eksService()).find((one) => one.id === id);
  if (fault === undefined) throw new Error(`no fault of the service is called ${id}`);
  const owner = ownerOf(table, fault.operation);
  const operations = owner === undefined ? Object.values(table.services).flat() : operationsOf(owner);
  const tagging = Object.values(table.tagging ?? {}).map(({ operation }) => operation);
  const wanted = new Set(["*", fault.operation, ...operations, ...tagging]);
  return requirements.filter(({ operation }) => wanted.has(operation));
}

const NO_CLUSTERS = {
  intend: () => undefined,
  created: () => undefined,
  doubt: () => undefined,
  absent: () => undefined,
  left: () => undefined,
  remove: () => Promise.resolve({ state: "absent" } as const),
};
