import type { JsonValue } from "#spec/json/json.ts";

/** Contracts that are no files. */
export const BUILT_IN_SPECS: readonly string[] = ["register-cluster", "eks"];

/** The file that `--spec` names; undefined where the contract is built in, or none is named. */
export function specFile(spec: JsonValue | undefined): string | undefined {
  return typeof spec === "string" && !BUILT_IN_SPECS.includes(spec) ? spec : undefined;
}
