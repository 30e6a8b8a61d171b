import type { CaseChoice, Reporting } from "#suites/run/suite-options.ts";
import type { Collector } from "#suites/run/collecting/collector.ts";
import type { PlannedRequirement } from "#suites/record/events.ts";
import { isMissing, type Presence } from "#suites/session/context/presence.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import type { PlayedCase } from "#suites/session/case.ts";

/** What decides which cases a run fires. */
export interface Wants<Each> {
  readonly context: Pick<RoundContext, "presence" | "blocked">;
  /** Ids of the only cases that are asked for, whatever they judge. */
  readonly only: CaseChoice["only"];
  /** Something that it judges is selected, or waits for it. */
  readonly isAsked: (testCase: Each) => boolean;
  /** Whether an operation of which the control found this is enough for a case. */
  readonly isEnough: (presence: Presence | undefined) => boolean;
  /** Why it would show nothing new. */
  readonly whyNeedless: (testCase: Each) => string | undefined;
  /** See Reporting. */
  readonly unsent: Reporting["unsent"];
}

type CandidateCase = Pick<PlayedCase<never>, "id" | "needs" | "requirements">;

/** Whether a case is sent; of one that was asked for by its id it is told why not. */
export function isWantedCase<Each extends CandidateCase>(testCase: Each, wants: Wants<Each>): boolean {
  const why = whyUnwanted(testCase, wants);
  if (why !== undefined && wants.only?.has(testCase.id) === true) wants.unsent?.(why);
  return why === undefined;
}

/** Nothing of it is asked for, or the target lacks what it needs, which is noted. */
function whyUnwanted<Each extends CandidateCase>(
  testCase: Each,
  { context, only, isAsked, isEnough, whyNeedless }: Wants<Each>,
): string | undefined {
  const { presence, blocked } = context;
  if (only?.has(testCase.id) === false) return "not the case that is asked for";
  if (only === undefined && !isAsked(testCase)) return "not selected";
  const lacking = testCase.needs.find((operation) => !isEnough(presence.get(operation)));
  if (lacking === undefined) return whyNeedless(testCase);
  if (!isMissing(presence, lacking)) return `it needs ${lacking}, which does not work here`;
  for (const id of testCase.requirements) blocked.set(id, blocked.get(id) ?? lacking);
  return `it needs ${lacking}, which is not implemented`;
}

/** Whether a case about these requirements, the first of them foremost, is one of this run. */
export function areJudgedHere(
  ids: readonly string[],
  requirements: readonly PlannedRequirement[],
  indexOf: Collector["indexOf"],
): boolean {
  // Its first requirement decides where a case runs, so that it runs in one shard alone.
  const owner = ids.map((id) => indexOf(id)).find((index) => index !== undefined);
  return owner !== undefined && requirements[owner]?.elsewhere !== true;
}
