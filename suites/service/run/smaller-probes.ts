import { reduceInput } from "#generators/reduce/reduce-input.ts";
import type { CaseOutcome } from "#suites/run/rounds/run-rounds.ts";
import { isWorthReducing, type Reducing } from "#suites/run/rounds/reduce-failure.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { ReducibleProbe, ServiceCase } from "#suites/service/service-case.ts";

/**
 * How a case about an operation of a service is made smaller: only the value that it probes may change, so that no request
 * is about anything but what the case was about. Runs cases by `fire`.
 */
export function smallerProbes(
  failed: ServiceCase,
  { part, schema, with: probe }: ReducibleProbe,
  {
    generation,
    fire,
  }: { readonly generation: GenerationContext; readonly fire: (smaller: ServiceCase) => Promise<CaseOutcome> },
): Reducing {
  return {
    isReducible: (request) => request.body !== undefined && isWorthReducing(failed, request),
    search: (_decided, search) => reduceInput(schema, generation, { input: part, ...search }),
    fire: (_decided, { input, id }) => fire({ ...failed, id, run: probe(input) }),
  };
}
