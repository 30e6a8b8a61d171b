import type { Operation } from "#spec/contract/operation.ts";
import type { JsonValue } from "#spec/json/json.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import type { CoveragePart } from "#suites/record/parts/contract-seen.ts";

/** One answered request. What takes time to read is read when a goal first asks. */
export interface Seen {
  readonly status: number;
  readonly request: () => Classification;
  readonly json: () => JsonValue | undefined;
  readonly error: () => string | undefined;
}

/** One thing that the contract has of an operation and that a run may see. */
export interface Goal {
  readonly part: CoveragePart;
  readonly name: string;
  readonly isSeenIn: (seen: Seen) => boolean;
}

/** The operation itself, and its answers: each documented status, each documented error with its status. */
export function answerGoals({ id, success, errors }: Operation): Goal[] {
  const statuses = new Set([success.status, ...errors.map(({ status }) => status)]);
  return [
    { part: "operations", name: id, isSeenIn: () => true },
    ...errors.map(({ name, status }): Goal => ({
      part: "errors",
      name: `${id} ${name}`,
      isSeenIn: (seen) => seen.status === status && seen.error() === name,
    })),
    ...[...statuses].map((status): Goal => ({
      part: "statuses",
      name: `${id} ${status}`,
      isSeenIn: (seen) => seen.status === status,
    })),
  ];
}
