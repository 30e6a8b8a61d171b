import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { resourcesNamedIn } from "#spec/resources/table-readings.ts";
import { intendedBy, madeBy } from "#suites/service/creating/made-by.ts";
import { common, isHeld } from "#suites/service/inputs/held-as-sent.ts";
import { type ShownAfterwards, shownAfterwards } from "#suites/service/inputs/optionals-of.ts";
import { judgeTagsOnceShown } from "#suites/service/judging/made/tags-once-shown.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { outermostMember } from "./in-base.ts";
import type { ChangedInput, Variation } from "./judge-variation.ts";
import { lookForMember } from "./optional-members.ts";

/** A value at a limit that was taken, and the answer. */
interface TakenAtLimit {
  readonly variation: Variation;
  readonly constraint: Constraint;
  readonly changed: ChangedInput;
  readonly reply: Reply;
}

/** Whether a value at a limit is shown as it was sent, once it is taken: zero and an empty text may pass for nothing sent. */
export async function judgeShownAtLimit(session: ServiceSession, taken: TakenAtLimit): Promise<void> {
  const { variation, constraint, changed, reply } = taken;
  const { table } = session.context;
  const lookedFor = shownAfterwards(session.context, variation.operation);
  const made = lookedFor && madeOrChanged(session, lookedFor, taken);
  if (lookedFor === undefined || made === undefined) return;
  const { operation, creates, owner, input, shape } = lookedFor;
  const name = outermostMember(constraint);
  if (creates !== undefined && pointerTokens(creates.tags?.input ?? "")[0] === name)
    return judgeTags(session, taken, made);
  const isInBody = operation.members.some((one) => one.name === name && one.in === "body");
  const isNaming = resourcesNamedIn(table, table.inputs[operation.id]?.[name]).length > 0;
  const value = changed.input[name];
  if (!isInBody || isNaming || value === undefined || pointerTokens(owner.id.input ?? "")[0] === name) return;
  const member = { [name]: value };
  const sent = common(member, input, shape);
  if (sent === undefined || isShownAtOnce(sent, reply, creates)) return;
  await lookForMember(session, lookedFor, { member, made });
}

/** Where the answer to a creation shows it, its description is not worth a request. */
function isShownAtOnce(sent: JsonValue, { json }: Reply, creates: Resource | undefined): boolean {
  const at = creates?.create?.shows;
  return at !== undefined && isJsonObject(json) && isHeld(sent, valueAt(json, at));
}

/** What was made, or is changed; undefined where no answer tells which. */
function madeOrChanged(
  session: ServiceSession,
  { creates, owner }: ShownAfterwards,
  { variation: { parent, own }, changed, reply }: TakenAtLimit,
): MadeResource | undefined {
  if (creates === undefined) return own?.resource.name === owner.name ? own : session.context.alive.get(owner.name);
  const above = parent ?? session.parentOf(creates);
  return madeBy(creates, above, { reply, intended: intendedBy(creates, above, changed.input) });
}

async function judgeTags(
  session: ServiceSession,
  { variation: { operation, keepsCount }, changed }: TakenAtLimit,
  made: MadeResource,
): Promise<void> {
  const { resource } = made;
  const { describe: showing } = resource;
  if (showing === undefined) return;
  const { input } = session.marked(resource, changed, { keepsCount });
  const reply = await session.waitFor(
    { operation: showing.operation, event: "shows it" },
    { read: () => session.describe(made), holds: isSuccess },
  );
  if (reply !== undefined)
    await judgeTagsOnceShown(session, made, { creating: operation, resource, input, reply, showing });
}
