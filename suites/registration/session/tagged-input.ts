import type { RunTag } from "#custody/ownership/marks.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Constraint } from "#spec/requirement.ts";
import { encodeInput } from "#protocol/encode.ts";
import { classify, type Classification } from "#suites/oracles/request/expectation.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";

const MEMBER = MEMBERS.tags.name;

/**
 * The input with the run's tag added to its tags. Unchanged if that would change what the contract says about it: the
 * operation takes no tags, there is no room for another, or the input is about them.
 */
export function withRunTag(contract: Contract, operation: Operation, input: JsonObject, tag: RunTag): JsonObject {
  if (!operation.members.some(({ name }) => name === MEMBER)) return input;
  const tags = input[MEMBER] ?? {};
  if (!isJsonObject(tags)) return input;
  const tagged = { ...input, [MEMBER]: { ...tags, [tag.key]: tag.value } };
  const [before, after] = [input, tagged].map((each) => classOf(contract, operation, each));
  return before !== undefined && before === after ? tagged : input;
}

/** Cases about tags, or about which members are present, are sent unchanged. */
export function leavesRoomForTag(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return true;
  return constraint.keyword !== "required" && !`${constraint.pointer}/`.startsWith(`/properties/${MEMBER}/`);
}

function classOf(contract: Contract, operation: Operation, input: JsonObject): string | undefined {
  const request = encodeInput(operation, input);
  return request === undefined ? undefined : wordsOf(classify(contract, request));
}

function wordsOf({ expectation, violations, unspecified }: Classification): string {
  return JSON.stringify([expectation, violations, unspecified]);
}
