import type { KeywordClaim, Kind, Level, ObservationSource, Side } from "#spec/requirement.ts";

/** An answer of real EKS, or what somebody who runs against it says of one: see spec/eks/observations.yaml. */
export interface Observation extends ObservationSource {
  /** operationId of the contract, or "*" where no operation was reached, or any was. */
  readonly operation: string;
  /** What was sent, in words. */
  readonly sent: string;
  readonly status?: number;
  /** Name of the error; without one the request succeeded, or nobody told the name. */
  readonly error?: string;
  /** What the error's text says: these stand in it, in this order, in any case. */
  readonly says?: readonly string[];
  /** JSON pointers into the body of the answer, and names of headers. */
  readonly answer?: {
    readonly members?: readonly string[];
    readonly nulls?: readonly string[];
    readonly empty?: readonly string[];
    readonly headers?: readonly string[];
  };
  /** Ids of requirements that it shows to hold, or patterns of them. */
  readonly requirements?: readonly string[];
  /** Id of the contradiction in which it stands against another source. */
  readonly contradicts?: string;
}

/** How far requirements bind until an observation settles them. */
export interface LevelRule {
  /** Ids or patterns of ids, in which `*` is any text. */
  readonly requirements?: readonly string[];
  /** The form of what they say: all that is given has to be so. */
  readonly claim?: Pick<KeywordClaim, "part" | "keyword" | "in"> & { readonly side?: Side };
  readonly level?: Level;
  readonly levels?: Readonly<Partial<Record<Kind, Level>>>;
  readonly remark: string;
}

export interface Observations {
  readonly observations: readonly Observation[];
  readonly levels: readonly LevelRule[];
}
