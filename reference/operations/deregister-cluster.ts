import { clusterAnswer, labelName, notFound } from "./cluster-answer.ts";
import type { Call } from "#reference/behaviours.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

/** Removes a registered cluster at once. */
export function deregisterCluster(call: Call): OutputDocument {
  const { behaviours } = call;
  const name = labelName(call);
  const cluster = behaviours.findRegistered(name, call);
  if (cluster === undefined) throw notFound(name);
  behaviours.removeCluster(cluster, call);
  behaviours.forgetToken(cluster, call);
  return clusterAnswer({ ...cluster, status: "DELETING" }, "DeregisterCluster", call);
}
