import type { CreatingKeeper } from "../../../custody/creating/creating-keeper.ts";
import { requestMarks } from "../../../custody/ownership/marks.ts";
import { sentNames } from "../../../custody/ownership/sent-names.ts";
import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import { readableBodyText } from "../../../protocol/body-text.ts";
import { describeReply } from "../../../protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "../../../protocol/answers/reply.ts";
import type { Signing } from "../../../protocol/exchange.ts";
import { pointerTokens } from "../../../spec/json/json-pointer.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { tokenMemberOf } from "../../../spec/resources/table-readings.ts";
import type { ServiceRound } from "../service-round.ts";
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

/** Whether custody can send what creates one: it has a name by which it can be looked for, and belongs to nothing. */
export function isByCustody({ resource, parent }: Pick<BeforeCreation, "resource" | "parent">): boolean {
  return resource.id.input !== undefined && parent === undefined;
}

/** Sends a creation by way of custody, which looks, removes and sends again where no answer comes, before anything is judged. */
export async function sendByCustody(
  round: ServiceRound,
  { before, sent, how, create }: ByCustody,
): Promise<SentByCustody> {
  const { contract, keeper, clock, runTag } = round.context;
  const { resource, intended, beforehand } = before;
  const operation = contract.operation(resource.create?.operation ?? "");
  const text = readableBodyText(sent.request);
  const names = sentNames(text, { member: nameMember(resource), input: sent.input });
  const marks = requestMarks(text, { token: tokenMemberOf(operation) ?? "", runTag });
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
        resource,
        names,
        marks,
        tag: marks.tagged === true ? runTag : undefined,
        mustBeAccepted: how.signing === undefined && round.classify(sent.request).expectation === "must-accept",
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

function nameMember({ id }: Resource): string {
  return pointerTokens(id.input ?? "").at(-1) ?? "";
}
