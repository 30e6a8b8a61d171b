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

/** Why a case is not sent: nothing of it is asked for, or the target lacks what it needs; undefined where it is sent. */
export function whyUnwanted(testCase: Case, wants: Wants): string | undefined {
  const { onlyCases, context, found } = wants;
  if (onlyCases !== undefined && !onlyCases.has(testCase.id)) return "not the case that is asked for";
  // A case that is asked for by its id is about whatever it judges, not only about what it was kept for.
  if (onlyCases === undefined && !areJudgedHere(testCase.requirements, wants)) return "not selected";
  const missing = missingFor(testCase, found);
  if (missing !== undefined) return `it needs ${missing}, which is not implemented`;
  const { settings, control } = context;
  const aboutSignatures = testCase.requirements.some((id) => context.requirements.get(id)?.feature === "auth");
  if (aboutSignatures && !found.signaturesCount && settings.features["auth"] !== "required")
    return "the endpoint does not verify signatures";
  if (hasFailedEnough(testCase, wants)) return "enough random cases have failed alike";
  const isUseless = testCase.kind === "random" && !control.passed && testCase.needs.includes(OPERATIONS.register);
  return isUseless ? "no valid registration succeeds" : undefined;
}

/** The first operation that a case needs and that is not there. */
export function missingFor({ needs }: Pick<Case, "needs">, found: Discovery): string | undefined {
  return needs.find((operation) => isMissing(found, operation));
}

/** Failing cases after which no random ones are added: a server that checks nothing is told in a fraction of the requests. */
const ENOUGH_FAILURES = 12;

/** A random case about what has failed so often that it would only be counted. */
function hasFailedEnough({ kind, requirements: [about = ""] }: Case, { collector, onlyCases }: Wants): boolean {
  const isRandom = kind === "random" || kind === "one-fault";
  return isRandom && onlyCases === undefined && collector.failuresOf(about) >= ENOUGH_FAILURES;
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
