import { isDeepStrictEqual } from "node:util";
import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { tagForm, tagsIn, writeTags } from "#spec/resources/tag-form.ts";
import { classify } from "#suites/oracles/request/expectation.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** A request that creates a resource, and what it says. */
export interface CreationRequest {
  readonly request: WireRequest;
  readonly input: JsonObject;
}

type MarkContext = Pick<ServiceContext, "contract" | "runTag" | "takesTags" | "settings">;

/** One was created with tags: the target takes them. */
export function noteTagsTaken({ takesTags }: MarkContext, { name, tags }: Resource, input: JsonObject): void {
  const sent = tags && tagsIn(valueAt(input, tags.input));
  if (sent !== undefined && Object.keys(sent).length > 0) takesTags.add(name);
}

/** What a case asks of tags, which the run's must leave as it is. */
export interface MarkLimits {
  /** It is about how many there are: the run's stands for one of them. */
  readonly keepsCount?: boolean;
}

/**
 * The creation with the run's tag, if it belongs to nothing, and nothing but a tag would show whose it is: where the request
 * does not name what is made, or a name may be somebody else's. Unchanged if it says in another way what its tags are, such as that
 * there are none, or if the contract would say something else about it.
 */
export function withMark(
  context: MarkContext,
  resource: Resource,
  creation: CreationRequest,
  limits: MarkLimits = {},
): CreationRequest {
  const { contract, runTag, settings } = context;
  const { id, parent, create, tags } = resource;
  const needsNoMark = settings.runTagKey === undefined;
  const isNamed = needsNoMark && id.input !== undefined && typeof valueAt(creation.input, id.input) === "string";
  if (runTag === undefined || isNamed || parent !== undefined) return creation;
  if (create === undefined || tags === undefined) return creation;
  const operation = contract.operation(create.operation);
  const form = tagForm(memberSchema(operation.input, tags.input));
  const [member, ...deeper] = pointerTokens(tags.input);
  const given = member === undefined || deeper.length > 0 ? undefined : tagsBeside(context, resource, creation.input);
  if (member === undefined || given === undefined) return creation;
  const kept = Object.entries(given).slice(0, limits.keepsCount === true ? -1 : undefined);
  const marked = { ...Object.fromEntries(kept), [runTag.key]: runTag.value };
  const input = { ...creation.input, [member]: writeTags(form, marked) };
  const request = encodeInput(operation, input);
  const isPlain = isDeepStrictEqual(encodeInput(operation, creation.input), creation.request);
  if (request === undefined || !isPlain) return creation;
  const [before, after] = [creation.request, request].map((each) => {
    const { expectation, violations, unspecified } = classify(contract, each);
    return { expectation, violations, unspecified };
  });
  return isDeepStrictEqual(before, after) ? { request, input } : creation;
}

/**
 * The tags that the run's may stand beside: those that are sent anyway, or none where the target is known to take some, or
 * nothing is made without a mark.
 */
function tagsBeside(
  { takesTags, settings }: MarkContext,
  { name, tags }: Resource,
  input: JsonObject,
): JsonObject | undefined {
  const sent = valueAt(input, tags?.input ?? "");
  if (sent === undefined) return takesTags.has(name) || settings.runTagKey !== undefined ? {} : undefined;
  const given = tagsIn(sent);
  return given === undefined || Object.keys(given).length === 0 ? undefined : given;
}
