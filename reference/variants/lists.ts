import type { Patch, Variant } from "../fault.ts";
import type { Call } from "../behaviours.ts";
import { Refusal } from "../refusal.ts";
import type { Cluster } from "../clusters/cluster.ts";
import { listLag } from "./list-lag.ts";

const LAG_MS = 100;

/** How lists are paged, and how late reads show what writes did. */
export const LIST_VARIANTS: readonly Variant[] = [
  {
    id: "short-pages",
    sentence: "Puts at most two names on a page, however many are asked for.",
    source: "eks-model.md: maxResults bounds the names in one answer",
    patch: (behaviours) => ({
      pageOf: (names, listing, call) =>
        behaviours.pageOf(names, { ...listing, maxResults: Math.min(listing.maxResults, 2) }, call),
    }),
  },
  {
    id: "tokens-of-one-use",
    sentence: "Writes another nextToken each time, even for the same page.",
    source: "eks-model.md: nextToken is opaque",
    patch: (behaviours) => {
      let written = 0;
      return {
        writeNextToken: (after, call) => `${(written += 1)}.${behaviours.writeNextToken(after, call)}`,
        readNextToken: (token, call) => behaviours.readNextToken(token.replace(/^\d+\./, ""), call),
      };
    },
  },
  {
    id: "tokens-with-odd-characters",
    sentence: "Writes nextTokens with characters that a query has to encode.",
    source: "eks-model.md: nextToken is opaque",
    patch: (behaviours) => ({
      writeNextToken: (after, call) => `a+b/c=&%20 ${behaviours.writeNextToken(after, call)}`,
      readNextToken: (token, call) => behaviours.readNextToken(token.replace(/^a\+b\/c=&%20 /, ""), call),
    }),
  },
  {
    id: "foreign-tokens-start-over",
    sentence: "Takes a nextToken that it did not write for the first page's.",
    source: "openapi.yaml, foreign-next-token",
    patch: (behaviours) => ({
      readNextToken: (token, call) => {
        try {
          return behaviours.readNextToken(token, call);
        } catch {
          return undefined;
        }
      },
    }),
  },
  {
    id: "list-lags-a-tenth-of-a-second",
    sentence: "Shows changes in ListClusters a tenth of a second late.",
    source: "AWS services are eventually consistent: IAM and EC2 guides say so of theirs",
    patch: listLag(LAG_MS),
  },
  {
    id: "describe-lags-a-tenth-of-a-second",
    sentence: "Does not know a new cluster in DescribeCluster for a tenth of a second.",
    source: "AWS services are eventually consistent",
    patch: (behaviours) => ({
      findCluster: (name, call) => {
        const cluster = behaviours.findCluster(name, call);
        const fresh = cluster !== undefined && call.receivedAt - cluster.createdAt < LAG_MS;
        return call.route?.operation === "DescribeCluster" && fresh ? undefined : cluster;
      },
    }),
  },
  {
    id: "describe-shows-the-gone-for-a-tenth-of-a-second",
    sentence: "Goes on describing a deregistered cluster as DELETING for a tenth of a second.",
    source: "eks-model.md, ClusterStatus DELETING and the waiter ClusterDeleted",
    patch: lingering("DescribeCluster"),
  },
  {
    id: "name-stays-taken-for-a-tenth-of-a-second",
    sentence: "Refuses to register a name again for a tenth of a second after its deregistration.",
    source: "AWS services are eventually consistent; eks-model.md, ClusterStatus DELETING",
    patch: lingering("RegisterCluster"),
  },
  {
    id: "deregistering-lasts-a-tenth-of-a-second",
    sentence: "Keeps a cluster for a tenth of a second as DELETING, and refuses to deregister it again meanwhile.",
    source: "eks-model.md, ClusterStatus DELETING; DeregisterCluster, ResourceInUseException",
    patch: departing((name) => new Refusal("ResourceInUseException", "The cluster is being deregistered.", name)),
  },
  {
    id: "deregistering-lasts-and-may-be-asked-for-again",
    sentence: "Keeps a cluster for a tenth of a second as DELETING, and answers so to each deregistration of it.",
    source: "eks-model.md, ClusterStatus DELETING",
    patch: departing(() => undefined),
  },
];

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
