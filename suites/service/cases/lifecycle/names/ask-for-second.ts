import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Asks for one more of what is there; undefined where there is no such request. */
export async function askForSecond(
  session: ServiceSession,
  { resource, parent }: Pick<MadeResource, "resource" | "parent">,
  creating: Operation,
  input: JsonObject,
): Promise<Reply | undefined> {
  const request = encodeInput(creating, input);
  if (request === undefined) return undefined;
  // What has the name exists already, and stays the run's, whatever this request does.
  if (resource.id.input !== undefined)
    return session.send(session.marked(resource, { request, input }).request, { mayChangeState: false });
  // If the service chooses the names, the second resource is another one, and the case must remove it.
  return (await session.create(resource, request, { input, parent })).reply;
}
