import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { readTags, type TagForm, tagForm } from "#spec/resources/tag-form.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import { type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { ordinaryOf } from "#suites/service/inputs/looks-of-tags.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { echoFinding, notEchoed } from "./echo.ts";

export interface TagsInAnswer {
  readonly creating: Operation;
  readonly resource: Resource;
  readonly input: JsonObject;
  /** An answer that shows the resource, and the operation that gave it. */
  readonly reply: Reply;
  readonly showing: ResourceOperation;
}

/** Whether a description shows the tags that a resource was created with, those with odd texts by themselves. */
export function* tagsShownFindings(session: ServiceSession, one: TagsInAnswer): Iterable<RequirementFinding> {
  const found = tagsIn(session, one);
  if (found === undefined) return;
  const ordinary = ordinaryOf(found.sent);
  const odd = Object.fromEntries(Object.entries(found.sent).filter(([key]) => !Object.hasOwn(ordinary, key)));
  if (Object.keys(odd).length > 0) yield [promiseId(one.creating, "tags.odd"), tagsFinding({ ...found, sent: odd })];
  if (Object.keys(odd).length === 0 || Object.keys(ordinary).length > 0)
    yield [promiseId(one.creating, "tags.shown"), tagsFinding({ ...found, sent: ordinary })];
}

/** Whether the answer to a creation, where it shows tags, shows those that were sent. */
export function judgeTagsAnswered(session: ServiceSession, one: TagsInAnswer): void {
  const found = tagsIn(session, one);
  if (found === undefined || Object.keys(found.shown ?? {}).length === 0) return;
  session.judge(promiseId(one.creating, "answered"), tagsFinding(found), one.reply.exchange);
}

interface TagsFound {
  readonly sent: JsonObject;
  readonly shown: JsonObject | undefined;
  /** JSON pointer into the answer. */
  readonly at: string;
  readonly form: TagForm;
}

/** Undefined where none were sent, or there is no place for them. */
function tagsIn(
  { context: { contract } }: ServiceSession,
  { creating, resource: { tags }, input, reply, showing }: TagsInAnswer,
): TagsFound | undefined {
  if (!isSuccess(reply) || tags?.shown === undefined || showing.shows === undefined) return undefined;
  const written = valueAt(input, tags.input) ?? null;
  const sent = written === null ? undefined : readTags(tagForm(memberSchema(creating.input, tags.input)), written);
  if (sent === undefined) return undefined;
  const form = tagForm(memberSchema(shownSchema(contract.operation(showing.operation), showing) ?? {}, tags.shown));
  const at = `${showing.shows}${tags.shown}`;
  const shown = readTags(form, (isJsonObject(reply.json) ? valueAt(reply.json, at) : undefined) ?? null);
  return { sent, shown, at, form };
}

function tagsFinding({ sent, shown, at, form }: TagsFound): Finding {
  const found = notEchoed({ tags: sent }, { tags: shown ?? null }, { properties: { tags: {} } });
  const inside = found.map((each) => ({ ...each, at: each.at.replace(/^\/tags/, "") }));
  return wanting(echoFinding(inside, "the tags", at), form === "map" ? asSent(inside, at) : undefined);
}

/** The tags that a description shows of a resource, none where it leaves them out; undefined where it has no place for them. */
export function tagsDescribed(session: ServiceSession, made: MadeResource, reply: Reply): JsonObject | undefined {
  const { describe, tags } = made.resource;
  const shown = isSuccess(reply) ? session.shown(made, reply) : undefined;
  if (describe === undefined || tags?.shown === undefined || shown === undefined) return undefined;
  const shape = shownSchema(session.context.contract.operation(describe.operation), describe) ?? {};
  return readTags(tagForm(memberSchema(shape, tags.shown)), valueAt(shown, tags.shown) ?? {});
}
