import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import { clusterNamed, clusterOf, shownMember } from "../looking/shown-cluster.ts";
import { isSuccess, type Reply } from "../../protocol/answers/reply.ts";
import { LATEST_MS, madeInTime } from "./creation-time.ts";
import { activationMark, type RunTag } from "./marks.ts";

/** What is known about a name that a run sent, used to tell its cluster from somebody else's of that name. */
export interface Claim {
  readonly name: string;
  /**
   * When the run first asked for it, by our own clock: epoch milliseconds. Of a name that holds the run's id it is when
   * the run began: such a name is asked for again and again, and a request of before may be carried out late.
   */
  readonly askedAt: number;
  /** When the run last asked for it, if a cluster made long after that may be somebody else's. */
  readonly lastAskedAt?: number | undefined;
  /** The tag that the request carried. */
  readonly tag?: RunTag | undefined;
  /** The name contains the run's id, as nobody else's should; this decides if the endpoint shows no mark. */
  readonly bearsRun: boolean;
  /** An answer said that the request created it; this, too, decides if the endpoint shows no mark. */
  readonly created: boolean;
  /** The mark of the activation that the run was given; if the name contains the run's id, it proves nothing more. */
  readonly activation?: string | undefined;
  /**
   * The most, in milliseconds, by which creation times of clusters that are certainly ours were ahead of our answers.
   */
  readonly createdAhead?: number | undefined;
  /** Only the run's tag, or the activation that it was given, makes it ours: neither its name nor its time does. */
  readonly needsMark?: boolean;
}

/**
 * Why the cluster described may be somebody else's of the same name; undefined if it is ours. The run and sweep share
 * this one rule. Of the names that the run sent, a cluster is ours if every mark that it shows (tag, creation time) is
 * the run's. If it shows no mark, it is ours if its name contains the run's id or an answer said that the run created
 * it. One of another name is ours only if it has the activation that the run was given.
 */
export function notOurs(described: Reply, claim: Claim): string | undefined {
  const cluster = isSuccess(described) ? clusterOf(described) : undefined;
  if (cluster === undefined) return claim.created || claim.bearsRun ? undefined : "no answer shows it";
  // An answer about another cluster says nothing about the one asked for.
  if (clusterNamed(claim.name, described) === undefined && !hasActivation(cluster, claim)) {
    return "the answer shows a cluster of another name";
  }
  return (
    foreignTag(cluster, claim) ??
    foreignActivation(cluster, claim) ??
    foreignTime(described, cluster, claim) ??
    unmarked(cluster, claim)
  );
}

/**
 * Why nobody may touch what is described: a mark says that it is somebody else's, or nothing says that a plain name's is
 * ours. A cluster of another name says nothing about one whose name holds the run's id.
 */
export function whyUntouchable(described: Reply, claim: Claim): string | undefined {
  const isAnother = clusterNamed(claim.name, described) === undefined;
  return claim.bearsRun && isAnother ? undefined : notOurs(described, claim);
}

/**
 * The cluster described is somebody else's, which proves that ours is absent: it has the very name asked for, and one
 * that anybody may have. Of a name that holds the run's id such marks may as well be wrong, and prove nothing.
 */
export function isTheirs(described: Reply, claim: Claim): boolean {
  const hasName = isSuccess(described) && shownMember(clusterOf(described), "name") === claim.name;
  return hasName && !claim.bearsRun && notOurs(described, claim) !== undefined;
}

function foreignTag(cluster: JsonObject, { tag }: Claim): string | undefined {
  if (tag === undefined || tagOf(cluster, tag.key) === tag.value) return undefined;
  return "it does not have the run's tag, as the one that the run asked for does";
}

export const UNMARKED = "it does not have the run's tag";

/** A tag that was asked for has been compared by now. */
function unmarked(cluster: JsonObject, claim: Claim): string | undefined {
  const isMarked = claim.tag !== undefined || hasActivation(cluster, claim);
  return claim.needsMark === true && !isMarked ? UNMARKED : undefined;
}

/** The endpoint gives an activation once, so the cluster is ours, even if its name is not written as it was sent. */
function hasActivation(cluster: JsonObject, { activation }: Claim): boolean {
  return activation !== undefined && activationMark(cluster) === activation;
}

function foreignActivation(cluster: JsonObject, { activation, bearsRun }: Claim): string | undefined {
  const shown = activationMark(cluster);
  if (bearsRun || activation === undefined || shown === undefined || shown === activation) return undefined;
  return "it has a different activation from the one that the run was given";
}

function foreignTime(described: Reply, cluster: JsonObject, claim: Claim): string | undefined {
  const { tag, created, bearsRun, askedAt, lastAskedAt = Infinity, createdAhead } = claim;
  // A name that holds the run's id is nobody else's, however late its cluster was made.
  const times = [{ from: askedAt, to: bearsRun ? Infinity : lastAskedAt + LATEST_MS }];
  const making = madeInTime(shownMember(cluster, "created"), described, { times, createdAhead });
  if (making !== undefined) return making.isInTime ? undefined : making.reason;
  // A matching mark will do, too; a tag that was asked for must match by this point.
  return created || bearsRun || tag !== undefined || hasActivation(cluster, claim)
    ? undefined
    : "it has no creation time, and no answer said that the run created it";
}

function tagOf({ tags }: JsonObject, key: string): JsonValue | undefined {
  return isJsonObject(tags) && Object.hasOwn(tags, key) ? tags[key] : undefined;
}
