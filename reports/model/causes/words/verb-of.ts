import { series } from "../../../../spec/prose.ts";

/** One operation answers, several answer. */
export function verbOf(operations: readonly string[], verb: string): string {
  return `${series(operations)} ${verb}${operations.length > 1 ? "" : "s"}`;
}
