import type { Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import { Refusal } from "#reference/refusal.ts";

/** The cluster that the ARN in the path names. Throws NotFoundException. */
export function taggedResource(call: Call): Cluster {
  const arn = call.behaviours.percentDecode(call.route?.label ?? "", call);
  const cluster = call.behaviours.findResource(arn, call);
  if (cluster === undefined) throw new Refusal("NotFoundException", `There is no resource ${arn}.`);
  return cluster;
}
