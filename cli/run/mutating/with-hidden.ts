import type { FaultResult } from "#reports/mutations/mutation-report.ts";
import type { FaultKind } from "#suites/mutations/answer-fault.ts";

/**
 * Survivors of a kind of form that nothing noticed anywhere are hidden: a client may take them for what they say, and then
 * no test behind it can see them. One that is noticed shows that tests can.
 */
export function withHidden(results: readonly FaultResult[], kinds: readonly FaultKind[]): FaultResult[] {
  const ofForm = kinds.filter(({ isForm }) => isForm === true).map(({ id }) => id);
  const seen = new Set(
    results.filter(({ outcome }) => outcome === "noticed" || outcome === "hung").map(({ kind }) => kind),
  );
  return results.map((result) => {
    const isHidden = result.outcome === "survived" && ofForm.includes(result.kind) && !seen.has(result.kind);
    return isHidden ? { ...result, outcome: "hidden" } : result;
  });
}
