import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { validOf } from "#spec/requirement.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { askedForCases } from "#suites/registration/cases/lifecycle/asked-for.ts";
import { IDEMPOTENCY_CASES } from "#suites/registration/cases/lifecycle/idempotency.ts";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import { NEAR_NAME_CASES } from "#suites/registration/cases/lifecycle/near-names.ts";
import { randomRegistrations } from "#suites/registration/cases/inputs/random-registrations.ts";
import { unspecifiedCases } from "#suites/registration/cases/inputs/unspecified-cases.ts";
import { pairCases, pairRequirements } from "#suites/registration/cases/inputs/pairs.ts";
import { PAGE_SAMPLE_CASE } from "#suites/registration/cases/protocol/page-sample.ts";
import { OTHER_OPERATION_CASES } from "#suites/registration/cases/lifecycle/other-operations.ts";
import { RESERVED_KEY_CASE } from "#suites/registration/cases/tagging/reserved-keys.ts";
import { OPENING } from "./opening.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

export interface PlanOptions {
  readonly contract: Contract;
  readonly settings: KindSettings;
  readonly generation: GenerationContext;
  readonly seed: number;
  /** The case may be judged: one of its requirements is selected and its operations are there. */
  readonly wanted: (testCase: Case) => boolean;
  /** Whether cases about these requirements are asked for at all; where they are not, none is drawn. */
  readonly asked: (requirements: readonly string[]) => boolean;
}

/** Every case of a run but the controls, in the order they are fired: what is certain first, what is random last. */
export function* planCases(options: PlanOptions): Iterable<Case> {
  const { contract, generation, seed, settings, wanted, asked } = options;
  yield* interleave([...fixedCases(options)].filter(wanted), settings);
  // What is only observed waits for what is certain to be judged: some targets hang at it.
  for (const operation of contract.operations.values())
    yield* [...unspecifiedCases(operation, { generation, asked })].filter(wanted);
  if (!asked([validOf(contract.operation(OPERATIONS.register))])) return;
  const drawn = { seed, count: settings.casesPerConstraint };
  for (const testCase of randomRegistrations(contract, generation, drawn)) if (wanted(testCase)) yield testCase;
}

/** The cases that do not depend on chance. */
export function* fixedCases({
  contract,
  settings,
  generation,
  asked,
}: Omit<PlanOptions, "wanted" | "seed">): Iterable<Case> {
  const register = contract.operation(OPERATIONS.register);
  yield* LIFECYCLE_CASES;
  yield* OTHER_OPERATION_CASES;
  yield* IDEMPOTENCY_CASES;
  if (settings.kind !== "aws") yield* [PAGE_SAMPLE_CASE, RESERVED_KEY_CASE];
  yield* NEAR_NAME_CASES;
  yield* askedForCases(settings);
  if (asked(pairRequirements(register))) yield* pairCases(contract, generation);
}

/**
 * The opening, then the first case of each requirement before the second of any, so that a fault shows early. What runs
 * alone is last: all before it must have ended by then, and one may be waiting for what a target never does. Not where
 * registrations are limited: what is late there has none left.
 */
function interleave(cases: readonly Case[], { maxRegistrations }: KindSettings): Case[] {
  const ranks = new Map<string, number>();
  const ranked = cases.map((testCase) => {
    const position = OPENING.indexOf(testCase.id);
    if (position >= 0) return { testCase, rank: position - OPENING.length };
    if (testCase.exclusive === true && maxRegistrations === Infinity) return { testCase, rank: cases.length };
    const key = testCase.requirements[0] ?? "";
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank + 1);
    return { testCase, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ testCase }) => testCase);
}
