import { Refusal } from "#reference/refusal.ts";
import type { Cluster, Registration } from "./cluster.ts";
import type { Call, TokenBehaviours } from "#reference/behaviours.ts";

export const conformingTokens: TokenBehaviours = { replay, sameParameters, rememberToken, forgetToken };

function replay(registration: Registration, call: Call): Cluster | undefined {
  const token = registration.clientRequestToken;
  const remembered = token === undefined ? undefined : call.state.tokens.get(token);
  if (remembered === undefined) return undefined;
  if (call.behaviours.sameParameters(remembered.registration, registration, call)) return remembered.cluster;
  const sentence = "The clientRequestToken was used before, with other parameters.";
  throw new Refusal("InvalidParameterException", sentence, registration.name);
}

function sameParameters(first: Registration, second: Registration): boolean {
  return (
    first.name === second.name &&
    first.roleArn === second.roleArn &&
    first.provider === second.provider &&
    first.tags.size === second.tags.size &&
    [...first.tags].every(([key, value]) => second.tags.get(key) === value)
  );
}

function rememberToken(registration: Registration, cluster: Cluster, { state }: Call): void {
  const token = registration.clientRequestToken;
  if (token !== undefined) state.tokens.set(token, { registration, cluster });
}

function forgetToken(cluster: Cluster, { state }: Call): void {
  const token = cluster.clientRequestToken;
  if (token !== undefined && state.tokens.get(token)?.cluster === cluster) state.tokens.delete(token);
}
