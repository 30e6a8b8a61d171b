import { series } from "#spec/prose.ts";

/** Operations that a title names; more of them are counted. */
const MOST_NAMED = 5;

/** `ListClusters and ListAddons`, `14 operations`. */
export function named(operations: readonly string[]): string {
  return operations.length > MOST_NAMED ? `${operations.length} operations` : series(operations);
}

/** One operation answers, several answer. */
export function verbOf(operations: readonly string[], verb: string): string {
  return `${named(operations)} ${verb}${operations.length > 1 ? "" : "s"}`;
}
