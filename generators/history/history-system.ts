/** A refusal, as the SDKs would name it. */
export interface RefusedRequest {
  readonly kind: "error";
  /** Shape name, such as `ResourceInUseException`; undefined where the answer names none. */
  readonly code: string | undefined;
  readonly status: number;
}

export interface Created {
  readonly kind: "created";
  /** The activation that the answer hands out: the same for a replay, another for a new one. Empty when it has none. */
  readonly activation: string;
}

export interface FoundCluster {
  readonly kind: "found";
  readonly name: string;
}

/** All pages of one walk through the list. */
export interface Listed {
  readonly kind: "listed";
  readonly pages: readonly (readonly string[])[];
}

export interface Deregistered {
  readonly kind: "deregistered";
}

/** Names that a list is to show, and names that it is not to show. */
export interface ListedNames {
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

export interface ListRequest {
  /** With include=all, which shows connected clusters. */
  readonly all: boolean;
  /** Names a page at most; undefined leaves it to the service. */
  readonly pageSize: number | undefined;
}

/**
 * What a history is played against. Reads carry what the model expects, so that an eventually consistent service can
 * be asked again until it agrees or a budget is spent. A method that learns nothing (throttled, no connection) throws.
 */
export interface HistorySystem {
  register(name: string, token: string): Promise<Created | RefusedRequest>;
  describe(name: string, expected: "present" | "absent"): Promise<FoundCluster | RefusedRequest>;
  list(request: ListRequest, expected: ListedNames): Promise<Listed | RefusedRequest>;
  /** A name that is free again may be being deregistered still, so here too the service may be asked again. */
  deregister(name: string, expected: "present" | "absent"): Promise<Deregistered | RefusedRequest>;
}

/** What a step of a history was expected to bring out. */
export type HistoryExpectation =
  | "register-new" // a free name is registered
  | "register-again" // a name given up is registered anew, with another activation
  | "register-taken" // a taken name is refused
  | "register-replay" // the same token executes nothing a second time
  | "describe-present"
  | "describe-absent"
  | "list-all" // with include=all, what is registered is there, once
  | "list-gone" // with include=all, what was given up, or never there, is not there
  | "list-without-connected"
  | "list-page-size"
  | "deregister-present"
  | "deregister-absent";

type ListExpectation = Extract<HistoryExpectation, `list-${string}`>;

/** What a step was to bring out, and what it was about. */
export type Foretold =
  | { readonly expectation: Exclude<HistoryExpectation, ListExpectation>; readonly name: string }
  | ({ readonly expectation: ListExpectation; readonly pageSize: number | undefined } & ListedNames);

/** The system did not do as the model of names foretold. */
export class HistoryMismatch extends Error {
  override readonly name = "HistoryMismatch";
  readonly foretold: Foretold;

  /** Expected and received in words. */
  constructor(foretold: Foretold, expected: string, received: string) {
    super(`${foretold.expectation}: expected ${expected}, received ${received}`);
    this.foretold = foretold;
  }
}
