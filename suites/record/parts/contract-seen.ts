/** How the looks of valid inputs met in twos. */
export interface PairsSeen {
  /** Pairs of two looks that some valid input has. */
  readonly wanted: number;
  /** Those of them that a judged request had. */
  readonly seen: number;
  /** What may vary, such as the first character of a name, and the looks of it. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

/** The parts of a contract that a run may see, in the order in which they are told. */
export const COVERAGE_PARTS = [
  "operations",
  "members-sent",
  "members-received",
  "constraints-kept",
  "constraints-broken",
  "errors",
  "statuses",
] as const;
export type CoveragePart = (typeof COVERAGE_PARTS)[number];

/** How much of one part of the contract the answered requests of a run showed. */
export interface PartCoverage {
  readonly part: CoveragePart;
  readonly of: number;
  readonly seen: number;
  /** What was never seen: an operation, an operation with a member, an error or a status, or a constraint's requirement. */
  readonly never: readonly string[];
  /** How many there are of each operation, by its id; records of older versions have none. */
  readonly ofEach?: Readonly<Record<string, number>>;
}
