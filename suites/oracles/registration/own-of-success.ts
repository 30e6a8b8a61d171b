import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { jsonText } from "#spec/json/json-text.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import { OWN_REQUIREMENTS } from "#spec/registration/own-requirements.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { leaving, withoutActivationCode } from "#suites/oracles/clusters/cluster-answers.ts";
import type { RequirementFinding } from "#suites/oracles/finding.ts";
import type { Success, SuccessOracle } from "#suites/oracles/success.ts";
import { ActivationMemory } from "./activation-memory.ts";
import { judgeRegistration } from "./registration.ts";

const OWN = new Set(OWN_REQUIREMENTS.map(({ id }) => id));

/** Judges what is required of registered clusters alone, whatever else the run makes. */
export function registrationOracle(region: string): SuccessOracle {
  const activations = new ActivationMemory();
  return (success) => [...judgeShown(success, activations, region)].filter(([id]) => OWN.has(id));
}

function* judgeShown(
  { operation, input, reply }: Success,
  activations: ActivationMemory,
  region: string,
): Iterable<RequirementFinding> {
  const cluster = clusterOf(reply);
  if (operation.id === OPERATIONS.register) {
    const replay = isAnsweredAgain(activations, { operation, input, cluster });
    yield* judgeRegistration(reply, { input, replay }, { activations, target: { region } });
  }
  // A cluster that EKS runs itself has no provider.
  if (shownMember(cluster, "provider") === undefined) return;
  if (operation.id === OPERATIONS.describe) yield ["describe.no-activation-code", withoutActivationCode(reply)];
  if (operation.id === OPERATIONS.deregister) yield* leaving(reply);
}

interface RegistrationShown extends Pick<Success, "operation" | "input"> {
  readonly cluster: JsonObject | undefined;
}

/** Whether the token was sent before, or the same input that made a cluster of the same time: it may be the answer of then. */
function isAnsweredAgain(memory: ActivationMemory, { operation, input, cluster }: RegistrationShown): boolean {
  const token = input[tokenMemberOf(operation) ?? ""];
  const same = [input, shownMember(cluster, "created") ?? null];
  const keys = token === undefined ? [same] : [same, token];
  return keys.map((key) => memory.remember(jsonText(key), "")).some((before) => before !== undefined);
}
