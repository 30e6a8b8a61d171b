import { randomInputs } from "#generators/random/random-inputs.ts";
import { kindAndKey } from "#generators/schema/generated-input.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { validOf } from "#spec/requirement.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { scenario } from "#suites/registration/session/scenario.ts";
import { mustBeAccepted, registerValid } from "./valid-registration.ts";

/** Valid registrations at random, as many for each of the random inputs of a constraint. */
const TIMES = 8;

export function* randomRegistrations(
  contract: Contract,
  generation: GenerationContext,
  { seed, count }: { readonly seed: number; readonly count: number },
): Iterable<Case> {
  const operation = contract.operation(OPERATIONS.register);
  for (const generated of randomInputs(operation.input, generation, { seed, count: count * TIMES })) {
    if (!mustBeAccepted(contract, operation, generated.input)) continue;
    yield {
      ...scenario({
        id: `${operation.prefix}/${kindAndKey(generated)}`,
        requirements: [validOf(operation)],
        summary: generated.note,
        run: async (session) => {
          const { input } = generated;
          const fresh = session.round === 1 ? input : session.registration.renew(input, session.salt());
          await registerValid(session, operation, fresh);
        },
      }),
      kind: generated.kind,
    };
  }
}
