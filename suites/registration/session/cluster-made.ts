import type { MadeResource } from "#custody/resources/made-resource.ts";
import { registrationService } from "#spec/registration/registration-service.ts";

/** A registered cluster as what it is: of the one kind of its service. */
export function clusterMade(name: string): MadeResource {
  return { resource: registrationService().kind, id: name };
}
