import { type LeftResource, madeInWords } from "#custody/resources/made-resource.ts";
import type { ClusterLeft } from "./cluster-left.ts";

/** It as it is told where it cannot be removed. */
export function leftOf({ made, reason }: LeftResource): ClusterLeft {
  const { stays } = made.resource;
  return {
    name: madeInWords(made),
    kind: made.resource.name,
    reason: stays === undefined ? reason : `${stays}: ${reason}`,
  };
}

/** A registered cluster that is left, by its name alone, with the command that removes it where it is the run's. */
export function clusterLeft(
  { made: { id = "" }, reason, isOurs }: LeftResource,
  commandFor: (name: string) => string | undefined,
): ClusterLeft {
  return { name: id, reason, command: isOurs === true ? commandFor(id) : undefined };
}
