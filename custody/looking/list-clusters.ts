import type { Target } from "#endpoint/target.ts";
import { registrationService } from "#spec/registration/registration-service.ts";
import { isWhole, listResources, type ResourceListing } from "#custody/resources/resource-requests.ts";

/** Which clusters a list should name: registered ones as well, or only those that EKS itself created. */
type ListScope = "all" | "made by EKS";

/**
 * What the endpoint lists, by default with registered clusters; undefined if it does not list any. Of a list that breaks
 * off, never ends, or goes in circles, the part that was read.
 */
export async function listClusters(target: Target, scope: ListScope = "all"): Promise<ResourceListing | undefined> {
  const service = registrationService();
  const { list } = service.kind;
  const listing = await listResources(service, target, scope === "all" ? list : { ...list, input: {} }, undefined);
  return listing === undefined || (listing.ids.length === 0 && !isWhole(listing)) ? undefined : listing;
}
