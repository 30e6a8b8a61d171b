import { numberOf } from "#reference/drawn/chooser.ts";
import { findById } from "#reference/find-by-id.ts";
import { faultDrawer } from "#reference/service/drawn/drawn-service-fault.ts";
import { serviceFaults } from "#reference/service/faults/service-faults.ts";
import type { Service } from "#reference/service/service-call.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import { NO_LEDGER } from "#custody/journal/ledger.ts";
import { DUMMY_CREDENTIALS } from "#endpoint/aws/credentials.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { operationsOf, ownerOf, type ResourceTable } from "#spec/resources/resource-table.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import type { PlannedRequirement, RunEvent } from "#suites/record/events.ts";
import { isFinding } from "#suites/record/verdicts/verdict.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import { readService } from "#cli/files/reading/read-spec.ts";
import { heldOn, planRequirements } from "#cli/run/select.ts";
import { NOTHING_TO_HIDE } from "./nothing-to-hide.ts";
import { toolVersion } from "#cli/version.ts";
import { memoryTarget } from "./memory-target.ts";
import type { RunnerOptions } from "./server-runner.ts";
import type { SelftestServer, ServerResult } from "./selftest-server.ts";
import { verdictsOf } from "./verdict-words.ts";
import { VirtualClock } from "./virtual-clock.ts";

const REGION = "us-east-1";
const IN_FLIGHT = 32;

/** What all runs against a whole service share. */
interface ServiceTested {
  readonly spec: string;
  readonly contract: Contract;
  readonly table: ResourceTable;
  /** What the reference server serves. */
  readonly service: Service;
  readonly requirements: readonly PlannedRequirement[];
  readonly known: ReadonlySet<string>;
}

let tested: ServiceTested | undefined;

function load(spec: string): ServiceTested {
  const { contract, table, served, requirements } = readService(spec);
  const choice = { select: [], skip: [], level: "INFO", features: {}, expectations: [] } as const;
  const planned = planRequirements(requirements, choice);
  const known = new Set(planned.map(({ id }) => id));
  return {
    spec,
    contract,
    table,
    service: serviceOf(served),
    requirements: heldOn("reference", planned, "INFO"),
    known,
  };
}

const PATIENT = { consistencyMs: KIND_SETTINGS.emulator.consistencyMs };

/**
 * Runs the suite of a whole service against the reference server with one fault of it, as a conforming variant, or plain. Where it is enough
 * to know that the fault is caught, only the requirements on its resource are judged, up to the first that is not met.
 */
export async function runServiceServer(
  server: SelftestServer,
  { seed, spec = "eks", untilCaught = false, narrowed = false }: Omit<RunnerOptions, "cases" | "kind">,
): Promise<ServerResult> {
  if (tested?.spec !== spec) tested = load(spec);
  const { contract, table, service, known } = tested;
  const fault = server.kind === "service-fault" ? server.id : undefined;
  const variant = server.kind === "service-variant" ? server.id : undefined;
  const drawn = server.kind === "service-drawn" ? numberOf(server.id) : undefined;
  const broken = brokenBy(service, server);
  const stops = untilCaught && broken !== undefined;
  const requirements =
    broken !== undefined && (untilCaught || narrowed) ? requirementsOn(tested, broken) : tested.requirements;
  const clock = new VirtualClock();
  const reference = createServiceReference(service, {
    region: REGION,
    now: clock.now,
    fault,
    variant,
    drawn,
    hooks: true,
    auth: true,
    credentials: DUMMY_CREDENTIALS,
  });
  const target = memoryTarget({
    reference,
    region: REGION,
    service: service.signingName,
    clock,
    concurrency: IN_FLIGHT,
  });
  const caught = new AbortController();
  const emit = (event: RunEvent): void => {
    const missed = event.type === "case" && event.tally.some(([, verdict]) => verdict === "fail" || verdict === "warn");
    if (missed && stops) caught.abort();
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
    // The slowest variants take half a minute for a change; nothing of it passes but on this clock.
    settings: { ...KIND_SETTINGS.reference, ...(variant === undefined ? {} : PATIENT) },
    clock,
    endpoint: { target, cleanUpTarget: target, ledger: NO_LEDGER },
    limits: { signal: caught.signal },
    reporting: { redactor: NOTHING_TO_HIDE, commandFor: (name) => name, emit },
  });
  await target.close();
  const { outcome, traffic, clusters } = record;
  return {
    server,
    verdict: outcome.verdict,
    exitCode: outcome.exitCode,
    verdicts: verdictsOf(record),
    findings: record.requirements.flatMap(({ id, verdict }) =>
      isFinding(verdict) && verdict !== "not-implemented" ? [{ requirement: id, verdict }] : [],
    ),
    cases: traffic.cases,
    requests: traffic.requests,
    left: clusters.left.map(({ name }) => name),
  };
}

/** The operation that a fault is in; undefined for a server without one. */
function brokenBy(service: Service, { kind, id }: SelftestServer): string | undefined {
  if (kind === "service-drawn") return faultDrawer(service)(numberOf(id) ?? 0).operation;
  if (kind !== "service-fault") return undefined;
  return findById("fault of the service", serviceFaults(service), id).operation;
}

/** Those on the resource that the operation is about, on the end of what that belongs to, on tags, and on every answer. */
function requirementsOn({ table, requirements }: ServiceTested, broken: string): PlannedRequirement[] {
  const owner = ownerOf(table, broken);
  const operations = owner === undefined ? Object.values(table.services).flat() : operationsOf(owner);
  const above = table.resources.find(({ name }) => name === owner?.parent)?.delete?.operation ?? "";
  const tagging = Object.values(table.tagging ?? {}).map(({ operation }) => operation);
  const wanted = new Set(["*", broken, above, ...operations, ...tagging]);
  return requirements.filter(({ operation }) => wanted.has(operation));
}
