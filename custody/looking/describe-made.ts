import { readReply, type Reply } from "#protocol/answers/reply.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import type { Looker } from "./looker.ts";

/** Asks for a resource alone; undefined where nothing describes its kind, or no request can name it. */
export async function describeMade(made: MadeResource, { service, target }: Looker): Promise<Reply | undefined> {
  const { describe } = made.resource;
  const request = describe === undefined ? undefined : requestOn(service, describe, made);
  return request && readReply(await target.send(request));
}
