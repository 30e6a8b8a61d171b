import { accessLost } from "../../endpoint/aws/access-lost.ts";
import type { Target } from "../../endpoint/target.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import type { Service } from "../../spec/resources/service.ts";
import { provesAbsent } from "../looking/absence.ts";
import type { MadeResource } from "./made-resource.ts";
import { listResources, provesUnlisted, requestOn, type ResourceListing, showsNone } from "./resource-requests.ts";

/** What it takes to look for a resource. */
export interface Looker {
  readonly service: Service;
  readonly target: Target;
}

/** What a look finds: none, one, no word of it, or nothing since no more can be asked. */
export type LookedFor =
  | { readonly state: "absent" }
  | { readonly state: "shown"; readonly reply: Reply }
  | { readonly state: "unclear"; readonly reason: string }
  | { readonly state: "lost"; readonly reason: string };

/** Looks for a resource, and removes nothing. */
export async function lookFor(made: MadeResource, looker: Looker): Promise<LookedFor> {
  const { service, target } = looker;
  const { describe } = made.resource;
  const request = describe === undefined ? undefined : requestOn(service, describe, made);
  try {
    const reply = request && readReply(await target.send(request));
    if (reply !== undefined && showsNone(service, made.resource, reply)) return { state: "absent" };
    if (await isProvedAbsent(made, reply, looker)) return { state: "absent" };
    if (reply !== undefined && isSuccess(reply)) return { state: "shown", reply };
    return { state: "unclear", reason: reply === undefined ? NOT_DESCRIBED : describeReply(reply) };
  } catch (error) {
    const lost = accessLost(error);
    if (lost === undefined) throw error;
    return { state: "lost", reason: lost.reason };
  }
}

const NOT_DESCRIBED = "nothing describes it";

/** By the answer to a request for it alone, or by the whole list of its kind; undefined if no request can ask for it. */
export function isProvedAbsent(made: MadeResource, answer: Reply | undefined, looker: Looker): Promise<boolean> {
  return provesAbsent({ answer, unknown: looker.service.table.errors.unknown }, async () =>
    provesUnlisted(await listingOfKind(made, looker), made.id),
  );
}

/** The list of its kind that should name it; undefined if there is none. */
export async function listingOfKind(
  { resource, parent }: MadeResource,
  { service, target }: Looker,
): Promise<ResourceListing | undefined> {
  return resource.list && (await listResources(service, target, resource.list, parent));
}
