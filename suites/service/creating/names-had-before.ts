import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { identityFinding } from "#suites/service/judging/answers/agreement.ts";
import { untilUnknown } from "#suites/service/judging/waiting/until-gone.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

/** A name is taken until what the run has deleted is gone. */
export async function untilFree(round: ServiceRound, intended: MadeResource | undefined): Promise<void> {
  const { keeper } = round.context;
  if (intended === undefined || keeper.states.get(intended)?.isGoing !== true) return;
  await untilUnknown(round, intended);
  await keeper.remove(intended);
}

/** Reads that are behind may show what had the name before, or nothing: later ones are to show this. */
export async function untilShown(round: ServiceRound, made: MadeResource): Promise<void> {
  const { resource } = made;
  const { describe, create } = resource;
  const created = round.context.asCreated.get(keyOf(made));
  if (describe === undefined || create === undefined || created === undefined) return;
  const isThis = (reply: Reply): boolean => {
    const shown = round.shown(made, reply);
    if (shown === undefined) return false;
    const again = { resource, showing: describe, shown, shows: describe.shows ?? "" };
    return identityFinding(round.context, created, again)?.grade !== "missed";
  };
  const last = await round.waitFor(
    { operation: create.operation, event: `${resource.name} in place of an earlier one` },
    { read: () => round.describe(made, "compared"), holds: isThis },
  );
  const { asCreated, livesOf } = round.context;
  const earlier = livesOf.get(keyOf(made))?.slice(0, -1);
  if (last !== undefined && isThis(last) && earlier !== undefined) asCreated.set(keyOf(made), { ...created, earlier });
}
