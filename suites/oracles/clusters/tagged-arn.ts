import type { WireRequest } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { OPERATIONS, TAGGING } from "#spec/registration/registered-cluster.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { JsonObject } from "#spec/json/json.ts";

/** The member of an input that says whose tags are meant. */
export const ARN_MEMBER = memberOfInput(TAGGING.list.arn);

/** The member that says which tags to remove. */
const KEYS_MEMBER = memberOfInput(TAGGING.untag.keys);

function memberOfInput(pointer: string): string {
  return pointerTokens(pointer)[0] ?? "";
}

const ARN = /^arn:aws[a-z-]*:eks:[^:]*:\d{12}:cluster\/(.+)$/s;

/** The ARN whose tags a request reads or changes; undefined if it is not about tags. */
export function taggedArn(contract: Contract, request: WireRequest): string | undefined {
  const arn = matchRoute(contract, request)?.labels[ARN_MEMBER];
  return typeof arn === "string" ? arn : undefined;
}

/** The ARN whose tags a request changes. */
export function retaggedArn(contract: Contract, request: WireRequest): string | undefined {
  const meant = matchRoute(contract, request)?.operation.id;
  return meant === OPERATIONS.showTags ? undefined : taggedArn(contract, request);
}

/** The inputs that put these tags on a cluster, and that remove those with these keys. */
export function taggingInput(arn: string, tags: JsonObject): JsonObject {
  return { [ARN_MEMBER]: arn, [memberOfInput(TAGGING.tag.tags)]: tags };
}

export function untaggingInput(arn: string, keys: readonly string[]): JsonObject {
  return { [ARN_MEMBER]: arn, [KEYS_MEMBER]: [...keys] };
}

/** The name of the cluster in an ARN. */
export function clusterInArn(arn: string): string | undefined {
  return ARN.exec(arn)?.[1];
}
