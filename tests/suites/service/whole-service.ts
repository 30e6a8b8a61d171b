import { memoryTarget } from "#cli/selftest/memory-target.ts";
import { VirtualClock } from "#cli/selftest/virtual-clock.ts";
import { readService } from "#cli/files/reading/read-spec.ts";
import { heldOn, planRequirements } from "#cli/run/select.ts";
import { DUMMY_CREDENTIALS } from "#endpoint/aws/credentials.ts";
import type { ReferenceRequest, ReferenceResponse } from "#reference/message.ts";
import { habitsWithFault } from "#reference/service/faults/service-faults.ts";
import { type Habits, SOUND } from "#reference/service/habits.ts";
import { serviceOf } from "#reference/service/service-of.ts";
import { createServiceReference } from "#reference/service/service-reference.ts";
import type { Pseudonyms } from "#endpoint/redaction/pseudonyms.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { KIND_SETTINGS } from "#suites/plan/target-kind-settings.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { TestedEndpoint } from "#suites/run/suite-options.ts";
import { runService } from "#suites/service/run/service-run.ts";
import { startedEvent, testRun } from "#tests/suites/test-run.ts";

/** A target of all of EKS, in memory: the reference with other habits, or behind something that answers otherwise. */
export interface WholeTarget {
  readonly habits?: Partial<Habits>;
  readonly instead?: (
    request: ReferenceRequest,
    pass: (request: ReferenceRequest) => Promise<ReferenceResponse>,
    /** It forgets everything. */
    restart: () => void,
  ) => ReferenceResponse | Promise<ReferenceResponse> | undefined;
  /** What notices that it died, and starts it again. */
  readonly lifeline?: TestedEndpoint["lifeline"];
  readonly select?: readonly string[];
  readonly maxLive?: number;
  /** The suite plans for GET alone, or nothing else can leave, whatever it plans. */
  readonly readOnly?: "planned" | "guarded";
  /** Number of the drawn fault that the reference has. */
  readonly drawn?: number;
  /** Requests that were answered before the run: what the account has. */
  readonly before?: readonly ReferenceRequest[];
  /** The run describes some of what the account has. */
  readonly describeExisting?: boolean;
  /** The run is shown what the account has under pseudonyms. */
  readonly pseudonyms?: Pseudonyms;
  /** Another table than EKS's. */
  readonly table?: ResourceTable;
  /** It verifies signatures. */
  readonly auth?: boolean;
  /** Random inputs per constraint. */
  readonly cases?: number;
  /** What is behind is waited for as long as at an emulator. */
  readonly isPatient?: boolean;
}

export interface WholeRun {
  readonly record: RunRecord;
  /** `METHOD path` of each request. */
  readonly requests: readonly string[];
  /** Names of what belongs to nothing and is there after the run. */
  readonly left: readonly string[];
  /** What was written to the journal. */
  readonly intended: readonly unknown[];
  /** The most of them that were there at one time. */
  readonly mostAlive: number;
  /** By id of the requirement. */
  readonly verdicts: ReadonlyMap<string, string>;
  /** Seconds, by the clock of the run. */
  readonly tookS: number;
}

const { contract, table: tableOfEks, served, requirements } = readService("eks");

/** The habits of the reference of EKS with one seeded fault. */
export function habitsOf(fault: string): Habits {
  return habitsWithFault(serviceOf(served as "eks"), fault);
}

/** A run of all of EKS, or of what is selected of it, on such a target; nothing of it takes time. */
export async function runWhole({
  habits,
  instead,
  lifeline,
  select = [],
  maxLive,
  auth = false,
  readOnly,
  cases,
  drawn,
  before = [],
  describeExisting = false,
  pseudonyms,
  table = tableOfEks,
  isPatient = false,
}: WholeTarget): Promise<WholeRun> {
  const clock = new VirtualClock();
  const started = (): ReturnType<typeof createServiceReference> =>
    createServiceReference(serviceOf(served as "eks"), {
      now: clock.now,
      hooks: true,
      auth,
      credentials: DUMMY_CREDENTIALS,
      habits: { ...SOUND, ...habits },
      drawn,
    });
  let server = started();
  const restart = (): void => void (server = started());
  for (const request of before) await server.handle(request);
  const requests: string[] = [];
  const intended: unknown[] = [];
  let mostAlive = 0;
  const handle = async (request: ReferenceRequest): Promise<ReferenceResponse> => {
    requests.push(`${request.method} ${request.path}`);
    const response = await (instead?.(request, (passed) => server.handle(passed), restart) ?? server.handle(request));
    mostAlive = Math.max(mostAlive, server.clusterNames().length);
    return response;
  };
  const target = memoryTarget({
    reference: { handle },
    region: "us-east-1",
    clock,
    concurrency: 8,
    readOnly: readOnly !== undefined,
    pseudonyms,
  });
  const planned = planRequirements(requirements, { ...CHOICE, select: [...select] });
  const begun = { ...startedEvent(7, heldOn("reference", planned, "INFO")), contract: contractTold(contract) };
  const settings = {
    ...KIND_SETTINGS.reference,
    consistencyMs: KIND_SETTINGS[isPatient ? "emulator" : "reference"].consistencyMs,
    readOnly: readOnly === "planned",
    describeExisting,
    ...(maxLive === undefined ? {} : { maxLive }),
    ...(cases === undefined ? {} : { serviceCasesPerConstraint: cases }),
  };
  const base = testRun({ contract, started: begun, settings });
  const began = clock.now();
  const ledger = {
    intend: (...made: unknown[]) => void intended.push(made),
    note: (...made: unknown[]) => void intended.push(made),
  };
  const record = await runService({
    ...base,
    clock,
    known: new Set(requirements.map(({ id }) => id)),
    endpoint: { ...base.endpoint, target, cleanUpTarget: target, ledger, lifeline },
    table,
  });
  const verdicts = new Map(record.requirements.map(({ id, verdict }) => [id, verdict]));
  const tookS = (clock.now() - began) / 1000;
  return { record, requests, left: server.clusterNames(), mostAlive, verdicts, tookS, intended };
}

const CHOICE = { skip: [], level: "INFO", features: {}, expectations: [] } as const;

/** Ids of requirements with one of these verdicts. */
export function withVerdict({ verdicts }: Pick<WholeRun, "verdicts">, ...wanted: readonly string[]): string[] {
  return [...verdicts].filter(([, verdict]) => wanted.includes(verdict)).map(([id]) => id);
}

/** An answer as the reference would write it. */
export function answered(status: number, body: JsonObject, code?: string): ReferenceResponse {
  const error = code === undefined ? [] : ([["x-amzn-errortype", code]] as const);
  const headers = [
    ["content-type", "application/json"],
    ["x-amzn-requestid", "00000000-0000-4000-8000-000000000000"],
  ] as const;
  const transport = { fate: "deliver", delayMs: 0, chunked: false, close: false } as const;
  return { status, headers: [...headers, ...error], body: JSON.stringify(body), transport };
}

export function sentIn({ body }: ReferenceRequest): JsonObject {
  try {
    return JSON.parse(Buffer.from(body).toString()) as JsonObject;
  } catch {
    return {};
  }
}
