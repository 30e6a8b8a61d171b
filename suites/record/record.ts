import type { ClusterLeft } from "#custody/removing/cluster-left.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { Area, Authority, EvidenceGrade, Kind, Level, ObservationSource, Subject } from "#spec/requirement.ts";
import type { Condition } from "./condition.ts";
import type { PairsSeen, PartCoverage } from "./parts/contract-seen.ts";
import type { ExistingSeen } from "./parts/existing-seen.ts";
import type { Evidence } from "./parts/kept-evidence.ts";
import type { Likeness } from "./parts/likeness.ts";
import type { RunVerdict } from "./verdicts/run-verdict.ts";
import type { Recipe } from "./parts/service-recipe.ts";
import type { Traffic } from "./parts/traffic-counts.ts";
import type { Verdict, VerdictCounts } from "./verdicts/verdict.ts";

/** Failing cases kept with evidence per requirement, and the first of each kind and verdict; others are only counted. */
export const KEPT_FAILURES = 5;

export type CaseKind = "control" | "boundary" | "one-fault" | "random" | "wire" | "history" | "scenario" | "proxied";
export type Expectation = "must-accept" | "must-reject" | "unspecified";

/** One member or header by which the response departs from what was expected; pointer into the response body, or a header's name. */
export interface Difference {
  readonly at: string;
  readonly expected: string;
  readonly received: string;
  /** The answer does not have the member, or has it as null, which says the same. */
  readonly absent?: boolean;
  /** The name under which the answer has the member, where it has another. */
  readonly as?: string;
}

/** What one oracle said of one case about one requirement. */
export interface Judgement {
  readonly requirement: string;
  readonly verdict: Verdict;
  /** In words: `400 InvalidParameterException`. */
  readonly expected: string;
  readonly received: string;
  /** The graded alternative that matched best, when it was not the first. */
  readonly alternative?: string;
  readonly differences?: readonly Difference[];
  /** Index among the case's exchanges of the one that decided. */
  readonly exchange?: number;
  /** What would have met a requirement that was missed, as data. */
  readonly condition?: Condition;
  /** Of a story, the requirement that tells of the step that went wrong by itself. */
  readonly step?: string;
  /** What the target of another record answered, where the two are compared. */
  readonly theirs?: Evidence["response"];
}

/** A case as kept in the record: every failing one up to a cap, and one exemplar pass per requirement, with its answer. */
export interface CaseResult {
  readonly id: string;
  readonly kind: CaseKind;
  /** What was sent and why. */
  readonly summary: string;
  readonly expectation: Expectation;
  readonly verdict: Verdict;
  readonly judgement: Judgement;
  readonly exchanges: readonly Evidence[];
  /** Exchanges at the beginning of the case that are not kept, where there are any. */
  readonly exchangesLeftOut?: number;
  /** Set when the request shown is a smaller one that fails the same way. */
  readonly reduced?: { readonly requests: number; readonly fromBytes: number; readonly toBytes: number };
  /** Of records by older versions; nothing is made of it. */
  readonly curl?: string;
}

/** An entry of the expectations file that matched a requirement. */
export interface ExpectedFailure {
  readonly pattern: string;
  readonly reason: string;
  readonly link?: string;
  readonly expires?: string;
  /** It fails in some runs and passes in others: neither is news. */
  readonly sometimes?: boolean;
}

export interface RequirementResult {
  readonly id: string;
  readonly operation: string;
  readonly area: Area;
  readonly level: Level;
  readonly authority: Authority;
  readonly evidence: EvidenceGrade;
  readonly title: string;
  readonly trace: {
    readonly source: string;
    readonly line: number;
    readonly quote: string;
    /** Day of what is quoted, or "undated". */
    readonly date: string;
    readonly url?: string;
  };
  /** What the quote does not say by itself, and how the requirement is held for it. */
  readonly remark?: string;
  /** What EKS was seen to do that shows it to hold; records of older versions have none. */
  readonly observations?: readonly ObservationSource[];
  /** What has to be fixed where it is not met; records of older versions have none. */
  readonly subject?: Subject;
  /** Ids of requirements that must hold for it to mean anything; records of older versions have none. */
  readonly presupposes?: readonly string[];
  readonly verdict: Verdict;
  /** Why the verdict is not-applicable, not-implemented, disabled, inconclusive, error or stale. */
  readonly reason?: string;
  /** The operation that is not there, of what is not implemented or blocked by it; records of older versions have none. */
  readonly missing?: string;
  /** A failure in one round of a case was gone in the next. */
  readonly varied?: boolean;
  readonly counts: VerdictCounts;
  /** Requests the run had sent when this requirement first failed. */
  readonly firstFailureAtRequest?: number;
  readonly cases: readonly CaseResult[];
  /** Failing cases beyond those kept. */
  readonly casesLeftOut: number;
  readonly expectedFailure?: ExpectedFailure;
}

/** Something that the contract says and that can't be handled. */
export interface UnsupportedResult {
  readonly what: string;
  /** The operations concerned. */
  readonly operations: readonly string[];
}

/** Cases about an operation, of one kind and about requirements of one area. */
export interface CasesTried {
  readonly kind: CaseKind;
  readonly area: Area;
  readonly cases: number;
}

export interface OperationResult {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  /** Another operation, which is not there, and without which it could not be tried. */
  readonly missing?: string;
  /** The kind of resource that it is about, in a run of a whole service. */
  readonly resource?: string;
  /** What was tried of it, in the order in which it was first; absent where nothing was, and in records of older versions. */
  readonly tried?: readonly CasesTried[] | undefined;
  /** No run calls it: the resource table has no input of it, or what it sends or answers can't be handled. */
  readonly notCalled?: boolean;
}

export interface ContradictionResult {
  readonly id: string;
  readonly topic: string;
  readonly sources: readonly { readonly source: string; readonly says: string }[];
  readonly resolution: string;
}

export interface Outcome {
  readonly verdict: RunVerdict;
  readonly exitCode: number;
  /** The verdict as a sentence, the same in every output: the answer, a colon, the counts. */
  readonly sentence: string;
  readonly answer: string;
  readonly counts: string;
}

/** What a run did to the account behind its target, and what it sent and saw, once it is over. */
export interface RunAccount {
  readonly clusters: {
    readonly registered: number;
    readonly deregistered: number;
    readonly left: readonly ClusterLeft[];
  };
  readonly traffic: Traffic;
  /** Absent where no case of the run was about any. */
  readonly pairs?: PairsSeen;
  /** Absent in records of older versions, and where the run was cut off. */
  readonly coverage?: readonly PartCoverage[];
  /** What the account had before the run, where it was described; by kind. */
  readonly existing?: readonly ExistingSeen[] | undefined;
  /** Present where the run was compared with another record. */
  readonly likeness?: Likeness | undefined;
}

/** What a run leaves; every report is a pure function of it. */
export interface RunRecord extends RunAccount {
  readonly schemaVersion: 1;
  /** It is the part of a record that is made to be shared: no requirement without an answer, of each case the deciding one. */
  readonly shared?: boolean;
  /** Why there are no files of findings, in a sentence; absent where there are. */
  readonly withoutFiles?: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly run: {
    readonly id: string;
    readonly seed: number;
    /** ISO 8601. */
    readonly startedAt: string;
    readonly endedAt: string;
    readonly durationMs: number;
    readonly interrupted: boolean;
    /** A sentence of how the endpoint stopped answering, and of what was in flight then, where it did. */
    readonly gone?: string;
    readonly partial: boolean;
    /** Options that shape the run, secrets never among them. */
    readonly options: Readonly<Record<string, JsonValue>>;
    readonly shard?: { readonly index: number; readonly of: number };
  };
  readonly target: {
    readonly endpoint: string;
    /** The suite's own server, started for this run and gone with it. */
    readonly embedded?: boolean;
    /** What the run started it with, and ended: secrets are masked, and `{port}` stands for a free port. */
    readonly command?: string;
    /** What sort of target it is, and what it costs. */
    readonly kind: Kind;
    readonly region: string;
    /** Masked but for its last four digits. */
    readonly account?: string;
  };
  readonly contract: {
    readonly title: string;
    readonly version: string;
    readonly file: string;
    readonly sha256: string;
    /** The service that requests are signed for; records of older versions are of EKS and have none. */
    readonly signingName?: string;
    /** Absent where there is nothing of the sort, and in records of older versions. */
    readonly unsupported?: readonly UnsupportedResult[];
  };
  readonly outcome: Outcome;
  readonly operations: readonly OperationResult[];
  readonly requirements: readonly RequirementResult[];
  /** Of a run of a whole service, in the order in which they were made; records of older versions have none. */
  readonly recipes?: readonly Recipe[];
  readonly contradictions: readonly ContradictionResult[];
}
