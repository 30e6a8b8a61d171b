import type { Registration } from "#reference/clusters/cluster.ts";
import { withPlainTags, requireValid } from "#reference/input/check-input.ts";
import { Refusal } from "#reference/refusal.ts";
import { clusterAnswer } from "./cluster-answer.ts";
import type { Call } from "#reference/behaviours.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";

/** Types, constraints, token, name, quota: in this order, and nothing is kept of a request that any of them refuses. */
export async function registerCluster(call: Call): Promise<OutputDocument> {
  const { behaviours } = call;
  const registration = readRegistration(call);
  const replayed = behaviours.replay(registration, call);
  if (replayed !== undefined) return clusterAnswer(replayed, "RegisterCluster", call);
  if (behaviours.findCluster(registration.name, call) !== undefined) throw taken(registration.name);
  const refusal = behaviours.checkQuota(call) ?? behaviours.checkPropagation(call);
  if (refusal !== undefined) throw refusal;
  const cluster = behaviours.newCluster(registration, call);
  const claimed = behaviours.claimName(cluster, call);
  // Awaiting only what has to be: otherwise name and token are taken in one step, with no request in between.
  if (!(typeof claimed === "boolean" ? claimed : await claimed)) throw taken(registration.name);
  call.state.registrations += 1;
  behaviours.rememberToken(registration, cluster, call);
  return clusterAnswer(cluster, "RegisterCluster", call);
}

function readRegistration(call: Call): Registration {
  const { behaviours } = call;
  const text = behaviours.decodeText(call.request.body, call);
  const document = behaviours.readDocument(behaviours.parseJson(text, call), call);
  const input = behaviours.readRegistration(document, call);
  call.registration = input;
  requireValid(withPlainTags(input), call);
  return behaviours.completeRegistration(input, call);
}

function taken(name: string): Refusal {
  return new Refusal("ResourceInUseException", `The name ${name} is taken by another cluster.`, name);
}
