import type { WireRequest } from "../../protocol/exchange.ts";
import { matchRoute } from "../../protocol/route.ts";
import type { Contract } from "../../spec/contract/contract.ts";

/** The member of an input that says whose tags it is about. */
export const ARN_MEMBER = "resourceArn";

const ARN = /^arn:aws[a-z-]*:eks:[^:]*:\d{12}:cluster\/(.+)$/s;

/** The ARN whose tags a request reads or changes; undefined for a request about none. */
export function taggedArn(contract: Contract, request: WireRequest): string | undefined {
  const arn = matchRoute(contract, request)?.labels[ARN_MEMBER];
  return typeof arn === "string" ? arn : undefined;
}

/** The name of the cluster that an ARN is of. */
export function clusterInArn(arn: string): string | undefined {
  return ARN.exec(arn)?.[1];
}

/** The ARN of another cluster of the same account and Region. */
export function arnBeside(arn: string, name: string): string {
  return arn.replace(/:cluster\/.*$/s, `:cluster/${name}`);
}
