import { drawnFault } from "#reference/drawn/drawn-fault.ts";
import { FAULTS } from "#reference/faults.ts";
import type { Fault, Patch } from "#reference/fault.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { createReference } from "#reference/server/reference.ts";
import { VARIANTS } from "#reference/variants.ts";
import { allRequirements } from "#spec/all-requirements.ts";
import type { Kind } from "#spec/requirement.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { askedForCases } from "#suites/registration/cases/lifecycle/asked-for.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { PlannedRequirement, RunEvent, StartedEvent } from "#suites/record/events.ts";
import { NO_LEDGER } from "#custody/journal/ledger.ts";
import { planCases, type PlanOptions } from "#suites/registration/plan/plan.ts";
import { type Features, KIND_SETTINGS, type KindSettings } from "#suites/plan/target-kind-settings.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { DUMMY_CREDENTIALS } from "#endpoint/aws/credentials.ts";
import type { Target } from "#endpoint/target.ts";
import { REFERENCE_CALLERS, REFERENCE_FEATURES, REFERENCE_PRINCIPALS } from "#cli/callers/reference-callers.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import { heldOn, planRequirements } from "#cli/run/select.ts";
import { isMissed } from "#suites/record/verdicts/tally.ts";
import { isFinding } from "#suites/record/verdicts/verdict.ts";
import { toolVersion } from "#cli/version.ts";
import { NOTHING_TO_HIDE } from "./nothing-to-hide.ts";
import { memoryTarget } from "./memory-target.ts";
import type { NotMet, SelftestServer, ServerResult } from "./selftest-server.ts";
import { verdictsOf } from "./verdict-words.ts";
import { VirtualClock } from "./virtual-clock.ts";

export interface RunnerOptions {
  readonly seed: number;
  /** Random inputs per constraint. */
  readonly cases: number;
  /**
   * A run against a fault judges the requirements that it names alone, and ends as soon as one of those has failed: enough to
   * know that it is caught. Where none fails, a whole run follows.
   */
  readonly untilCaught?: boolean;
  /** A run against a fault of a whole service judges the requirements on its resource alone, to the end. */
  readonly narrowed?: boolean;
  /** What the servers are taken for. Default: reference. */
  readonly kind?: Kind;
  /** The whole service that is judged, as `--spec` names it. Default: eks. */
  readonly spec?: string;
}

/** What one run of the suite is given. */
interface Flight {
  readonly target: Target;
  readonly clock: VirtualClock;
  readonly emit: (event: RunEvent) => void;
  readonly signal: AbortSignal;
  readonly settings: KindSettings;
  readonly requirements: readonly PlannedRequirement[];
}

const REGION = "us-east-1";
/** Requests of one case that may be under way at once. */
const IN_FLIGHT = 32;
/** More than a run has alive unless it is asked for them, so that they meet it for no other reason. */
const QUOTA = 40;
const REMOVAL_BUDGET_MS = 3_000;

/** Runs the suite against one reference server after the other, all in this thread, from one plan. */
export class ServerRunner {
  readonly #options: RunnerOptions;
  readonly #contract: Contract = loadBundledContract();
  readonly #requirements: readonly PlannedRequirement[];
  readonly #settings: KindSettings;
  #planned: readonly Case[] | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    // Faults that leave a wrong signature unrefused are to be caught, not taken for a server that verifies none.
    const features: Features = { ...REFERENCE_FEATURES, auth: "required" };
    this.#settings = { ...KIND_SETTINGS[options.kind ?? "reference"], casesPerConstraint: options.cases, features };
    const planned = planRequirements(allRequirements(this.#contract), {
      select: [],
      skip: [],
      level: "INFO",
      features: {},
      expectations: [],
    });
    this.#requirements = heldOn(this.#settings.kind, planned, "INFO");
  }

  /** `watch` sees every event of the run. */
  async run(server: SelftestServer, watch?: (event: RunEvent) => void): Promise<ServerResult> {
    const sought = this.#options.untilCaught === true ? faultOf(server) : undefined;
    if (sought === undefined) return this.#runOnce(server, { watch });
    const first = await this.#runOnce(server, { watch, sought });
    return first.findings.some(({ requirement }) => sought.requirements.includes(requirement))
      ? first
      : this.#runOnce(server, { watch });
  }

  async #runOnce(
    server: SelftestServer,
    { watch, sought }: { readonly watch?: ((event: RunEvent) => void) | undefined; readonly sought?: Fault },
  ): Promise<ServerResult> {
    const clock = new VirtualClock();
    const reference = referenceOf(server, clock);
    const target = memoryTarget({
      reference,
      region: REGION,
      clock,
      concurrency: IN_FLIGHT,
      otherCallers: REFERENCE_CALLERS,
    });
    const firstAt = new Map<number, number>();
    const caught = new AbortController();
    const emit = (event: RunEvent): void => {
      noteFirst(event, firstAt);
      watch?.(event);
      if (sought !== undefined && this.#isCaught(event, sought)) caught.abort();
    };
    const record = await this.#fire({
      target,
      clock,
      emit,
      signal: caught.signal,
      settings: this.#settingsFor(server),
      requirements: sought === undefined ? this.#requirements : this.#requirements.map(onlyOf(sought)),
    });
    await target.close();
    const { cases, requests } = record.traffic;
    const { verdict, exitCode } = record.outcome;
    const findings = findingsOf(record, firstAt);
    return {
      server,
      verdict,
      exitCode,
      verdicts: verdictsOf(record),
      findings,
      cases,
      requests,
      left: reference.clusterNames(),
    };
  }

  #isCaught(event: RunEvent, { level, requirements }: Fault): boolean {
    if (event.type !== "case") return false;
    return event.tally.some(([index, verdict]) => {
      const judged = this.#requirements[index];
      return requirements.includes(judged?.id ?? "") && isMissed({ verdict, level: level ?? judged?.level ?? "MUST" });
    });
  }

  /** What takes many clusters is asked for where it is what the fault is about. */
  #settingsFor(server: SelftestServer): KindSettings {
    const named = namedBy(server);
    const asked: Features = {
      ...(named.includes("register.quota") ? { quota: QUOTA } : {}),
      ...(named.includes("list.default-page") ? { "default-page": "required" } : {}),
    };
    return { ...this.#settings, features: { ...this.#settings.features, ...asked } };
  }

  #fire({ target, clock, emit, signal, settings, requirements }: Flight): Promise<RunRecord> {
    return runSuite({
      contract: this.#contract,
      started: this.#started(clock.now(), requirements),
      settings,
      clock,
      endpoint: {
        target,
        cleanUpTarget: target,
        ledger: NO_LEDGER,
        removalTime: { clock, budgetMs: REMOVAL_BUDGET_MS },
      },
      choice: { plan: (options) => this.#plan(options) },
      limits: { casesAtOnce: 1, signal },
      reporting: {
        redactor: NOTHING_TO_HIDE,
        commandFor: (name) => name,
        emit,
      },
    });
  }

  /** Cases are drawn once: they depend on the contract, the kind and the seed, and on no server. */
  #plan(options: PlanOptions): Iterable<Case> {
    const plain = { ...options, settings: this.#settings };
    this.#planned ??= [...planCases({ ...plain, wanted: () => true, asked: () => true })];
    return [...askedForCases(options.settings), ...this.#planned].filter(options.wanted);
  }

  #started(now: number, requirements: readonly PlannedRequirement[]): StartedEvent {
    return {
      type: "started",
      tool: { name: "eks-conformance", version: toolVersion() },
      run: { id: "selftest", seed: this.#options.seed, startedAt: new Date(now).toISOString(), options: {} },
      target: { endpoint: "in memory", kind: this.#settings.kind, region: REGION },
      contract: contractTold(this.#contract),
      requirements,
      contradictions: [],
      strict: false,
    };
  }
}

/** What is not about the fault is left out. */
function onlyOf({ requirements }: Fault): (one: PlannedRequirement) => PlannedRequirement {
  return (one) => (requirements.includes(one.id) ? one : { ...one, excluded: { verdict: "disabled", reason: "" } });
}

/** Its own random bytes stay the system's: only what must not be guessed, activations and request ids, comes of them. */
function referenceOf(server: SelftestServer, clock: VirtualClock): Reference {
  return createReference({
    region: REGION,
    hooks: true,
    auth: true,
    ...(namedBy(server).includes("register.quota") ? { quota: QUOTA } : {}),
    credentials: { accessKeyId: DUMMY_CREDENTIALS.accessKeyId, secretAccessKey: DUMMY_CREDENTIALS.secretAccessKey },
    others: REFERENCE_PRINCIPALS,
    now: clock.now,
    patches: patchesOf(server),
  });
}

/** Requirements that must find the fault; none for a server that conforms. */
function namedBy(server: SelftestServer): readonly string[] {
  return faultOf(server)?.requirements ?? [];
}

function faultOf({ kind, id }: SelftestServer): Fault | undefined {
  return kind === "fault" ? FAULTS.find((fault) => fault.id === id) : undefined;
}

function patchesOf({ kind, id }: SelftestServer): readonly Patch[] {
  if (kind === "plain") return [];
  const entry =
    kind === "drawn" ? drawnFault(id) : (kind === "fault" ? FAULTS : VARIANTS).find((each) => each.id === id);
  if (entry === undefined) throw new Error(`no ${kind} is called ${id}`);
  return [entry.patch];
}

function noteFirst(event: RunEvent, firstAt: Map<number, number>): void {
  if (event.type !== "case") return;
  for (const [index, verdict] of event.tally) {
    if ((verdict === "fail" || verdict === "warn") && !firstAt.has(index)) firstAt.set(index, event.requests);
  }
}

function findingsOf({ requirements }: RunRecord, firstAt: ReadonlyMap<number, number>): NotMet[] {
  return requirements.flatMap(({ id, verdict }, index) => {
    if (!isFinding(verdict) || verdict === "not-implemented") return [];
    const atRequest = firstAt.get(index);
    return [{ requirement: id, verdict, atRequest }];
  });
}
