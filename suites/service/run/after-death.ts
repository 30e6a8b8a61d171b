import { controlsAnew } from "#suites/service/controls/create-shared.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/**
 * Where a target has died and was started again, it has lost what the cases work on: the shared resources are created anew,
 * parents first. Call it before each case; those that run side by side wait for each other.
 */
export function madeAnewAfterDeath(
  context: ServiceContext,
  fire: (control: ServiceCase) => Promise<unknown>,
): () => Promise<void> {
  const { lives, table, alive, plainAgain } = context;
  let known = 0;
  let before = Promise.resolve();
  const makeAnew = async (): Promise<void> => {
    const deaths = lives?.deaths() ?? 0;
    if (deaths === known) return;
    known = deaths;
    // What was answered of what is gone.
    plainAgain.clear();
    for (const resource of table.resources)
      if (alive.delete(resource.name)) for (const control of controlsAnew(context, resource)) await fire(control);
  };
  return () => (before = before.then(makeAnew));
}
