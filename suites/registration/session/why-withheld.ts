import { clusterMade } from "./cluster-made.ts";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import { mayBeMissing } from "#custody/looking/absence.ts";
import { isForbidden, refusesToLook } from "#custody/looking/forbidden-name.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import { isSuccess, readReply, type Reply } from "#protocol/answers/reply.ts";
import { matchRoute } from "#protocol/route.ts";
import type { RunContext } from "./run-context.ts";
import { clusterInArn, taggedArn } from "#suites/oracles/clusters/tagged-arn.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";
import { isSafe } from "#protocol/methods.ts";

/** Why a request must not be sent: it might change what is not the run's. */
export interface Withheld {
  readonly reason: string;
  /** Another round, with another name, may send it. */
  readonly passes: boolean;
}

/**
 * Why a request must not be sent, if it would change, or read the tags of, what may be somebody else's; undefined if it
 * may be sent.
 */
export async function whyWithheld(context: RunContext, request: WireRequest): Promise<Withheld | undefined> {
  const arn = taggedArn(context.contract, request);
  if (arn !== undefined) return whyTagsWithheld(arn, context);
  if (isSafe(request.method)) return undefined;
  const name = matchRoute(context.contract, request)?.labels[MEMBERS.name.name];
  if (typeof name !== "string" || !(await maySomebodyElseHave(name, context))) return undefined;
  return { reason: `${JSON.stringify(name)} may be somebody else's cluster, so it is not deregistered`, passes: true };
}

/** That the run asked for a plain name does not make its own what has it: the registration may have been refused. */
async function whyTagsWithheld(arn: string, context: RunContext): Promise<Withheld | undefined> {
  const name = clusterInArn(arn);
  if (name?.startsWith(context.namePrefix) === true) return undefined;
  if (name === undefined || !context.keeper.states.has(clusterMade(name)))
    return { reason: `${JSON.stringify(arn)} names no cluster of the run, so its tags are left alone`, passes: false };
  if (!(await maySomebodyElseHave(name, context))) return undefined;
  return { reason: `${JSON.stringify(name)} may be somebody else's cluster, so its tags are left alone`, passes: true };
}

/**
 * The name belongs to a cluster that is not ours or that the run never named; or nothing proves that it belongs to
 * none, and it is not a name that only the run uses.
 */
async function maySomebodyElseHave(name: string, context: RunContext): Promise<boolean> {
  const { target, namePrefix } = context;
  const { states } = context.keeper;
  const made = clusterMade(name);
  if (states.has(made) && (states.bearsRun(made) || states.is(made, "alive"))) return false;
  const described = readReply(await target.send(describeRequest(name)));
  if (isSuccess(described) && clusterOf(described)?.["name"] === name)
    return !states.has(made) || !states.shows(made, described);
  return !isOfNobody(name, described, context) && !name.startsWith(namePrefix);
}

/** The endpoint knows no such cluster, or refuses to look for a name that no cluster can have. */
function isOfNobody(name: string, described: Reply, { contract }: RunContext): boolean {
  return mayBeMissing(described) || (refusesToLook(described) && isForbidden(name, contract));
}
