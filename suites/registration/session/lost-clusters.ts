import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { isSuccess, readExchange } from "#protocol/answers/reply.ts";
import { type Exchange, readAs, type WireRequest } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { MEMBERS, OPERATIONS } from "#spec/registration/registered-cluster.ts";
import type { JudgedExchanges } from "#suites/session/server-errors.ts";
import { clusterInArn, taggedArn } from "#suites/oracles/clusters/tagged-arn.ts";

/** Requirements that were not met because a cluster that the round had registered was unknown to the server. */
export function failedByLoss(contract: Contract, { judgements, exchanges }: JudgedExchanges): string[] {
  return judgements.flatMap(({ requirement, verdict, exchange = -1 }) =>
    verdict === "fail" && isLoss(contract, exchanges, exchanges.at(exchange)) ? [requirement] : [],
  );
}

/** A 404 for a cluster that an earlier answer showed, and that no request has deregistered, or does at the same time. */
function isLoss(contract: Contract, exchanges: readonly Exchange[], judged: Exchange | undefined): boolean {
  if (judged === undefined || !mayBeMissing(readExchange(judged))) return false;
  const name = nameMeant(contract, readAs(judged));
  const before = exchanges.slice(0, exchanges.indexOf(judged));
  const deregistersIt = (exchange: Exchange): boolean => {
    const request = readAs(exchange);
    return (
      matchRoute(contract, request)?.operation.id === OPERATIONS.deregister && nameMeant(contract, request) === name
    );
  };
  const others = deregistersIt(judged) ? exchanges.filter((each) => each !== judged) : before;
  return name !== undefined && before.some((each) => shownIn(each) === name) && !others.some(deregistersIt);
}

function shownIn(exchange: Exchange): JsonValue | undefined {
  const reply = readExchange(exchange);
  return isSuccess(reply) ? shownMember(clusterOf(reply), "name") : undefined;
}

function nameMeant(contract: Contract, request: WireRequest): string | undefined {
  const arn = taggedArn(contract, request);
  if (arn !== undefined) return clusterInArn(arn);
  const name = matchRoute(contract, request)?.labels[MEMBERS.name.name];
  return typeof name === "string" ? name : undefined;
}
