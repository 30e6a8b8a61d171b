import type { RunEvent } from "#suites/record/events.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { EventLog } from "./run/results/event-log.ts";
import { closeSpellings } from "./close-spellings.ts";
import { RUN_DEFAULTS, type RunFlags } from "./run/run-flags.ts";
import { runSilently } from "./run/run-silently.ts";
import { planRun, withReadOnlySpec } from "./run/run-suite.ts";
import type { TargetStartFlags } from "./started/await-target.ts";
import { UsageError } from "./usage-error.ts";

export { mutate } from "./run/mutating/mutate-silently.ts";
export type { MutationOptions } from "./run/mutating/mutate-silently.ts";
export type { TestFunction, TestRound } from "./run/mutating/tests-in-process.ts";
export { requireNoticed } from "./test-frameworks/require-noticed.ts";
export type { NoticedOptions } from "./test-frameworks/require-noticed.ts";
export type {
  ExchangeShown,
  FaultOutcome,
  FaultResult,
  FaultScore,
  MutationReport,
} from "#reports/mutations/mutation-report.ts";
export type { ClusterLeft } from "#custody/removing/cluster-left.ts";
export type { JsonObject, JsonPrimitive, JsonValue } from "#spec/json/json.ts";
export type {
  Area,
  Authority,
  EvidenceGrade,
  KeywordClaim,
  Kind,
  Level,
  ObservationSource,
  Side,
  Subject,
  Trace,
  WaySeen,
} from "#spec/requirement.ts";
export type { ResolvedTrace } from "#spec/trace.ts";
export type { CallerProfile, FeatureState } from "#suites/plan/target-kind-settings.ts";
export type { AnswerForm, Condition, ListForm, MemberForm } from "#suites/record/condition.ts";
export type {
  CaseEvent,
  EndedEvent,
  IdleEvent,
  OperationEvent,
  PlannedRequirement,
  RecipeEvent,
  ReducedEvent,
  RunEvent,
  StartedEvent,
} from "#suites/record/events.ts";
export type { CoveragePart, PairsSeen, PartCoverage } from "#suites/record/parts/contract-seen.ts";
export type { ExistingSeen } from "#suites/record/parts/existing-seen.ts";
export type { AspectShare, DifferenceEverywhere, Likeness, LikeShare } from "#suites/record/parts/likeness.ts";
export type { FailureKind, OtherCaller, TransportFailure } from "#protocol/exchange.ts";
export type { BodyEvidence, Evidence, SigningEvidence } from "#suites/record/parts/kept-evidence.ts";
export type {
  CaseKind,
  CaseResult,
  ContradictionResult,
  Difference,
  Expectation,
  ExpectedFailure,
  Judgement,
  CasesTried,
  OperationResult,
  UnsupportedResult,
  Outcome,
  RequirementResult,
  RunAccount,
  RunRecord,
} from "#suites/record/record.ts";
export type { PlainRequest, Recipe } from "#suites/record/parts/service-recipe.ts";
export type { LatencySummary, ServerFailures, Traffic } from "#suites/record/parts/traffic-counts.ts";
export type { RunVerdict } from "#suites/record/verdicts/run-verdict.ts";
export type { Verdict, VerdictCounts } from "#suites/record/verdicts/verdict.ts";

/**
 * The flags of `eks-conformance run`, in camelCase, with the same meanings and defaults; levels are in capitals, lists
 * are arrays, `shard` is `{ index, of }`. Only `json` is written to `out` unless `format` asks for more.
 */
export interface RunOptions extends Partial<RunFlags>, TargetStartFlags {
  /** Aborting it ends the run early, after its clusters are removed; the record then says that it was interrupted. */
  readonly signal?: AbortSignal;
  /** Where AWS's own variables are looked up instead of `process.env`. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A run that has begun: what happens in it, and its record once it has ended. */
export interface Run {
  /** Everything that happens, in order. Each iterator starts at the first event; it throws what `record` rejects with. */
  readonly events: AsyncIterable<RunEvent>;
  /**
   * What the command writes to run.json; `record.outcome` has verdict, exit code and sentence. Rejects with an error of
   * one clear line when options, files, credentials or the account guard do not let the run begin.
   */
  readonly record: Promise<RunRecord>;
}

/**
 * Tests an endpoint, or the embedded reference server when neither an option nor the environment names one. Prints
 * nothing. The folder `out` (`conformance-results` unless given) gets events, journal and record, as with the command:
 * the journal is what `eks-conformance sweep` cleans up from after a crash.
 *
 * ```js
 * import { run } from "eks-conformance";
 *
 * const { events, record } = run({ endpointUrl: "http://127.0.0.1:4566", level: "MUST" });
 * for await (const event of events) if (event.type === "case" && event.verdict === "fail") console.log(event.id);
 * const { outcome, requirements } = await record;
 * ```
 */
export function run(options: RunOptions = {}): Run {
  const log = new EventLog<RunEvent>();
  const record = fireRun(options, log);
  record.then(
    () => log.end(),
    (error: unknown) => log.fail(error),
  );
  return { events: log, record };
}

async function fireRun(options: RunOptions, log: EventLog<RunEvent>): Promise<RunRecord> {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) {
    throw new UsageError(`there is no option ${unknown}${closeSpellings(Object.keys(OPTIONS), unknown)}`);
  }
  const { signal, env, ...given } = options;
  const flags: RunFlags & TargetStartFlags = withReadOnlySpec({ ...RUN_DEFAULTS, format: ["json"], ...given });
  const onEvent = (event: RunEvent): void => log.append(event);
  return runSilently({ flags, plan: planRun(flags), signal: signal ?? new AbortController().signal, env, onEvent });
}

/** All there are: one that is misspelt would be ignored, and another target tested than was meant. */
const OPTIONS: Readonly<Record<keyof RunOptions, true>> = {
  endpointUrl: true,
  aws: true,
  spec: true,
  readOnly: true,
  describeExisting: true,
  share: true,
  region: true,
  profile: true,
  kind: true,
  roleArn: true,
  sandboxAccount: true,
  allowRegion: true,
  sign: true,
  ca: true,
  select: true,
  skip: true,
  level: true,
  feature: true,
  strict: true,
  failFast: true,
  seed: true,
  cases: true,
  concurrency: true,
  rps: true,
  maxLive: true,
  maxRegistrations: true,
  timeoutMs: true,
  timeLimit: true,
  expectations: true,
  shard: true,
  failedFrom: true,
  like: true,
  likeMust: true,
  out: true,
  format: true,
  command: true,
  waitForTarget: true,
  signal: true,
  env: true,
};
