import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { mayBeGone, removeCluster, untilBudget, type RemovalLimits, type Removal } from "./remove-cluster.ts";
import { provesClusterAbsent } from "../looking/cluster-absence.ts";
import { describeRequest } from "../looking/cluster-requests.ts";
import { clusterNamed, isDeparting } from "../looking/shown-cluster.ts";
import { whileAccess } from "../looking/while-access.ts";
import { type CommandContext, deregisterCommand } from "./deregister-command.ts";
import { listClusters } from "../looking/list-clusters.ts";
import { isWhole, provesUnlisted, type ResourceListing } from "../resources/resource-requests.ts";
import { notOurs, whyUntouchable, type Claim } from "../ownership/ownership.ts";
import type { Outstanding } from "../journal/outstanding.ts";
import { bearsRun } from "../ownership/run-prefix.ts";
import type { RunTag } from "../ownership/marks.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Target } from "../../endpoint/target.ts";
import type { Sweeper, Swept } from "./swept.ts";

/** See SweepOptions. */
interface ClusterSweep extends RemovalLimits {
  readonly names: readonly Outstanding[];
  readonly runTagKey?: string | undefined;
  readonly isAws?: boolean;
  readonly unsigned?: boolean | undefined;
}

type SweepOutcome =
  | Exclude<Removal, { state: "left" }>
  /** Present only for what is ours: the command that removes it. */
  | { readonly state: "left"; readonly reason: string; readonly ours: boolean };

/** Sweeps registered clusters: lists them first, and looks at each before it is deregistered. */
export async function clusterSweeper(target: Target, options: ClusterSweep): Promise<Sweeper> {
  // An endpoint that is gone cannot list anything; the look at each name then reports that.
  const listing = await whileAccess(
    () => listClusters(target),
    () => undefined,
  );
  const sweepOne = async (sent: Outstanding): Promise<Swept> =>
    toldAs(sent.name, await removeWhereSeen(target, sent, provesUnlisted(listing, sent.name), options), {
      region: target.region,
      endpointUrl: target.endpoint,
      unsigned: options.unsigned,
    });
  return { sweepOne, untouched: others(options.names, listing) };
}

function toldAs(name: string, outcome: SweepOutcome, context: CommandContext): Swept {
  if (outcome.state !== "left") return { removed: outcome.state === "removed" ? [name] : [], left: [] };
  const command = outcome.ours ? deregisterCommand(name, context) : undefined;
  return { removed: [], left: [{ name, reason: outcome.reason, command }] };
}

function others(names: readonly Outstanding[], listing: ResourceListing | undefined): Sweeper["untouched"] {
  if (listing === undefined) return { untouched: undefined };
  const swept = new Set(names.map(({ name }) => name));
  const untouched = [...new Set(listing.ids)].filter((name) => !swept.has(name)).length;
  return isWhole(listing) ? { untouched } : { untouched, untouchedAtLeast: true };
}

function removeWhereSeen(
  target: Target,
  sent: Outstanding,
  notListed: boolean,
  options: ClusterSweep,
): Promise<SweepOutcome> {
  const without = (reason: string): SweepOutcome => {
    const { created, bearsRun } = claimOn(sent, options);
    return { state: "left", reason: `nobody can say whether it is there: ${reason}`, ours: created || bearsRun };
  };
  return whileAccess(() => removeIfOurs(target, sent, notListed, options), without);
}

async function removeIfOurs(
  target: Target,
  sent: Outstanding,
  notListed: boolean,
  options: ClusterSweep,
): Promise<SweepOutcome> {
  const described = readReply(await target.send(describeRequest(sent.name)));
  if (await provesClusterAbsent({ ...sent, described }, () => notListed)) return { state: "absent" };
  const claim = claimOn(sent, options);
  if (!isSuccess(described)) {
    const reason = `${OPERATIONS.describe} answered ${describeReply(described)}`;
    return { state: "left", reason, ours: notOurs(described, claim) === undefined };
  }
  const untouchable = whyUntouchable(described, claim);
  if (untouchable !== undefined) return { state: "left", reason: untouchable, ours: false };
  return removeUntilGone(target, sent, options);
}

/**
 * A successful answer is no proof: the cluster is gone once a look proves it, shows it as being deleted, or shows another
 * one of its name.
 */
async function removeUntilGone(target: Target, sent: Outstanding, options: ClusterSweep): Promise<SweepOutcome> {
  const attempts = untilBudget(options);
  for (let removed = false; ; removed = true) {
    const removal = await removeCluster(target, sent.name, options);
    if (removal.state === "left" && !mayBeGone(removal)) return { ...removal, ours: true };
    if (removal.state === "absent") return removed ? { state: "removed" } : { state: "absent" };
    const described = readReply(await target.send(describeRequest(sent.name)));
    const isUnlisted = async () => provesUnlisted(await listClusters(target), sent.name);
    // The first look showed it.
    const sought = { name: sent.name, created: true, described };
    if (await provesClusterAbsent(sought, isUnlisted)) return { state: "removed" };
    if (removal.state === "left") return { ...removal, ours: true };
    const cluster = isSuccess(described) ? clusterNamed(sent.name, described) : undefined;
    const untouchable = whyUntouchable(described, claimOn(sent, options));
    if (isDeparting(described) || (cluster !== undefined && untouchable !== undefined)) return removal;
    if (!(await attempts.again())) return { state: "left", reason: afterRemoval(described, cluster), ours: true };
  }
}

function afterRemoval(described: Reply, cluster: JsonObject | undefined): string {
  if (cluster !== undefined) return "it is there again after each deregistration";
  return `nothing shows that it is gone: ${OPERATIONS.describe} answered ${describeReply(described)}`;
}

/**
 * Of a name that another user wrote down, the word of the entry counts for nothing, only what the target shows: a time
 * within those of its requests, and a mark; the run's name is one away from AWS.
 */
function claimOn(sent: Outstanding, { runTagKey, isAws = false }: ClusterSweep): Claim {
  const { name, intend, runAskedAt, lastAskedAt, activation, foreign = false } = sent;
  const isNamedByRun = bearsRun(name, intend.runId);
  const isOwnName = isNamedByRun && !foreign;
  return {
    name,
    askedAt: isOwnName ? runAskedAt : intend.at,
    lastAskedAt,
    bearsRun: isOwnName,
    created: sent.created && !foreign,
    activation,
    tag: tagOf(intend, runTagKey),
    needsMark: isAws ? !isOwnName : foreign && !isNamedByRun,
  };
}

function tagOf({ tagged, runId }: Outstanding["intend"], key: string | undefined): RunTag | undefined {
  return key !== undefined && tagged === true ? { key, value: runId } : undefined;
}
