import type { CreatingKeeper } from "#custody/creating/creating-keeper.ts";
import { askedBy } from "#custody/creating/asked-by.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Signing } from "#protocol/exchange.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import type { BeforeCreation } from "./before-creation.ts";
import { madeBy } from "./made-by.ts";
import { type CreationRequest, noteTagsTaken } from "./marked-creation.ts";

interface ByCustody {
  readonly before: BeforeCreation;
  readonly sent: CreationRequest;
  readonly how: { readonly purpose?: "observed" | undefined; readonly signing?: Signing; readonly once?: boolean };
  readonly create: CreatingKeeper["create"];
}

/** What came of it, and what the case must remove: what was made, or may have been. */
interface SentByCustody {
  readonly reply: Reply;
  readonly made: MadeResource | undefined;
  readonly toRemove: readonly MadeResource[];
}

/** Sends a creation by way of custody, which looks, removes and sends again where no answer comes, before anything is judged. */
export async function sendByCustody(
  round: ServiceRound,
  { before, sent, how, create }: ByCustody,
): Promise<SentByCustody> {
  const { contract, keeper, clock, runTag } = round.context;
  const { resource, intended, beforehand } = before;
  const operation = contract.operation(resource.create?.operation ?? "");
  const { input, expectation } = round.classify(sent.request);
  const asked = askedBy(sent.request, { resource, input, token: tokenMemberOf(operation) ?? "", runTag });
  const wasThere = intended !== undefined && keeper.mayBeThere(intended);
  const now = clock.epoch();
  if (intended !== undefined && beforehand !== undefined)
    keeper.asked(intended, { time: { from: now, to: now }, beforehand });
  let created: readonly string[] = [];
  const reply = await round.send(sent.request, {
    ...how,
    deliver: async ({ step }) => {
      const creation = await create(sent.request, {
        case: round.caseId,
        ...asked,
        mustBeAccepted: how.signing === undefined && expectation === "must-accept",
        signing: how.signing,
        once: how.once,
        step,
      });
      created = creation.created;
      return creation.reply;
    },
  });
  // What may have been there before is no less so for a refusal.
  if (wasThere && intended !== undefined && !isSuccess(reply))
    keeper.doubt(intended, { kind: "lost", reason: describeReply(reply) });
  const toRemove = created.map((id): MadeResource => ({ resource, id }));
  if (!isSuccess(reply)) return { reply, made: undefined, toRemove };
  noteTagsTaken(round.context, resource, sent.input);
  const made = madeBy(resource, undefined, { reply, intended });
  return {
    reply,
    made,
    toRemove: [...toRemove.filter(({ id }) => id !== made?.id), ...(made === undefined ? [] : [made])],
  };
}
