import { errorMessage } from "#spec/error-message.ts";
import { isMadeFrom } from "#custody/ownership/run-prefix.ts";
import { type WhoseGiven, whoseGiven } from "#custody/ownership/whose-given-name.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { showsOwn } from "#spec/resources/table-readings.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import { type Creating, isUnnamed } from "./before-creation.ts";

interface Given {
  readonly named: MadeResource;
  readonly reply: Reply;
}

/** What an answer names, where that is the run's; otherwise what it made instead, nobody knows. */
export async function givenByService(
  round: ServiceRound,
  creating: Creating,
  { named, reply }: Given,
): Promise<MadeResource | undefined> {
  const { keeper, generation } = round.context;
  const { resource, parent, input, before, from } = creating;
  if (keeper.states.is(named, "alive")) {
    noteNamedTwice(round, creating);
    return named;
  }
  const claim = {
    times: [{ from, to: Infinity }],
    holdsRun: (text: string) => isMadeFrom(generation.prefix, text),
    input,
  };
  const isListed = before?.ids.has(named.id) === true;
  // What the service named, and may be the run's, is written down as soon as its name is known.
  if (!isListed) keeper.intend(named, { case: round.caseId, at: from });
  const described = isListed ? undefined : await lookAtNamed(round, named);
  const isParentOurs = parent !== undefined && keeper.states.is(parent, "alive");
  const given = whoseGiven(round.context, { made: named, described, claim, before, isParentOurs });
  if (given.whose === "ours") {
    if (isUnnamed(creating)) keeper.answered(resource);
    return given.made;
  }
  const reason = `the answer to its creation names ${JSON.stringify(named.id)}: ${given.reason}`;
  keeper.lostName(creating, parent, { kind: "lost", reason });
  judgeOthers(round, reply, resource, given);
  return undefined;
}

/** What there is no time to look at may be the run's. */
async function lookAtNamed(round: ServiceRound, named: MadeResource): Promise<Reply | undefined> {
  try {
    return await round.describe(named, "compared");
  } catch (error) {
    const reason = errorMessage(error);
    round.context.keeper.doubt(named, { kind: "lost", reason });
    throw error;
  }
}

/** The answer to a request that was sent before names what that one made; what a fresh one made has another name. */
function noteNamedTwice({ context: { keeper } }: ServiceRound, creating: Creating): void {
  const reason = "the answer to its creation names one that was made before";
  if (!creating.isAgain) keeper.lostName(creating, creating.parent, { kind: "refused", reason });
  else if (isUnnamed(creating)) keeper.answered(creating.resource);
}

/** That it is another's is certain where it was there before, and a matter of marks otherwise. */
function judgeOthers(
  round: ServiceRound,
  reply: Reply,
  { create }: Resource,
  { whose, reason }: Exclude<WhoseGiven, { whose: "ours" }>,
): void {
  const operation = create && round.context.contract.operation(create.operation);
  if (create === undefined || operation === undefined) return;
  // What it makes cannot be removed, so no more of it is made.
  round.context.presence.set(operation.id, { status: "refused", reason: `${reply.status} with another's name` });
  if (!showsOwn(operation, create)) return;
  const grade = whose === "theirs" ? "missed" : "unclear";
  round.judge(
    promiseId(operation, "names"),
    { grade, expected: "what it made", received: `another one: ${reason}` },
    reply.exchange,
  );
}
