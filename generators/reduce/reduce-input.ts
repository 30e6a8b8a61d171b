import type { JsonObject } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { bindFresh } from "#generators/schema/bind-fresh.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { startTrial, type StillFails } from "./trial.ts";
import { reduceMembers } from "./reduce-members.ts";
import { validatorOf } from "#spec/contract/validator.ts";

export interface ReduceInputOptions {
  /** An input that fails. */
  readonly input: JsonObject;
  /** Whether a candidate fails in the same way; each call is paid for. */
  readonly stillFails: StillFails;
  /** The most calls of `stillFails`, 30 unless told. */
  readonly budget?: number;
  /** What tells the fresh values of this reduction from those of others that go on beside it. */
  readonly salt?: string;
}

export interface Reduction {
  /** The smallest input found that fails; the original when none smaller does. */
  readonly input: JsonObject;
  /** Calls of `stillFails`. */
  readonly evaluations: number;
}

const BUDGET = 30;

/**
 * Looks for a smaller input that fails in the same way, within a budget of calls: first all that may go at once, then
 * counts and lengths by bisection, then single characters. A candidate breaks the same keywords as the original and is
 * in the same unspecified classes. Its unique members are renewed for each call, unless the failure hangs on the very
 * value, and so get no shorter than a fresh value is.
 */
export async function reduceInput(
  schema: JsonSchema,
  context: GenerationContext,
  { input, stillFails, budget = BUDGET, salt = "" }: ReduceInputOptions,
): Promise<Reduction> {
  const except = validatorOf(schema)(input)[0]?.pointer;
  let calls = 0;
  let failing = input;
  const ask = async (candidate: JsonObject) => {
    calls += 1;
    const fails = await stillFails(candidate);
    if (fails) failing = candidate;
    return fails;
  };
  const renew = (candidate: JsonObject) =>
    bindFresh(schema, context, { input: candidate, salt: `reduce/${salt}/${calls}`, except });
  const renewed = renew(input);
  const renewable = JSON.stringify(renewed) !== JSON.stringify(input) && budget > 0 && (await ask(renewed));
  const trial = startTrial({
    schema,
    input,
    stillFails: (candidate) => ask(renewable ? renew(candidate) : candidate),
    budget: budget - calls,
  });
  await reduceMembers({ schema, context, trial });
  return { input: failing, evaluations: calls };
}
