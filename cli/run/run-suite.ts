import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { CONTRADICTIONS } from "#spec/contradictions.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { endsWithRun } from "#suites/record/readings/ends-with-run.ts";
import type { RunEvent, StartedEvent } from "#suites/record/events.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { RunRecord } from "#suites/record/record.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import type { Reporting, SuiteOptions } from "#suites/run/suite-options.ts";
import { deletionsLast } from "#custody/looking/wait-until-shown.ts";
import { journalLedger } from "#custody/journal/journal-ledger.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { beginJournal, type Journal } from "#custody/journal/journal.ts";
import { systemClock, type Clock } from "#endpoint/clock.ts";
import { AbortScope } from "#endpoint/sending/abort.ts";
import type { JournalPlace } from "#custody/journal/journal-entry.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import { deregisterCommand } from "#custody/removing/deregister-command.ts";
import { sweepLine } from "#reports/model/commands/replay.ts";
import { loadBundledContract } from "#spec/contract/load.ts";
import { type Count, countRegistered } from "#custody/looking/count-registered.ts";
import { maskedAccount, requireOffAws } from "./target/sandbox-guard.ts";
import { enumValues } from "#cli/enum-values.ts";
import { contractTold } from "#suites/record/parts/contract-told.ts";
import { journalKey } from "#cli/files/journal-key.ts";
import { readExpectations } from "./expectations.ts";
import { JOURNAL, type Output } from "./results/output.ts";
import { readSpec, type JudgedSpec } from "#cli/files/reading/read-spec.ts";
import { likeRequirements } from "#suites/likeness/like-requirements.ts";
import { readRecord } from "#cli/files/reading/read-record.ts";
import type { RunFlags } from "./run-flags.ts";
import type { RunTarget } from "./target/run-target.ts";
import { heldOn, planRequirements } from "./select.ts";
import { PROGRAM } from "#cli/program-name.ts";
import { UsageError } from "#cli/usage-error.ts";
import { toolVersion } from "#cli/version.ts";

/** What a run is, before it has a target: read from files and flags, so that wrong ones show first. */
export interface RunPlan {
  /** As given, with what a record to be like adds: the target is opened with these. */
  readonly flags: RunFlags;
  readonly contract: Contract;
  /** What the operations do to the resources, where a whole service is judged. */
  readonly table?: ResourceTable | undefined;
  /** As `JudgedSpec` has it. */
  readonly served?: JudgedSpec["served"] | undefined;
  readonly seed: number;
  readonly requirements: StartedEvent["requirements"];
  /** The record whose answers this run's are compared with. */
  readonly like?: RunRecord | undefined;
}

/** What is only read is a whole service: registered clusters are nothing without a registration. Throws `UsageError`. */
export function withReadOnlySpec<Flags extends RunFlags>(flags: Flags): Flags {
  if (flags.readOnly !== true) {
    const needy = flags.describeExisting === true ? "--describe-existing" : flags.share && `--share ${flags.share}`;
    if (needy !== undefined) throw new UsageError(`${needy}: it is about a run that only reads; add --read-only`);
    return flags;
  }
  const { spec = "eks" } = flags;
  if (spec === "register-cluster")
    throw new UsageError("--read-only --spec register-cluster: every case of it registers a cluster; give --spec eks");
  return { ...flags, spec };
}

export function planRun(flags: RunFlags): RunPlan {
  const { contract, table, served, requirements: all } = readSpec(flags.spec);
  if (table !== undefined) {
    requireOffAws(flags, flags.endpointUrl);
    if (flags.maxRegistrations !== undefined)
      throw new UsageError(
        "--max-registrations counts registered clusters alone, and --spec names a whole service: leave one of them out",
      );
  }
  const like = likeOf(flags, contract);
  const likes = like === undefined ? [] : likeRequirements(like, contract, { must: flags.likeMust === true });
  const requirements = planRequirements([...all, ...likes], {
    select: flags.select,
    skip: flags.skip,
    level: flags.level,
    features: flags.feature,
    expectations: readExpectations(flags.expectations),
    expectationsFile: flags.expectations,
    shard: flags.shard,
    failedFrom: flags.failedFrom === undefined ? undefined : readRecord(flags.failedFrom),
  });
  const seed = flags.seed ?? like?.run.seed ?? randomInt(0, 2 ** 32);
  return { flags: withCasesOf(like, flags), contract, table, served, seed, requirements, like };
}

/** The record that answers are compared with. Throws `UsageError` where it is of another contract. */
function likeOf({ like, likeMust, shard }: RunFlags, contract: Contract): RunRecord | undefined {
  if (like === undefined && likeMust === true)
    throw new UsageError("--like-must: name the record to be like with --like RECORD");
  if (like === undefined) return undefined;
  if (shard !== undefined) throw new UsageError("--like is of a whole run: leave out --shard");
  const record = readRecord(like);
  const unknown = record.operations.filter(({ id }) => !contract.operations.has(id));
  if (unknown.length < record.operations.length) return record;
  throw new UsageError(`--like ${like}: it is of none of this contract's operations; give the --spec of its run`);
}

/** As many random inputs as the other record has, so that each of its cases has a twin. */
function withCasesOf(like: RunRecord | undefined, flags: RunFlags): RunFlags {
  const cases = like?.run.options["cases"];
  return flags.cases !== undefined || typeof cases !== "number" ? flags : { ...flags, cases };
}

/** Tells the command that removes a cluster of a place; none does where the run ends the target itself. */
export function removalFor(
  target: Pick<RunTarget, "endpoint" | "region" | "embedded" | "command">,
  { flags }: Pick<RunPlan, "flags">,
): Reporting["commandFor"] {
  if (endsWithRun(target)) return () => undefined;
  const { endpoint, region } = target;
  const unsigned = !flags.sign;
  return (name) => deregisterCommand(name, { region, endpointUrl: withoutPassword(endpoint), unsigned });
}

/** See CaseChoice. A contract of ours has no words that an older version of it dropped. */
export function dictionaryOf({ flags: { spec }, contract }: RunPlan): readonly string[] {
  return enumValues(spec === undefined || spec === "eks" ? [contract] : [contract, loadBundledContract()]);
}

export interface FireOptions {
  readonly plan: RunPlan;
  readonly target: RunTarget;
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Told before the run how many registered clusters of others are there, where they are counted. */
  readonly onOthers?: (others: Count) => void;
  readonly onlyCases?: ReadonlySet<string>;
  /** See Reporting. */
  readonly unsent?: (why: string) => void;
  readonly removing?: (done: number, of: number) => void;
  readonly waiting?: SuiteOptions["reporting"]["waiting"];
  readonly cases?: readonly Case[];
}

/** Runs the suite against an open target; events and journal are on disk as it goes. */
export async function fire(options: FireOptions): Promise<RunRecord> {
  const { plan, target, output, signal, onEvent, onOthers, onlyCases, unsent, removing, cases } = options;
  const { failFast, timeLimit, sign } = plan.flags;
  const { runId, settings, redactor } = target;
  const journal = journalWithout(
    redactor,
    beginJournal(output.path(JOURNAL), { sync: settings.kind === "aws", key: journalKey() }),
  );
  const place = journalPlace(target, sign);
  const others = settings.kind === "aws" ? await countRegistered(target.target) : undefined;
  if (others !== undefined) onOthers?.(others);
  const budgetMs = plan.table === undefined ? Math.max(settings.consistencyMs, 3_000) : REMOVAL_MS;
  const { sending, waiting, cleaningUp, prolong } = target.target.ends;
  const goesOn = (): void => prolong(deletionsLast(settings.consistencyMs, plan.table?.resources));
  const emit = (event: RunEvent): void => {
    output.append(event);
    onEvent(event);
  };
  try {
    const suite: SuiteOptions = {
      contract: plan.contract,
      started: startedEvent(plan, target),
      settings,
      clock: clockUntil(sending),
      endpoint: {
        target: target.target,
        cleanUpTarget: target.target.withoutAbort(),
        lateClock: clockUntil(waiting),
        others,
        lifeline: target.lifeline,
        ledger: journalLedger({ journal, runId, place, spec: specOf(plan) }),
        removalTime: { clock: clockUntil(cleaningUp), budgetMs, goesOn, hasEnded: () => sending.aborted },
      },
      choice: { dictionary: dictionaryOf(plan), only: onlyCases, cases },
      like: plan.like,
      limits: { failFast, timeLimitMs: timeLimit === undefined ? undefined : timeLimit * 1000, signal },
      reporting: { commandFor: removalFor(target, plan), redactor, emit, unsent, removing, waiting: options.waiting },
    };
    // Only the suite that judges is loaded, since each of them is a good part of the start.
    if (plan.table === undefined) {
      const { runSuite } = await import("#suites/registration/registration-run.ts");
      return await runSuite(suite);
    }
    requireOffAws({ ...plan.flags, kind: settings.kind }, target.endpoint);
    const { runService } = await import("#suites/service/run/service-run.ts");
    return await runService({ ...suite, table: plan.table });
  } finally {
    journal.close();
  }
}

/** What takes its time to go, such as a node group, is given it. Milliseconds. */
const REMOVAL_MS = 30_000;

/** As a sweep finds the model again; none for registered clusters. */
function specOf({ table, flags: { spec = "" } }: RunPlan): string | undefined {
  if (table === undefined) return undefined;
  return spec === "eks" ? spec : resolve(spec);
}

/**
 * Names are the run's own, or what a sweep needs; a reason quotes the endpoint, which may say again what it was told in
 * confidence. So may an ARN: what it names can then be asked for by its name alone.
 */
function journalWithout({ text }: Pick<Redactor, "text">, journal: Journal): Journal {
  const write: Journal["write"] = (entry) => {
    if (entry.event !== "intend") return journal.write({ ...entry, reason: entry.reason && text(entry.reason) });
    const { resource } = entry;
    const arn = resource?.arn === undefined || text(resource.arn) !== resource.arn ? undefined : resource.arn;
    journal.write({ ...entry, resource: resource && { ...resource, arn } });
  };
  return { ...journal, write };
}

/** The command that removes whatever this run leaves, as it can be typed. */
export function sweepLineOf(
  { endpoint, region, account }: Pick<RunTarget, "endpoint" | "region" | "account">,
  { flags: { profile, ca } }: Pick<RunPlan, "flags">,
  journal: string,
): string {
  const foreign = journalKey() === undefined;
  return sweepLine({ journal, endpoint: withoutPassword(endpoint), region, account, profile, ca, foreign }, PROGRAM);
}

/** Where a sweep after a crash would have to look. */
export function journalPlace(target: RunTarget, sign: boolean): JournalPlace {
  const { endpoint, region, account, settings } = target;
  const { kind } = settings;
  const marks = { unsigned: sign ? undefined : true, ended: endsWithRun(target) ? true : undefined } as const;
  return { endpoint: withoutPassword(endpoint), region, account, kind, ...marks };
}

type StartedPlace = Pick<RunTarget, "endpoint" | "region" | "settings" | "runId" | "embedded" | "command" | "account">;

export function startedEvent(
  { flags, contract, table, seed, requirements }: RunPlan,
  target: StartedPlace,
): StartedEvent {
  const { settings, endpoint, region, runId } = target;
  const cases = table === undefined ? settings.casesPerConstraint : settings.serviceCasesPerConstraint;
  return {
    type: "started",
    tool: { name: "eks-conformance", version: toolVersion() },
    run: {
      id: runId,
      seed,
      startedAt: new Date().toISOString(),
      options: optionsOf(flags, cases, settings.concurrency),
      shard: flags.shard,
    },
    target: {
      endpoint: withoutPassword(endpoint),
      embedded: target.embedded ? true : undefined,
      command: target.command,
      kind: settings.kind,
      region,
      account: target.account === undefined ? undefined : maskedAccount(target.account),
    },
    contract: contractTold(contract),
    requirements: heldOn(settings.kind, requirements, flags.level),
    contradictions: CONTRADICTIONS,
    strict: flags.strict === true,
  };
}

/** What was asked for; a flag that was not given is left out. */
function optionsOf(flags: RunFlags, cases: number, concurrency: number): Record<string, JsonValue> {
  const { select, skip, level, feature, strict, spec, timeoutMs, rps, sign, readOnly, describeExisting } = flags;
  const reading = { readOnly, describeExisting };
  const given = { cases, concurrency, level, sign, spec, ...reading, select, skip, feature, strict, timeoutMs, rps };
  const said = Object.entries(given).filter(([, value]) => value !== undefined && !isEmpty(value));
  return Object.fromEntries(said) as Record<string, JsonValue>;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function withoutPassword(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.username === "" && url.password === "") return endpoint;
  url.username = "";
  url.password = "";
  return url.href;
}

/**
 * Sleeps no longer than until the signal aborts: then there is nothing left to wait for, but whoever asks again and again
 * leaves others their turn.
 */
function clockUntil(signal: AbortSignal): Clock {
  const scope = new AbortScope(signal);
  return { ...systemClock, sleep: (ms) => systemClock.sleep(ms, scope).catch(() => nextTurn()) };
}
