import { valueAt } from "#spec/json/json-pointer.ts";
import { describeMade } from "#custody/looking/describe-made.ts";
import type { Looker } from "#custody/looking/looker.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn, shownBy } from "#custody/resources/resource-requests.ts";

/** Switches off what keeps a resource of ours from being deleted, where it shows that it is on. */
export async function unprotect(made: MadeResource, looker: Looker): Promise<void> {
  const { protection } = made.resource;
  if (protection === undefined) return;
  const described = await describeMade(made, looker);
  const shown = described && shownBy(made.resource, described);
  if (shown === undefined || valueAt(shown, protection.at) !== protection.is) return;
  const request = requestOn(looker.service, protection.off, made);
  if (request !== undefined) await looker.target.send(request);
}
