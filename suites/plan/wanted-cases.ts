import type { Case } from "../session/case.ts";
import type { Collector } from "../run/collecting/collector.ts";
import type { PlannedRequirement } from "../record/events.ts";
import type { RunContext } from "../session/context/run-context.ts";
import { type Discovery, isMissing } from "../run/control/operation-presence.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";

/** What decides which cases of a plan a run fires. */
export interface Wants {
  readonly requirements: readonly PlannedRequirement[];
  readonly onlyCases: ReadonlySet<string> | undefined;
  readonly collector: Collector;
  readonly context: RunContext;
  readonly found: Discovery;
}

/** Whether a case may be judged: one of its requirements is selected here, and what it needs is there. */
export function isWanted(testCase: Case, { requirements, onlyCases, collector, context, found }: Wants): boolean {
  if (onlyCases !== undefined && !onlyCases.has(testCase.id)) return false;
  if (!areJudgedHere(testCase.requirements, { requirements, collector })) return false;
  if (testCase.needs.some((operation) => isMissing(found, operation))) return false;
  const { settings, control } = context;
  const aboutSignatures = testCase.requirements.some((id) => context.requirements.get(id)?.feature === "auth");
  if (aboutSignatures && !found.signaturesCount) return settings.features["auth"] === "required";
  return testCase.kind !== "random" || control.passed || !testCase.needs.includes(OPERATIONS.register);
}

/** Whether a case about these requirements, the first of them foremost, is one of this run. */
export function areJudgedHere(
  ids: readonly string[],
  { requirements, collector }: Pick<Wants, "requirements" | "collector">,
): boolean {
  // Its first requirement decides where a case runs, so that it runs in one shard alone.
  const owner = ids.map((id) => collector.indexOf(id)).find((index) => index !== undefined);
  return owner !== undefined && requirements[owner]?.elsewhere !== true;
}
