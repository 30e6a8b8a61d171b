import { contractTold } from "#suites/record/parts/contract-told.ts";
import type { RunEvent, StartedEvent } from "#suites/record/events.ts";
import type { Ledger } from "#custody/journal/ledger.ts";
import { prepare } from "#suites/registration/prepared-registration.ts";
import type { RunContext } from "#suites/registration/session/run-context.ts";
import { planCases } from "#suites/registration/plan/plan.ts";
import { KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { CaseChoice, Reporting, RunLimits, SuiteOptions, TestedEndpoint } from "#suites/run/suite-options.ts";
import { createRedactor } from "#endpoint/redaction/redactor.ts";
import { contract, planned } from "./bundled-contract.ts";
import { fakeTarget, type FakeTarget } from "./fake-target.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";

/** One request in flight, few random cases: enough to see every kind of case. */
export const SETTINGS: KindSettings = { ...KIND_SETTINGS.reference, concurrency: 1, casesPerConstraint: 1 };

export interface Account extends Ledger {
  /** `intend a`, `created a`, `doubt a`, `absent a`, `removed a`. */
  readonly entries: string[];
}

/** A ledger that writes down what it is told. */
export function account(): Account {
  const entries: string[] = [];
  return {
    entries,
    intend: ({ id }) => void entries.push(`intend ${id}`),
    note: ({ id }, state) => void entries.push(`${state} ${id}`),
  };
}

export interface TestRun extends SuiteOptions {
  readonly events: RunEvent[];
  readonly clock: RecordingClock;
  readonly target: FakeTarget;
}

/** Every option by its own name, whatever group it is in. */
export interface TestRunOptions
  extends
    Partial<Pick<SuiteOptions, "contract" | "started" | "settings">>,
    Partial<Omit<TestedEndpoint, "target">>,
    CaseChoice,
    RunLimits,
    Partial<Reporting> {
  readonly seed?: number;
  readonly requirements?: StartedEvent["requirements"];
  readonly clock?: RecordingClock;
  readonly target?: FakeTarget;
}

/** Options of a run against the reference implementation in memory; what is given replaces a part. */
export function testRun({ seed = 7, requirements = planned, ...given }: TestRunOptions = {}): TestRun {
  const events: RunEvent[] = [];
  const clock = given.clock ?? new RecordingClock();
  const target = given.target ?? fakeTarget(undefined, { now: clock.now });
  const { settings = SETTINGS, cleanUpTarget = target, ledger = account(), lifeline, removalTime } = given;
  const { dictionary = [], only, plan, cases } = given;
  const { casesAtOnce = settings.concurrency, failFast, timeLimitMs, signal } = given;
  return {
    contract: given.contract ?? contract,
    started: given.started ?? startedEvent(seed, requirements),
    settings,
    endpoint: { target, cleanUpTarget, ledger, lifeline, removalTime },
    choice: { dictionary, only, plan, cases },
    limits: { casesAtOnce, failFast, timeLimitMs, signal },
    reporting: {
      redactor: given.redactor ?? createRedactor({ salt: "test" }),
      commandFor: given.commandFor ?? ((name) => `deregister ${name}`),
      emit: given.emit ?? ((event) => events.push(event)),
      dropped: given.dropped,
    },
    events,
    clock,
    target,
  };
}

/** A plan without whole lives, pairs and limits of tags: dozens of cases that are all alike to a target that is no EKS. */
export const withoutSeries: NonNullable<CaseChoice["plan"]> = (options) =>
  // These are asked for by many requirements at once.
  planCases({ ...options, asked: (requirements) => requirements.length === 1 && options.asked(requirements) });

/** How many cases about the same requirements show what dozens do. */
const ALIKE = 8;

/** Without series, and of the cases about the same requirements only the first. */
export const fewOfEach: NonNullable<CaseChoice["plan"]> = function* (options) {
  const planned = new Map<string, number>();
  for (const each of withoutSeries(options)) {
    const about = each.requirements.join(" ");
    const before = planned.get(about) ?? 0;
    planned.set(about, before + 1);
    if (before < ALIKE) yield each;
  }
};

/** What the cases of such a run share. */
export function testContext(options: TestRunOptions = {}): RunContext {
  return prepare(testRun(options)).context;
}

export function startedEvent(seed: number, requirements: StartedEvent["requirements"]): StartedEvent {
  return {
    type: "started",
    tool: { name: "eks-conformance", version: "0.0.0" },
    run: { id: "run-1", seed, startedAt: "2026-11-24T12:00:00.000Z", options: {} },
    target: { endpoint: "http://127.0.0.1", kind: "reference", region: "us-east-1" },
    contract: contractTold(contract),
    requirements,
    contradictions: [],
    strict: false,
  };
}
