import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isServerFailure, isSuccess, lostReply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { kindOfTwo, mostTags } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource, Tagging } from "#spec/resources/resource-table.ts";
import { arnsElsewhere, judgeTagsElsewhere } from "#suites/oracles/arns-elsewhere.ts";
import { check, settling } from "#suites/oracles/finding.ts";
import { withShownArn } from "#suites/service/judging/made/judge-made.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { fillWithTags } from "./full-of-tags.ts";
import { listedTags, putTags } from "./tag-requests.ts";

/**
 * Two of a kind: tags that one of them is given are its own, and a request that is refused for one of its tags gives none.
 * Of one kind alone: how tags are kept does not depend on it.
 */
export function* tagsOfTwoCases({ contract, table }: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const { tagging } = table;
  if (tagging === undefined || kindOfTwo(table) !== resource) return;
  const tag = contract.operation(tagging.tag.operation);
  const list = contract.operation(tagging.list.operation);
  yield {
    id: `tags/scenario/two/${resource.name}`,
    kind: "scenario",
    requirements: [
      ...[promiseId(tag, "tags.own"), promiseId(tag, "tags.whole"), promiseId(list, "tags.whole-arn")],
      ...(mostTags(tag, tagging.tag) === Infinity ? [] : [promiseId(tag, "tags.most"), promiseId(tag, "tags.anew")]),
    ],
    summary: `two ${resource.name.replaceAll("-", " ")}s, of which one is given tags`,
    needs: [resource.create?.operation ?? "", tagging.tag.operation, tagging.list.operation],
    makes: { resource, count: 2, surely: true },
    run: (session) => tagOneOfTwo(session, { resource, tagging, tag, list }),
  };
}

interface OfTwo {
  readonly resource: Resource;
  readonly tagging: Tagging;
  readonly tag: Operation;
  readonly list: Operation;
}

const [OWN, HALF] = ["of-one-alone", "of-a-refused-request"];

async function tagOneOfTwo(session: ServiceSession, of: OfTwo): Promise<void> {
  const [one, other] = [await madeOne(session, of, "one"), await madeOne(session, of, "other")];
  if (one?.arn === undefined || other?.arn === undefined || one.arn === other.arn) return;
  const { tag, tagging } = of;
  const added = await putTags(session, tagging, one.arn, { [OWN]: "its own" });
  if (added === undefined || !isSuccess(added)) return;
  const shown = await keysOn(session, of, other.arn);
  if (shown !== undefined) {
    const found = check(!shown.includes(OWN), "no tag of the other one", shown.includes(OWN) ? OWN : "none");
    session.judge(promiseId(tag, "tags.own"), settling(found), session.lastExchange);
  }
  await lookElsewhere(session, of, one.arn);
  await refuseOneOf(session, of, one.arn);
  await fillWithTags(session, { tag, tagging, arn: one.arn, key: OWN });
}

/** What lists its tags by its own ARN does not by that of another account or Region. */
async function lookElsewhere(session: ServiceSession, of: OfTwo, arn: string): Promise<void> {
  const { tagging, list } = of;
  if ((await keysOn(session, of, arn, OWN))?.includes(OWN) !== true) return;
  for (const elsewhere of arnsElsewhere(arn)) {
    const { last, shown } = await listedTags(session, tagging, elsewhere, "compared");
    if (last === undefined || isServerFailure(last) || lostReply(last)) continue;
    session.judge(promiseId(list, "tags.whole-arn"), judgeTagsElsewhere(shown, OWN), last.exchange);
  }
}

/** A request with a tag that breaks a limit adds none. */
async function refuseOneOf(session: ServiceSession, of: OfTwo, arn: string): Promise<void> {
  const { tag, tagging } = of;
  const broken = brokenTag(tag, tagging);
  const before = broken && (await keysOn(session, of, arn, OWN));
  const refused = before && (await putTags(session, tagging, arn, { [HALF]: "half", ...broken }));
  if (refused === undefined || refused.status < 400 || refused.status >= 500) return;
  const after = await keysOn(session, of, arn);
  if (before?.includes(OWN) !== true || after === undefined) return;
  const come = after.filter((key) => !before.includes(key));
  const none = "no tag more than before";
  const whole = check(come.length === 0, none, come.length === 0 ? none : come.join(", "));
  session.judge(promiseId(tag, "tags.whole"), settling(whole), session.lastExchange);
}

async function madeOne(session: ServiceSession, { resource }: OfTwo, slot: string): Promise<MadeResource | undefined> {
  const made = (await createOneMore(session, resource, { slot }))?.made;
  return made && withShownArn(session, made, await untilReady(session, made));
}

/** The keys of the tags that are listed, once one is among them or has had the time to be; undefined without a list. */
async function keysOn(
  session: ServiceSession,
  { tagging, tag }: OfTwo,
  arn: string,
  awaited?: string,
): Promise<string[] | undefined> {
  const { shown } = await session.waitFor(
    { operation: tag.id, event: "is listed" },
    {
      read: () => listedTags(session, tagging, arn),
      holds: (each) => awaited === undefined || (each.shown !== undefined && Object.hasOwn(each.shown, awaited)),
    },
  );
  return shown && Object.keys(shown);
}

/** A tag whose value is longer than it may be; undefined where nothing bounds it. */
function brokenTag({ input }: Operation, { tag }: Tagging): JsonObject | undefined {
  const schema = memberSchema(input, tag.tags);
  const members = Object.values(schema?.items?.properties ?? {});
  const values = typeof schema?.additionalProperties === "object" ? schema.additionalProperties : members.at(-1);
  const { maxLength } = values ?? {};
  return maxLength === undefined || maxLength > 10_000 ? undefined : { "too-long": "x".repeat(maxLength + 1) };
}
