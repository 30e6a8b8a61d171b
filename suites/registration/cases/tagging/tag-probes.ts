import { validOf } from "../../../../spec/requirement.ts";
import { groupedBy } from "../../../../spec/grouped-by.ts";
import { boundaryInputs } from "../../../../generators/boundary/boundary-inputs.ts";
import { unspecifiedInputs } from "../../../../generators/boundary/unspecified-inputs.ts";
import { randomInputs } from "../../../../generators/random/random-inputs.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { LONGEST_URI } from "../../../../protocol/longest-uri.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { isOf } from "../../../../spec/derived/constraint.ts";
import { operationConstraints } from "../../../../spec/derived/constraints-of.ts";
import { unspecifiedRequirementId } from "../../../../spec/derived/derive-unspecified.ts";
import { isJsonObject } from "../../../../spec/json/json.ts";
import { classify } from "../../../oracles/request/expectation.ts";
import { ARN_MEMBER, KEYS_MEMBER } from "../../../oracles/clusters/tagged-arn.ts";

/** To be taken, to be refused, or either: the sources are silent. */
export type TagSide = "accept" | "reject" | "silent";

/** An input about the tags of a cluster, and the requirement that its answer is judged for. */
export interface TagProbe {
  readonly requirement: string;
  readonly side: TagSide;
  readonly given: GeneratedInput;
}

/** Tags that one cluster may have: one of the 50 is the run's own where a run marks its clusters. */
export const ROOM = 49;
/** Of the form that the target's own have, and no shorter. */
const SOME_ARN = `arn:aws:eks:us-east-1:111122223333:cluster/${"x".repeat(40)}`;

/** Inputs on either side of each limit of the operation, those of one requirement together. */
export function limitProbes(contract: Contract, operation: Operation, generation: GenerationContext): TagProbe[][] {
  const probes = [...boundaryInputs(operation.input, generation, operationConstraints(operation))]
    .filter((given) => isCarried(contract, operation, given))
    .map((given) => probeOf(operation, given));
  return byRequirement(probes);
}

/** A URL that is too long may be refused for that; and a query has no types, so another input may come out of it. */
function isCarried(contract: Contract, operation: Operation, { input, constraint }: GeneratedInput): boolean {
  const request = encodeInput(operation, { ...input, [ARN_MEMBER]: SOME_ARN });
  if (request === undefined || request.path.length > LONGEST_URI) return false;
  const { violations } = classify(contract, request);
  if (constraint?.side !== "reject") return violations.length === 0;
  return violations.some((violation) => isOf(violation, constraint));
}

/** Random inputs: valid ones, and such as break one of the operation's limits alone. */
export function randomProbes(
  contract: Contract,
  operation: Operation,
  generation: GenerationContext,
  drawn: { readonly seed: number; readonly count: number },
): TagProbe[] {
  const limits = operationConstraints(operation).filter(({ side }) => side === "reject");
  const inputs = [undefined, ...limits].flatMap((constraint) => [
    ...randomInputs(operation.input, generation, constraint === undefined ? drawn : { ...drawn, constraint }),
  ]);
  return inputs.filter((given) => isCarried(contract, operation, given)).map((given) => probeOf(operation, given));
}

function probeOf(operation: Operation, given: GeneratedInput): TagProbe {
  const { requirement = validOf(operation), side = "accept" } = given.constraint ?? {};
  return { requirement, side, given };
}

/** Inputs on which the sources are silent, those of one class together. */
export function silentProbes(operation: Operation, generation: GenerationContext): TagProbe[][] {
  const inputs = [...unspecifiedInputs(operation.input, generation)];
  return byRequirement(
    inputs.map((given) => ({
      requirement: unspecifiedRequirementId(operation, given.unspecified),
      side: "silent",
      given,
    })),
  );
}

function byRequirement(probes: readonly TagProbe[]): TagProbe[][] {
  return [...groupedBy(probes, ({ requirement }) => requirement).values()];
}

/** As many of the probes together as one cluster has room for the tags of. */
export function byRoom(probes: readonly TagProbe[]): TagProbe[][] {
  const parts: TagProbe[][] = [];
  let keys = new Set<string>();
  for (const probe of probes) {
    const own = probe.side === "reject" ? [] : tagKeysOf(probe.given);
    const together = new Set([...keys, ...own]);
    const last = parts.at(-1);
    const fits = last !== undefined && together.size <= ROOM;
    keys = fits ? together : new Set(own);
    if (fits) last.push(probe);
    else parts.push([probe]);
  }
  return parts;
}

/** Keys of the tags that an input puts on or takes off. */
export function tagKeysOf({ input }: GeneratedInput): string[] {
  const { tags, [KEYS_MEMBER]: keys } = input;
  if (isJsonObject(tags)) return Object.keys(tags);
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}
