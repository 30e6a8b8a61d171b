import type { MadeResource } from "#custody/resources/made-resource.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { apartId } from "#spec/resources/promises/apart-promises.ts";
import { membersNamingNothing } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import { otherThanCreated } from "#suites/service/judging/made/judge-item.ts";
import { tagsDescribed } from "#suites/service/judging/shown/tags-shown.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { withTags } from "#suites/service/inputs/sent-tags.ts";

const TAG = { key: "made-apart", value: "yes" } as const;

/** What tells it from one of its name: a tag, where its kind was created with some; else another value of what names nothing. */
export function withDistinction(context: ServiceContext, { resource }: MadeResource, input: JsonObject): JsonObject {
  const { create, tags, name } = resource;
  const creating = context.contract.operation(create?.operation ?? "");
  if (tags !== undefined && context.takesTags.has(name))
    return withTags(resource, creating, input, { [TAG.key]: TAG.value });
  if (resource.describe !== undefined) return input;
  const [at] = membersNamingNothing(context.table, creating.id, resource);
  const schema = at === undefined ? undefined : creating.input.properties?.[at];
  const other = at && schema && otherValue(input[at] ?? null, schema, context.generation, at);
  return at === undefined || other === undefined || other === "" ? input : { ...input, [at]: other };
}

/** What of a resource is other than it was: undefined where nobody can say. */
type LookAgain = () => Promise<{ readonly reply: Reply; readonly other: string | undefined } | undefined>;

/** Makes something below another parent, under the name of what is there, and looks whether that is as it was. */
export async function leaveApart(
  session: ServiceSession,
  there: MadeResource,
  make: () => Promise<MadeResource | undefined>,
): Promise<MadeResource | undefined> {
  const id = apartId(session.context, there.resource);
  const look = there.resource.describe === undefined ? lookInList(session, there) : lookAt(session, there);
  const before = id === undefined ? undefined : await look();
  const made = await make();
  if (id === undefined || before === undefined || before.other !== undefined || made === undefined) return made;
  await untilReady(session, made);
  const after = await look();
  if (after === undefined) return made;
  const finding = check(after.other === undefined, EXPECTED, after.other ?? EXPECTED);
  session.judge(id, finding, after.reply.exchange);
  return made;
}

const EXPECTED = "the one below the first parent as it was";

function lookAt(session: ServiceSession, there: MadeResource): LookAgain {
  return async () => {
    const reply = await session.describe(there);
    if (reply === undefined) return undefined;
    if (await session.isNone(there, reply)) return { reply, other: describeReply(reply) };
    if (!isSuccess(reply)) return undefined;
    const isTagged = tagsDescribed(session, there, reply)?.[TAG.key] === TAG.value;
    return { reply, other: isTagged ? "with the tag of the other" : undefined };
  };
}

function lookInList(session: ServiceSession, there: MadeResource): LookAgain {
  const { list } = there.resource;
  return async () => {
    const listing = list && (await session.list(there, list));
    if (list === undefined || listing?.complete !== true) return undefined;
    const reply = listing.last;
    if (!listing.ids.includes(there.id)) return { reply, other: "a list without it" };
    const differing = otherThanCreated(session, there, { list, listing });
    return { reply, other: differing.length === 0 ? undefined : `another value at ${differing.join(" and ")}` };
  };
}
