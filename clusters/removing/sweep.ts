import { systemClock } from "../../endpoint/clock.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import { isSuccess, readReply, type Reply } from "../../protocol/answers/reply.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { mayBeGone, removeCluster, untilBudget, type RemovalLimits, type Removal } from "./remove-cluster.ts";
import type { ClusterLeft } from "./cluster-left.ts";
import { provesClusterAbsent } from "../looking/cluster-absence.ts";
import { describeRequest } from "../looking/cluster-requests.ts";
import { clusterNamed, isDeparting } from "../looking/shown-cluster.ts";
import { whileAccess } from "../looking/while-access.ts";
import { deregisterCommand } from "./deregister-command.ts";
import { openJournal } from "../journal/journal.ts";
import { listClusters } from "../looking/list-clusters.ts";
import { isWhole, provesUnlisted, type ResourceListing } from "../resources/resource-requests.ts";
import { notOurs, whyUntouchable, type Claim } from "../ownership/ownership.ts";
import type { Outstanding } from "../journal/outstanding.ts";
import { bearsRun } from "../ownership/run-prefix.ts";
import type { RunTag } from "../ownership/marks.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Target } from "../../endpoint/target.ts";

export interface SweepOptions extends RemovalLimits {
  readonly journalFile: string;
  /** See JournalOptions. */
  readonly key?: string | undefined;
  /** Which of the journal's open names to look for at the target. */
  readonly names: readonly Outstanding[];
  /** It is AWS, or may be: what has no mark may be anybody's there. */
  readonly isAws?: boolean;
  /** Key of the tag whose value is the run's id, if requests carry one. */
  readonly runTagKey?: string;
  /** Removes secrets from a reason, which may quote the target. */
  readonly redact?: (reason: string) => string;
  /** The run's requests went unsigned. */
  readonly unsigned?: boolean | undefined;
}

export interface SweepReport {
  readonly removed: readonly string[];
  /** Found not to exist. */
  readonly absent: readonly string[];
  readonly left: readonly ClusterLeft[];
  /** Listed clusters that are none of the names; undefined if they could not be listed. */
  readonly untouched: number | undefined;
  /** There may be more: the list did not come to its end. */
  readonly untouchedAtLeast?: true;
}

type SweepOutcome =
  | Exclude<Removal, { state: "left" }>
  /** Present only for what is ours: the command that removes it. */
  | { readonly state: "left"; readonly reason: string; readonly ours: boolean };

/**
 * Removes the clusters of these names that are the run's, and nothing else: lists first, and looks at each cluster
 * before it is deleted. Writes the outcome to the journal, so a second sweep has nothing left to do. Throws
 * `JournalError` when the journal cannot be used.
 */
export async function sweep(
  target: Target,
  { journalFile, key, names, ...options }: SweepOptions,
): Promise<SweepReport> {
  const { clock = systemClock } = options;
  // An endpoint that is gone cannot list anything; the look at each name then reports that.
  const listing = await whileAccess(
    () => listClusters(target),
    () => undefined,
  );
  const journal = openJournal(journalFile, { sync: false, key });
  try {
    const outcomes = await Promise.all(
      names.map(async (sent) => {
        const { name, intend } = sent;
        const outcome = redacted(await removeWhereSeen(target, sent, provesUnlisted(listing, name), options), options);
        const why = outcome.state === "left" ? { reason: outcome.reason } : ({ proved: true } as const);
        journal.write({ event: outcome.state, name, runId: intend.runId, at: clock.epoch(), ...why });
        return { name, outcome };
      }),
    );
    return { ...report(outcomes, { ...target, unsigned: options.unsigned }), ...others(names, listing) };
  } finally {
    journal.close();
  }
}

function redacted(outcome: SweepOutcome, { redact = String }: Pick<SweepOptions, "redact">): SweepOutcome {
  return outcome.state === "left" ? { ...outcome, reason: redact(outcome.reason) } : outcome;
}

function report(
  outcomes: readonly { readonly name: string; readonly outcome: SweepOutcome }[],
  { region, endpoint, unsigned }: Pick<Target, "region" | "endpoint"> & Pick<SweepOptions, "unsigned">,
): Pick<SweepReport, "removed" | "absent" | "left"> {
  const namesOf = (state: SweepOutcome["state"]) =>
    outcomes.filter(({ outcome }) => outcome.state === state).map(({ name }) => name);
  const left = outcomes.flatMap(({ name, outcome }): ClusterLeft[] => {
    if (outcome.state !== "left") return [];
    const command = outcome.ours ? deregisterCommand(name, { region, endpointUrl: endpoint, unsigned }) : undefined;
    return [{ name, reason: outcome.reason, command }];
  });
  return { removed: namesOf("removed"), absent: namesOf("absent"), left };
}

function others(
  names: readonly Outstanding[],
  listing: ResourceListing | undefined,
): Pick<SweepReport, "untouched" | "untouchedAtLeast"> {
  if (listing === undefined) return { untouched: undefined };
  const swept = new Set(names.map(({ name }) => name));
  const untouched = [...new Set(listing.ids)].filter((name) => !swept.has(name)).length;
  return isWhole(listing) ? { untouched } : { untouched, untouchedAtLeast: true };
}

type RemoveOptions = RemovalLimits & Pick<SweepOptions, "runTagKey" | "isAws">;

function removeWhereSeen(
  target: Target,
  sent: Outstanding,
  notListed: boolean,
  options: RemoveOptions,
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
  options: RemoveOptions,
): Promise<SweepOutcome> {
  const described = readReply(await target.send(describeRequest(sent.name)));
  if (await provesClusterAbsent({ ...sent, described }, () => notListed)) return absentAt(sent);
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
async function removeUntilGone(target: Target, sent: Outstanding, options: RemoveOptions): Promise<SweepOutcome> {
  const attempts = untilBudget(options);
  for (let removed = false; ; removed = true) {
    const removal = await removeCluster(target, sent.name, options);
    if (removal.state === "left" && !mayBeGone(removal)) return { ...removal, ours: true };
    if (removal.state === "absent") return removed ? { state: "removed" } : absentAt(sent);
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

/** What is not at this endpoint may be at the one that the run used, where the journal does not say which that is. */
function absentAt({ intend }: Outstanding): SweepOutcome {
  if (intend.place !== undefined) return { state: "absent" };
  const reason = "it is unknown here, and the journal does not say whether the run was here";
  return { state: "left", reason, ours: false };
}

/**
 * Of a name that another user wrote down, the word of the entry counts for nothing, only what the target shows: a time
 * within those of its requests, and a mark; the run's name is one away from AWS.
 */
function claimOn(sent: Outstanding, { runTagKey, isAws = false }: RemoveOptions): Claim {
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
