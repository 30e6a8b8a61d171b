import type { JsonValue } from "./json/json.ts";

/** How binding a requirement is: a MUST not met fails the run, a SHOULD not met warns, INFO only reports. */
export type Level = "MUST" | "SHOULD" | "INFO";

/** Where a requirement comes from: the API page, AWS's API model, restJson1 or SigV4, a dated observation, or our inference. */
export type Authority = "docs" | "model" | "protocol" | "observed" | "inferred";

/**
 * What a claim about the service stands on, strongest first: an answer of the service quoted in public; AWS's pages;
 * AWS's model; restJson1, SigV4 and HTTP; our inference.
 */
export const EVIDENCE_GRADES = ["recorded", "documented", "modelled", "protocol", "inferred"] as const;

export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

/** What sort of target a requirement is held against. */
export type Kind = "reference" | "emulator" | "aws";

export const AREAS = [
  "routing",
  "input-constraints",
  "response-shape",
  "response-semantics",
  "error-mapping",
  "idempotency",
  "lifecycle",
  "concurrency",
  "protocol",
  "authentication",
] as const;

export type Area = (typeof AREAS)[number];

/** A span of a vendored source text; a test checks that the span still stands there. */
export interface Trace {
  /** File name below spec/source/, or "openapi" when the contract document itself is the source. */
  readonly source: string;
  readonly quote: string;
  /** Day of what is quoted, where it has one of its own; otherwise the source's day counts. */
  readonly date?: string;
  /** 1-based line of the quote's start in the source; filled in when the trace is resolved. */
  readonly line?: number;
}

/** The keyword of the contract that a derived requirement checks, and on which side of its limit. */
export interface Constraint {
  /** JSON pointer into the operation's input schema, such as `/properties/tags/propertyNames`. */
  readonly pointer: string;
  readonly keyword: string;
  /** accept: values within the limit are taken; reject: values past it are refused. */
  readonly side: Side;
  /** For `required` and `properties`: the member concerned. */
  readonly member?: string;
  /**
   * For `type` on side reject, where the schema wants text, a number or a truth value: true for scalars of another type,
   * which many readers coerce, false for what none can take. Undefined where the two are one.
   */
  readonly coercible?: boolean;
  /** Id of the requirement derived from it, such as `register.name.max-length`. */
  readonly requirement: string;
}

export type Side = "accept" | "reject";

/** How an answer of the service was seen: as bytes, through an SDK or tool, by somebody who runs against it, or by arithmetic. */
export type WaySeen = "raw" | "sdk" | "comment" | "derived";

/** Where an observation comes from. */
export interface ObservationSource {
  /** `O47`; never reused. */
  readonly id: string;
  /** A public repository with a thread or a path. */
  readonly source: string;
  /** YYYY-MM-DD or less of it, or "undated". */
  readonly date: string;
  readonly seen: WaySeen;
}

/** What a requirement says of one keyword of the contract, and its quote has to say as well. */
export interface KeywordClaim {
  readonly part: "input" | "answer" | "error";
  /** `status` of an error, too. */
  readonly keyword: string;
  /** What the keyword has to be: a bound, a type, a status; absent where the keyword alone is the point. */
  readonly value?: JsonValue | undefined;
  /** Where a request carries the member. */
  readonly in?: string | undefined;
}

/** The id of the requirement that valid requests of an operation are taken. */
export function validOf({ prefix }: { readonly prefix: string }): string {
  return `${prefix}.valid`;
}

/** What has to be mended where a requirement is not met: failures of one subject have one cause. */
export interface Subject {
  /** A member of the operation's input, such as `connectorConfig.roleArn` or `tags.keys`; empty for its outermost object. */
  readonly input?: string;
  /** Whether values of `input`, or any input, are to be taken or refused. */
  readonly side?: Side;
  /** In words, the values of `input` that it is about: `` `name` of 101 or more characters ``. */
  readonly values?: string | undefined;
  /** Of values of another type: the one that is due, in words, such as `an object`. */
  readonly type?: string | undefined;
  /** JSON pointer of a member of the answer, such as `/cluster/createdAt`. */
  readonly output?: string;
  /** Name of an error that the operation documents. */
  readonly error?: string;
}

/** One checkable sentence about the API. Ids are semantic, never positional, and never reused. */
export interface Requirement {
  /** Such as `register.name.max-length`. The first segment names the operation, or `api` for all of them. */
  readonly id: string;
  /** operationId of the contract, or "*" where every operation is meant. */
  readonly operation: string;
  readonly area: Area;
  readonly level: Level;
  /** Levels on kinds of target for which the evidence is another. */
  readonly levels?: Readonly<Partial<Record<Kind, Level>>>;
  readonly authority: Authority;
  readonly evidence: EvidenceGrade;
  readonly title: string;
  readonly trace: Trace;
  /** What the quote does not say by itself, and how the requirement is held for it. */
  readonly remark?: string;
  readonly subject?: Subject;
  /** Ids of those that must hold for this one to mean anything: where one of them is missed, this one may be missed for it. */
  readonly presupposes?: readonly string[];
  /** Of what is derived from a contract. */
  readonly claim?: KeywordClaim;
  /** What the service was seen to do that shows it to hold. */
  readonly observations?: readonly ObservationSource[];
  /** Present where no case can bring it about for certain: what a run has to see before it can be judged. */
  readonly seenWhen?: "error-occurs" | "member-returned" | "answer-compared";
  /** The target feature that must be present for the requirement to apply, such as "auth". */
  readonly feature?: string;
}
