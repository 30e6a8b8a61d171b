import type { Cluster } from "#reference/clusters/cluster.ts";
import { Refusal } from "#reference/refusal.ts";
import type { Call } from "#reference/behaviours.ts";
import type { OutputDocument, View } from "#reference/render/output-document.ts";

/** The body of an answer that shows one cluster. */
export function clusterAnswer(cluster: Cluster, view: View, call: Call): OutputDocument {
  const { behaviours } = call;
  return behaviours.clusterEnvelope(behaviours.clusterDocument(cluster, view, call), view, call);
}

/** The name in the request's path, decoded. */
export function labelName(call: Call): string {
  return call.behaviours.percentDecode(call.route?.label ?? "", call);
}

export function notFound(name: string): Refusal {
  return new Refusal("ResourceNotFoundException", `There is no cluster called ${name}.`, name);
}
