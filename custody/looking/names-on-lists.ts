import type { Clock } from "../../endpoint/clock.ts";
import type { Target } from "../../endpoint/target.ts";
import { groupedBy } from "../../spec/grouped-by.ts";
import type { Service } from "../../spec/resources/service.ts";
import type { AskedResource } from "./asked-resource.ts";
import { listingOf } from "./lost-name.ts";
import type { MadeResource } from "../resources/made-resource.ts";
import { provesUnlisted } from "../resources/resource-requests.ts";

interface ListOptions {
  readonly service: Service;
  readonly cleanUpTarget: Target;
  readonly clock: Clock;
  /** Milliseconds that a list may lag behind a write. */
  readonly consistencyMs: number;
}

interface NamesOnLists {
  readonly found: MadeResource[];
  readonly absent: MadeResource[];
  readonly unclear: AskedResource[];
}

/** What the lists of their kinds say of names. A request of just now may not show yet. */
export async function listedOf(wanted: readonly AskedResource[], options: ListOptions): Promise<NamesOnLists> {
  const { clock, consistencyMs } = options;
  const said: NamesOnLists = { found: [], absent: [], unclear: [] };
  for (const [resource, names] of groupedBy(wanted, ({ made }) => made.resource)) {
    const listing = await listingOf(resource, { service: options.service, target: options.cleanUpTarget });
    for (const asked of names) {
      const { made, times } = asked;
      const isOld = times.every(({ to }) => to + consistencyMs <= clock.epoch());
      if (listing?.ids.includes(made.id) === true) said.found.push(made);
      else if (!provesUnlisted(listing, made.id)) said.unclear.push(asked);
      else if (isOld) said.absent.push(made);
    }
  }
  return said;
}
