import type { Target } from "../../../endpoint/target.ts";
import type { Service } from "../../../spec/resources/service.ts";
import type { MadeResource } from "../made-resource.ts";

/** What it takes to look for a resource. */
export interface Looker {
  readonly service: Service;
  readonly target: Target;
  /** Something else of the run's, of the same kind and with the same parent, that an answer said was made. */
  readonly another?: ((made: MadeResource) => MadeResource | undefined) | undefined;
}
