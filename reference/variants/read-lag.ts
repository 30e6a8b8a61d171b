import type { Behaviours, Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { variants } from "./rows.ts";

/** Less than half of the time that reads of any kind of target may lag behind its writes. */
const LAG_MS = 90;
/** An answer takes its time, so that some of what is behind is of an earlier life. */
const DELAY_MS = 8;
const READS: ReadonlySet<string | undefined> = new Set(["DescribeCluster", "ListClusters", "ListTagsForResource"]);

/** The clusters as they were before a call. */
interface Snapshot {
  /** When the call came: epoch milliseconds. */
  readonly at: number;
  readonly clusters: ReadonlyMap<string, Cluster>;
}

/** Reads that show what was there a while ago, as those of a replica do: an earlier life of a name among it. */
export const READ_LAG_VARIANTS = variants({
  "reads-are-a-while-behind": [
    "Answers every read with what was there 90 milliseconds ago.",
    "AWS services are eventually consistent: IAM and EC2 guides say so of theirs",
    readLag(() => LAG_MS),
  ],
  "reads-are-now-and-then-behind": [
    "Answers each read with what was there up to 90 milliseconds ago, now more, now less.",
    "AWS services are eventually consistent: one read may reach a replica that is behind the last one's", // Far apart from call to call, and the same in every run.
    readLag(({ number }) => (number * 37) % (LAG_MS + 1)),
  ],
  "tags-show-a-while-after-the-registration": [
    "Shows the tags of a registration to reads from 90 milliseconds on, and before then none.",
    "AWS services keep tags in a service of their own, whose reads are eventually consistent",
    (behaviours) => ({
      findCluster: (name, call) => untaggedWhileYoung(behaviours.findCluster(name, call), call),
      findResource: (arn, call) => untaggedWhileYoung(behaviours.findResource(arn, call), call),
    }),
  ],
});

function untaggedWhileYoung(cluster: Cluster | undefined, { receivedAt, route }: Call): Cluster | undefined {
  const isYoung = cluster !== undefined && receivedAt - cluster.createdAt < LAG_MS;
  return isYoung && READS.has(route?.operation) ? { ...cluster, tags: new Map() } : cluster;
}

function readLag(lagMs: (call: Call) => number): Patch {
  return (behaviours: Behaviours) => {
    let snapshots: Snapshot[] = [];
    const shownTo = (call: Call): ReadonlyMap<string, Cluster> => {
      const shown = call.receivedAt - lagMs(call);
      return snapshots.find(({ at }) => at > shown)?.clusters ?? call.state.clusters;
    };
    const isRead = ({ route }: Call): boolean => READS.has(route?.operation);
    return {
      transport: (call) => ({ ...behaviours.transport(call), delayMs: DELAY_MS }),
      admit: (call) => {
        snapshots = snapshots.filter(({ at }) => at >= call.receivedAt - LAG_MS);
        snapshots.push({ at: call.receivedAt, clusters: new Map(call.state.clusters) });
        return behaviours.admit(call);
      },
      findCluster: (name, call) => (isRead(call) ? shownTo(call).get(name) : behaviours.findCluster(name, call)),
      visibleClusters: (call) => (isRead(call) ? shownTo(call).values() : behaviours.visibleClusters(call)),
      findResource: (arn, call) =>
        isRead(call)
          ? [...shownTo(call).values()].find((cluster) => cluster.arn === arn)
          : behaviours.findResource(arn, call),
    };
  };
}
