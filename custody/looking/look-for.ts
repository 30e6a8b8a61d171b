import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { provesAbsent } from "./absence.ts";
import { isForbiddenId } from "./forbidden-name.ts";
import { unlessAccessLost } from "./unless-access-lost.ts";
import { describeMade } from "./describe-made.ts";
import type { Looker } from "./looker.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import {
  isAddressed,
  listResources,
  provesUnlisted,
  type ResourceListing,
  shownBy,
  showsNone,
} from "#custody/resources/resource-requests.ts";

/**
 * Whether a service that has another name for the error of what is not there says just that: the operation that describes
 * such a resource answers alike for it and for a name that nobody has, and shows another of the run's that is there. All
 * three are asked for now. An error without a name proves nothing: it may come from a proxy.
 */
async function isToldAsNobodys(made: MadeResource, answer: Reply, looker: Looker): Promise<boolean> {
  const there = answer.status === 404 ? looker.another?.(made) : undefined;
  const { name } = answer.error;
  if (there === undefined || name === undefined) return false;
  const isUnknown = ({ status, error }: Reply): boolean => status === 404 && error.name === name;
  for (const one of [made, { ...made, id: nobodys(made.id), arn: undefined }]) {
    const reply = await describeMade(one, looker);
    if (reply === undefined || !isUnknown(reply)) return false;
  }
  const control = await describeMade(there, looker);
  if (control === undefined || !isSuccess(control) || showsNone(looker.service, there.resource, control)) return false;
  return JSON.stringify(shownBy(there.resource, control) ?? {}).includes(JSON.stringify(there.id));
}

/** A name as valid as another, and so long and random that nobody has it: with another last character. */
function nobodys(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
}

/** What a look finds: none, one, no word of it, or nothing since no more can be asked. */
export type LookedFor =
  | { readonly state: "absent" }
  | { readonly state: "shown"; readonly reply: Reply }
  | { readonly state: "unclear"; readonly reason: string; readonly reply?: Reply | undefined }
  | { readonly state: "lost"; readonly reason: string };

/** Looks for a resource, and removes nothing. `wasCreated`: an answer said once that it was made. */
export function lookFor(made: MadeResource, looker: Looker, wasCreated = true): Promise<LookedFor> {
  const look = async (): Promise<LookedFor> => {
    const reply = await describeMade(made, looker);
    if (reply !== undefined && isAddressed(made) && showsNone(looker.service, made.resource, reply))
      return { state: "absent" };
    if (await isProvedAbsent(made, reply, looker, wasCreated)) return { state: "absent" };
    if (reply !== undefined && isSuccess(reply)) return { state: "shown", reply };
    const { describe } = made.resource;
    const isAsked = reply !== undefined && describe !== undefined;
    return {
      state: "unclear",
      reason: isAsked ? `${describe.operation} answered ${describeReply(reply)}` : NOT_DESCRIBED,
      reply,
    };
  };
  return unlessAccessLost(look, (reason) => ({ state: "lost", reason }));
}

const NOT_DESCRIBED = "nothing describes it";

/**
 * By the answer to a request for it alone, or by the whole list of its kind; undefined if no request can ask for it. Of
 * a 404 with a name of the service's own, by what it answers of nobody's and of another that is there.
 */
export async function isProvedAbsent(
  made: MadeResource,
  told: Reply | undefined,
  looker: Looker,
  wasCreated = true,
): Promise<boolean> {
  const { contract, table } = looker.service;
  const answer = isAddressed(made) ? told : undefined;
  const isForbidden = !wasCreated && isForbiddenId(made.id, made.resource, contract);
  let listing: ResourceListing | undefined;
  const isProved = await provesAbsent({ answer, unknown: table.errors.unknown, isForbidden }, async () => {
    listing = await listingOfKind(made, looker);
    return provesUnlisted(listing, made.id);
  });
  if (isProved || answer === undefined || listing?.ids.includes(made.id) === true) return isProved;
  return isToldAsNobodys(made, answer, looker);
}

/** Whether the list of its kind names it. */
export async function isListed(made: MadeResource, looker: Looker): Promise<boolean> {
  return (await listingOfKind(made, looker))?.ids.includes(made.id) === true;
}

/** The list of its kind that should name it; undefined if there is none. */
export async function listingOfKind(
  made: MadeResource,
  { service, target, listed }: Looker,
): Promise<ResourceListing | undefined> {
  if (listed !== undefined) return listed(made);
  const { list } = made.resource;
  return list && (await listResources(service, target, list, made.parent));
}
