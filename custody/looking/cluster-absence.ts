import type { ParsedAnswer } from "../../protocol/answers/reply.ts";
import { provesAbsent } from "./absence.ts";
import { canBeAddressed, UNKNOWN_CLUSTER } from "./cluster-requests.ts";
import { isForbidden } from "./forbidden-name.ts";

/** A cluster that is looked for, and what was answered to a look at it. */
export interface SoughtCluster {
  readonly name: string;
  /** An answer said once that it was registered. */
  readonly created: boolean;
  /** Undefined where nobody looked. */
  readonly described: ParsedAnswer | undefined;
}

/** The rule of `provesAbsent` for a cluster: an answer to a name that no request can address is about something else. */
export function provesClusterAbsent(
  { name, created, described }: SoughtCluster,
  isUnlisted: () => boolean | Promise<boolean>,
): Promise<boolean> {
  const answer = canBeAddressed(name) ? described : undefined;
  return provesAbsent({ answer, unknown: UNKNOWN_CLUSTER, isForbidden: !created && isForbidden(name) }, isUnlisted);
}
