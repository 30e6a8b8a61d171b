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
  /** `present` and `absent` are names that the list is expected to show and not to show. */
  list(
    request: ListRequest,
    expected: { present: readonly string[]; absent: readonly string[] },
  ): Promise<Listed | RefusedRequest>;
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
  | "list-all" // with include=all, what is registered is there, once, and what is not is not
  | "list-without-connected"
  | "list-page-size"
  | "deregister-present"
  | "deregister-absent";

/** The system did not do as the model of names foretold. */
export class HistoryMismatch extends Error {
  override readonly name = "HistoryMismatch";
  readonly expectation: HistoryExpectation;
  readonly expected: string;
  readonly received: string;

  constructor(expectation: HistoryExpectation, expected: string, received: string) {
    super(`${expectation}: expected ${expected}, received ${received}`);
    this.expectation = expectation;
    this.expected = expected;
    this.received = received;
  }
}
