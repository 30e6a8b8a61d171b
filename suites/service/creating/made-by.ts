import { ownArn, type MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";

/** What the request would create, if its input names it. */
export function intendedBy(
  resource: Resource,
  parent: MadeResource | undefined,
  input: JsonObject,
): MadeResource | undefined {
  const id = resource.id.input === undefined ? undefined : valueAt(input, resource.id.input);
  return typeof id === "string" ? { resource, id, parent } : undefined;
}

interface Answered {
  readonly reply: Reply;
  readonly intended: MadeResource | undefined;
}

/** What an answer says was made: by the name that was sent, or by the one that the service gives. */
export function madeBy(
  resource: Resource,
  parent: MadeResource | undefined,
  { reply: { json }, intended }: Answered,
): MadeResource | undefined {
  const body = isJsonObject(json) ? json : {};
  const given = resource.id.output === undefined ? undefined : valueAt(body, resource.id.output);
  const id = intended?.id ?? (typeof given === "string" ? given : undefined);
  if (id === undefined) return undefined;
  const shown = resource.create?.shows === undefined ? undefined : valueAt(body, resource.create.shows);
  const made = { resource, id, parent };
  const arn = resource.arn === undefined || shown === undefined ? undefined : valueAt(shown, resource.arn);
  return { ...made, arn: ownArn(made, arn) };
}
