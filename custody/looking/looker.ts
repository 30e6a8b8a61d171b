import type { Target } from "#endpoint/target.ts";
import type { Service } from "#spec/resources/service.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { ResourceListing } from "#custody/resources/resource-requests.ts";

/** What it takes to look for a resource. */
export interface Looker {
  readonly service: Service;
  readonly target: Target;
  /** The list of its kind that should name it. Default: it is asked for at each look. */
  readonly listed?: ((made: MadeResource) => Promise<ResourceListing | undefined>) | undefined;
  /** Something else of the run's, of the same kind and with the same parent, that an answer said was made. */
  readonly another?: ((made: MadeResource) => MadeResource | undefined) | undefined;
}
