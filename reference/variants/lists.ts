import type { Patch } from "#reference/fault.ts";
import type { Behaviours, Call } from "#reference/behaviours.ts";
import { Refusal } from "#reference/refusal.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import { around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

interface Departed {
  readonly cluster: Cluster;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** ListClusters shows the clusters as they were some milliseconds ago. */
function listLag(milliseconds: number): Patch {
  return (behaviours: Behaviours) => {
    let departed: Departed[] = [];
    return {
      removeCluster: (cluster, call) => {
        behaviours.removeCluster(cluster, call);
        departed.push({ cluster, at: call.receivedAt });
      },
      visibleClusters: (call: Call) => {
        const shown = call.receivedAt - milliseconds;
        departed = departed.filter(({ at }) => at > shown);
        const candidates = [...departed.map(({ cluster }) => cluster), ...behaviours.visibleClusters(call)];
        return candidates.filter((cluster) => cluster.createdAt <= shown);
      },
    };
  };
}

const LAG_MS = 100;

/** How lists are paged, and how late reads show what writes did. */
export const LIST_VARIANTS = variants({
  "short-pages": [
    "Puts at most two names on a page, however many are asked for.",
    "eks-model.md: maxResults bounds the names in one answer",
    around("pageOf", (own, names, listing, call) =>
      own(names, { ...listing, maxResults: Math.min(listing.maxResults, 2) }, call),
    ),
  ],
  "tokens-of-one-use": [
    "Writes another nextToken each time, even for the same page.",
    "eks-model.md: nextToken is opaque",
    (behaviours) => {
      let written = 0;
      return {
        writeNextToken: (after, call) => `${(written += 1)}.${behaviours.writeNextToken(after, call)}`,
        readNextToken: (token, call) => behaviours.readNextToken(token.replace(/^\d+\./, ""), call),
      };
    },
  ],
  "tokens-with-odd-characters": [
    "Writes nextTokens with characters that a query has to encode.",
    "eks-model.md: nextToken is opaque",
    (behaviours) => ({
      writeNextToken: (after, call) => `a+b/c=&%20 ${behaviours.writeNextToken(after, call)}`,
      readNextToken: (token, call) => behaviours.readNextToken(token.replace(/^a\+b\/c=&%20 /, ""), call),
    }),
  ],
  "foreign-tokens-start-over": [
    "Takes a nextToken that it did not write for the first page's.",
    "openapi.yaml, foreign-next-token",
    around("readNextToken", (own, token, call) => {
      try {
        return own(token, call);
      } catch {
        return undefined;
      }
    }),
  ],
  "list-lags-a-tenth-of-a-second": [
    "Shows changes in ListClusters a tenth of a second late.",
    "AWS services are eventually consistent: IAM and EC2 guides say so of theirs",
    listLag(LAG_MS),
  ],
  "describe-lags-a-tenth-of-a-second": [
    "Does not know a new cluster in DescribeCluster for a tenth of a second.",
    "AWS services are eventually consistent",
    around("findCluster", (own, name, call) => {
      const cluster = own(name, call);
      const fresh = cluster !== undefined && call.receivedAt - cluster.createdAt < LAG_MS;
      return call.route?.operation === "DescribeCluster" && fresh ? undefined : cluster;
    }),
  ],
  "describe-shows-the-gone-for-a-tenth-of-a-second": [
    "Goes on describing a deregistered cluster as DELETING for a tenth of a second.",
    "eks-model.md, ClusterStatus DELETING and the waiter ClusterDeleted",
    lingering("DescribeCluster"),
  ],
  "name-stays-taken-for-a-tenth-of-a-second": [
    "Refuses to register a name again for a tenth of a second after its deregistration.",
    "AWS services are eventually consistent; eks-model.md, ClusterStatus DELETING",
    lingering("RegisterCluster"),
  ],
  "deregistering-lasts-a-tenth-of-a-second": [
    "Keeps a cluster for a tenth of a second as DELETING, and refuses to deregister it again meanwhile.",
    "eks-model.md, ClusterStatus DELETING; DeregisterCluster, ResourceInUseException",
    departing((name) => new Refusal("ResourceInUseException", "The cluster is being deregistered.", name)),
  ],
  "deregistering-lasts-and-may-be-asked-for-again": [
    "Keeps a cluster for a tenth of a second as DELETING, and answers so to each deregistration of it.",
    "eks-model.md, ClusterStatus DELETING",
    departing(() => undefined),
  ],
});

/** One operation goes on seeing a cluster for a while after it is gone. */
function lingering(operation: "DescribeCluster" | "RegisterCluster"): Patch {
  return (behaviours) => {
    const gone = new Map<string, { readonly cluster: Cluster; readonly at: number }>();
    return {
      removeCluster: (cluster, call) => {
        behaviours.removeCluster(cluster, call);
        gone.set(cluster.name, { cluster: { ...cluster, status: "DELETING" }, at: call.receivedAt });
      },
      findCluster: (name, call) => {
        const departed = gone.get(name);
        const lingers = departed !== undefined && call.receivedAt - departed.at < LAG_MS;
        const found = behaviours.findCluster(name, call);
        return found ?? (lingers && call.route?.operation === operation ? departed.cluster : undefined);
      },
    };
  };
}

/** Every operation goes on seeing a cluster for a while, its token included; to be removed again may be refused. */
function departing(refusesAgain: (name: string) => Refusal | undefined): Patch {
  return (behaviours) => {
    const going = new Map<string, { readonly cluster: Cluster; readonly at: number }>();
    const stillThere = (name: string, { receivedAt }: Call): Cluster | undefined => {
      const departed = going.get(name);
      return departed !== undefined && receivedAt - departed.at < LAG_MS ? departed.cluster : undefined;
    };
    return {
      removeCluster: (cluster, call) => {
        if (stillThere(cluster.name, call) !== undefined) {
          const refusal = refusesAgain(cluster.name);
          if (refusal !== undefined) throw refusal;
          return;
        }
        behaviours.removeCluster(cluster, call);
        going.set(cluster.name, { cluster: { ...cluster, status: "DELETING" }, at: call.receivedAt });
      },
      findCluster: (name, call) => behaviours.findCluster(name, call) ?? stillThere(name, call),
      replay: (registration, call) => {
        const departed = stillThere(registration.name, call);
        const { clientRequestToken: token } = registration;
        const replayed = token !== undefined && departed?.clientRequestToken === token;
        return replayed ? departed : behaviours.replay(registration, call);
      },
    };
  };
}
