import type { Cluster } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import { NOBODY, shownIn } from "./describing.ts";
import { crash, family } from "./family.ts";
import { all, before } from "../patches.ts";
import { clusterShown } from "./response-types.ts";

/** Deregistered clusters, by name, kept by a patch for each server. */
const keepingDeparted = (use: (departed: Map<string, Cluster>) => Patch): Patch => {
  return (behaviours) => {
    const departed = new Map<string, Cluster>();
    const keep = before("removeCluster", (cluster, call) => {
      departed.set(cluster.name, cluster);
      return [cluster, call];
    });
    return all(keep, use(departed))(behaviours);
  };
};

/** What becomes of a cluster that is deregistered, of its name and of others. */
export const DEREGISTERING = family("lifecycle", [
  {
    id: "deregistered-cluster-described",
    sentence: "Describes a deregistered cluster as DELETING.",
    requirements: ["describe.after-deregister"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      findCluster: (name, call) => {
        const found = behaviours.findCluster(name, call);
        if (found !== undefined || call.route?.operation !== "DescribeCluster") return found;
        const gone = departed.get(name);
        return gone === undefined ? undefined : { ...gone, status: "DELETING" };
      },
    })),
  },
  {
    id: "deregister-keeps-the-cluster",
    sentence: "Answers a deregistration and keeps the cluster.",
    requirements: ["describe.after-deregister", "deregister.twice", "register.again", "list.after-deregister"],
    patch: () => ({ removeCluster: () => undefined, forgetToken: () => undefined }),
  },
  {
    id: "deregister-twice-succeeds",
    sentence: "Answers a second deregistration as the first.",
    requirements: ["deregister.twice"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      findRegistered: (name, call) => behaviours.findRegistered(name, call) ?? departed.get(name),
    })),
  },
  {
    id: "deregister-of-unknown-name-succeeds",
    sentence: "Answers every deregistration with 200, an unknown name among them.",
    requirements: ["deregister.error.unknown-name", "deregister.twice"],
    patch: (behaviours) => ({
      findRegistered: (name, call) => behaviours.findRegistered(name, call) ?? { ...NOBODY, name },
    }),
  },
  {
    id: "deregister-twice-fails-with-500",
    sentence: "Fails with 500 on a second deregistration.",
    requirements: ["deregister.twice", "api.no-server-error"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      findRegistered: (name, call) => {
        const found = behaviours.findRegistered(name, call);
        return found === undefined && departed.has(name) ? crash() : found;
      },
    })),
  },
  {
    id: "deregister-twice-in-use",
    sentence: "Refuses a second deregistration as ResourceInUseException.",
    requirements: ["deregister.twice"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      findRegistered: (name, call) => {
        const found = behaviours.findRegistered(name, call);
        if (found !== undefined || !departed.has(name)) return found;
        throw new Refusal("ResourceInUseException", "The cluster is being deleted.", name);
      },
    })),
  },
  {
    id: "deregister-refused",
    sentence: "Refuses to deregister a cluster whose agent never connected.",
    requirements: ["deregister.answer"],
    patch: (behaviours) => ({
      findRegistered: (name, call) => {
        if (behaviours.findRegistered(name, call) === undefined) return undefined;
        throw new Refusal("ClientException", "The cluster is not connected.", name);
      },
    }),
  },
  {
    id: "deregister-answers-nothing",
    sentence: "Answers a deregistration with an empty object.",
    requirements: ["deregister.answer"],
    patch: (behaviours) => ({
      clusterEnvelope: (cluster, view, call) =>
        view === "DeregisterCluster" ? {} : behaviours.clusterEnvelope(cluster, view, call),
    }),
  },
  {
    id: "deregister-answers-204",
    sentence: "Answers a deregistration with status 204 and no body.",
    requirements: ["deregister.answer", "deregister.route"],
    patch: (behaviours) => ({
      successStatus: (call) => (call.request.method === "DELETE" ? 204 : behaviours.successStatus(call)),
      encode: (document, call) =>
        call.request.method === "DELETE" && document["cluster"] !== undefined ? "" : behaviours.encode(document, call),
    }),
  },
  {
    id: "deregister-answers-202",
    sentence: "Answers a deregistration with status 202.",
    requirements: ["deregister.answer", "deregister.route"],
    patch: (behaviours) => ({
      successStatus: (call) => (call.request.method === "DELETE" ? 202 : behaviours.successStatus(call)),
    }),
  },
  {
    id: "deregister-answers-with-arn-as-name",
    sentence: "Answers a deregistration with the arn in place of the name.",
    requirements: ["deregister.answer"],
    patch: clusterShown((document, view) =>
      view === "DeregisterCluster" ? { ...document, name: document["arn"] } : document,
    ),
  },
  {
    id: "deregister-shows-former-status",
    sentence: "Shows in the answer to a deregistration the status of before.",
    level: "SHOULD",
    requirements: ["deregister.status-deleting"],
    patch: shownIn("DeregisterCluster", (cluster) => ({ ...cluster, status: "PENDING" })),
  },
  {
    id: "deregister-shows-another-created-at",
    sentence: "Shows in the answer to a deregistration when that was, as createdAt.",
    level: "SHOULD",
    requirements: ["deregister.same-cluster"],
    patch: shownIn("DeregisterCluster", (cluster) => ({ ...cluster, createdAt: cluster.createdAt + 1 })),
  },
  {
    id: "deregister-shows-another-provider-with-ten-tags",
    sentence: "Shows another provider in the answer to a deregistration of a cluster with ten tags.",
    level: "SHOULD",
    requirements: ["deregister.same-cluster"],
    patch: shownIn("DeregisterCluster", ({ connector, ...cluster }) => {
      const isOther = connector !== undefined && cluster.tags.size === 10;
      return { ...cluster, connector: isOther ? { ...connector, provider: "OTHER" } : connector };
    }),
  },
  {
    id: "deregister-shows-activation-code",
    sentence: "Shows the activation code in the answer to a deregistration.",
    level: "SHOULD",
    requirements: ["deregister.no-activation-code"],
    patch: (behaviours) => ({
      connectorDocument: (connector, view, call) => ({
        ...behaviours.connectorDocument(connector, view, call),
        ...(view === "DeregisterCluster" ? { activationCode: connector.activationCode } : {}),
      }),
    }),
  },
  {
    id: "registered-again-refused",
    sentence: "Keeps the name of a deregistered cluster for ever.",
    requirements: ["register.again"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      findCluster: (name, call) =>
        behaviours.findCluster(name, call) ??
        (call.route?.operation === "RegisterCluster" ? departed.get(name) : undefined),
    })),
  },
  {
    id: "registered-again-with-old-activation",
    sentence: "Gives a name that is registered again the activation of before.",
    requirements: ["register.again", "register.activation.fresh"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      newCluster: (registration, call) => {
        const cluster = behaviours.newCluster(registration, call);
        const before = departed.get(registration.name)?.connector;
        return before === undefined ? cluster : { ...cluster, connector: before };
      },
    })),
  },
  {
    id: "registered-again-with-old-tags",
    sentence: "Gives a name that is registered again the tags of before.",
    requirements: ["register.echo.tags"],
    patch: keepingDeparted((departed) => (behaviours) => ({
      newCluster: (registration, call) => {
        const before = departed.get(registration.name)?.tags;
        const tags = new Map([...(before ?? []), ...registration.tags]);
        return behaviours.newCluster({ ...registration, tags }, call);
      },
    })),
  },
  {
    id: "deregister-removes-another-cluster-too",
    sentence: "Removes with a cluster all others whose names begin alike.",
    requirements: ["describe.after-register"],
    patch: (behaviours) => ({
      removeCluster: (cluster, call) => {
        const stem = cluster.name.slice(0, 4);
        for (const other of [...call.state.clusters.values()]) {
          if (other.name.startsWith(stem)) behaviours.removeCluster(other, call);
        }
      },
    }),
  },
  {
    id: "deregister-takes-longer-names-with-it",
    sentence: "Removes with a cluster all others whose names begin with its name.",
    requirements: ["describe.after-register"],
    patch: (behaviours) => ({
      removeCluster: (cluster, call) => {
        for (const other of [...call.state.clusters.values()]) {
          if (other.name.startsWith(cluster.name)) behaviours.removeCluster(other, call);
        }
      },
    }),
  },
]);
