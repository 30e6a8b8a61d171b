import type { MadeResource } from "#custody/resources/made-resource.ts";
import { nameCreated, shownBy } from "#custody/resources/resource-requests.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { readableBodyText } from "#protocol/body-text.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { tagsIn } from "#spec/resources/tag-form.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";
import type { Creating } from "./before-creation.ts";

/**
 * What was made by a request whose name is no text: the answer may tell what the target calls it. It is the run's where a
 * look shows the run's tag; otherwise it is told with that answer, and never removed on its word.
 */
export async function namedByTarget(
  round: ServiceRound,
  { resource, parent, from }: Creating,
  reply: Reply,
): Promise<MadeResource | undefined> {
  const { keeper } = round.context;
  const id = parent === undefined ? nameCreated(resource, reply) : undefined;
  const named = id === undefined ? undefined : { resource, id, parent };
  keeper.nameless(resource, parent, named && { named, answer: `${describeReply(reply)} (case ${round.caseId})` });
  if (named === undefined || keeper.states.is(named, "alive") || !(await bearsTag(round, named))) return undefined;
  keeper.intend(named, { case: round.caseId, at: from });
  keeper.created(named);
  return named;
}

/**
 * What a request made that the contract refuses, where the answer names something else than its input did, or the bytes
 * that were sent held no name: an empty body may have been taken for one that asks for whatever there is by default.
 */
export async function namedInstead(
  round: ServiceRound,
  creating: Creating,
  { request, reply }: { readonly request: WireRequest; readonly reply: Reply },
): Promise<MadeResource | undefined> {
  const { resource, parent, intended } = creating;
  if (intended === undefined || parent !== undefined) return undefined;
  const told = nameCreated(resource, reply);
  const isAsked = told === undefined ? readableBodyText(request).includes(intended.id) : told === intended.id;
  return isAsked ? undefined : namedByTarget(round, creating, reply);
}

async function bearsTag(round: ServiceRound, named: MadeResource): Promise<boolean> {
  const { runTag } = round.context;
  const described = await round.describe(named, "compared");
  const shown = described && shownBy(named.resource, described);
  const tags = shown && tagsIn(valueAt(shown, named.resource.tags?.shown ?? ""));
  return runTag !== undefined && tags?.[runTag.key] === runTag.value;
}
