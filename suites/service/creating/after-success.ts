import type { JsonObject } from "#spec/json/json.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { readExchange, type Reply } from "#protocol/answers/reply.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import { mayHaveWorked, noteAsking } from "./after-failure.ts";
import type { Creating } from "./before-creation.ts";
import { givenByService } from "./given-by-service.ts";
import { madeBy } from "./made-by.ts";
import { namedByTarget } from "./named-by-target.ts";
import { noteTagsTaken } from "./marked-creation.ts";

/** The outcome of a request that may create a resource. */
export interface ResourceCreation {
  readonly reply: Reply;
  readonly made: MadeResource | undefined;
  /** The answer names what is not the run's, or is not known to be: that is told already. */
  readonly isOthers?: true;
}

/** The same, with the input as it was sent: the run's tag may stand for one of the case's. */
export interface CreationAsSent extends ResourceCreation {
  readonly input: JsonObject;
}

/** What a success made, which the case must remove: the run's, or in doubt where its name may have been taken. */
export async function afterSuccess(round: ServiceRound, creating: Creating, reply: Reply): Promise<ResourceCreation> {
  const { keeper } = round.context;
  const { resource, parent, intended, input, beforehand } = creating;
  noteTagsTaken(round.context, resource, input);
  const named = madeBy(resource, parent, { reply, intended });
  if (named === undefined) {
    if (resource.id.input !== undefined) return { reply, made: await namedByTarget(round, creating, reply) };
    keeper.lostName(creating, parent, { kind: "lost", reason: "the answer to its creation does not name it" });
    return { reply, made: undefined };
  }
  const made = intended === undefined ? await givenByService(round, creating, { named, reply }) : named;
  if (made === undefined) return { reply, made, isOthers: true };
  noteAsking(round, creating);
  if (intended !== undefined && beforehand === "taken") {
    keeper.doubt(made, { kind: "lost", reason: "it may have been there before" });
  } else keeper.created(made);
  // Each attempt may have made one of its own, to which the service gave another name.
  if (intended === undefined && reply.earlier.some((each) => mayHaveWorked(readExchange(each))))
    keeper.lostName(creating, parent, { kind: "refused", reason: "an earlier attempt may have made another" });
  return { reply, made };
}
