import type { Call } from "../call.ts";
import type { OutputDocument } from "../render/cluster-document.ts";
import { clusterAnswer, labelName, notFound } from "./cluster-answer.ts";

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
