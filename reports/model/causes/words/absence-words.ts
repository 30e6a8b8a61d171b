import { series } from "#spec/prose.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { isBlocked } from "#suites/record/verdicts/tally.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { ToldWords } from "./told-words.ts";

/** Of operations that are not there. */
export function absenceWords(
  { operations: ids, symptoms: [first] }: SymptomGroup,
  { operations, target }: Pick<RunRecord, "operations" | "target">,
): ToldWords {
  const found = operations.filter(({ id }) => ids.includes(id));
  const served = found.map(({ method, path }) => `${method} ${path}`);
  return {
    title: titleOf(found, operations, first?.resource),
    mend: `${served.length === 0 ? "Serve it." : `Serve ${series(served)}.`}${whereSent(operations, target)}`,
    reason: "not-there",
  };
}

/** Where nothing at all is served, the address may be wrong instead. */
function whereSent(operations: RunRecord["operations"], { endpoint }: RunRecord["target"]): string {
  const base = URL.canParse(endpoint) ? new URL(endpoint).pathname.replace(/\/$/, "") : "";
  const [first] = operations;
  if (first === undefined || operations.some((one) => one.verdict !== "not-implemented" && !isBlocked(one))) return "";
  if (base === "") return " Or name another endpoint, or a path below it: nothing that was asked for is here.";
  return ` Or name another endpoint: every request went below ${base}, such as ${first.method} ${base}${first.path}.`;
}

function titleOf(
  found: RunRecord["operations"],
  operations: RunRecord["operations"],
  resource: string | undefined,
): string {
  const ids = found.map(({ id }) => id);
  if (ids.length < 2) return `${ids[0] ?? "What it needs"} is not implemented`;
  const all = operations.filter((operation) => operation.resource === resource).length;
  if (ids.length < all) return `${series(ids)} are not implemented`;
  return `${resource?.replaceAll("-", " ") ?? "operations"}: none of ${series(ids)} is implemented`;
}
