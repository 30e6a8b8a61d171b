import { setImmediate } from "node:timers/promises";
import type { Cluster } from "../clusters/cluster.ts";
import { Refusal } from "../refusal.ts";
import { crash, family } from "./family.ts";

/** Lets requests in between. */
async function gap(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** What happens between looking and acting. */
export const RACES = family("concurrency", [
  {
    id: "race-for-a-name-has-many-winners",
    sentence: "Looks whether a name is free, and takes it later: parallel registrations of it all succeed.",
    requirements: ["register.parallel.same-name", "register.parallel.same-token"],
    patch: () => ({
      claimName: async (cluster, { state }) => {
        await gap();
        state.clusters.set(cluster.name, cluster);
        return true;
      },
    }),
  },
  {
    id: "race-of-a-token-carried-out-twice",
    sentence: "Carries out each of several parallel registrations with one token.",
    requirements: ["register.parallel.same-token"],
    patch: (behaviours) => ({
      claimName: async (cluster, call) => {
        await gap();
        const before = call.state.clusters.get(cluster.name);
        if (before !== undefined && before.clientRequestToken === cluster.clientRequestToken) {
          call.state.clusters.delete(cluster.name);
        }
        return behaviours.claimName(cluster, call);
      },
    }),
  },
  {
    id: "race-of-tags-loses-some",
    sentence: "Reads the tags of a cluster, and stores them later: parallel requests undo each other.",
    requirements: ["tag-resource.puts", "untag-resource.takes-off"],
    patch: () => ({ beforeStoringTags: gap }),
  },
  {
    id: "race-for-a-name-has-two-winners",
    sentence: "Lets the second of parallel registrations win as well.",
    requirements: ["register.parallel.same-name"],
    patch: (behaviours) => {
      const claims = new Map<string, number>();
      return {
        claimName: async (cluster, call) => {
          await gap();
          const claim = (claims.get(cluster.name) ?? 0) + 1;
          claims.set(cluster.name, claim);
          return claim === 2 || behaviours.claimName(cluster, call);
        },
      };
    },
  },
  {
    id: "race-for-a-name-fails-with-500",
    sentence: "Fails with 500 when a name is taken between looking and acting.",
    requirements: ["register.parallel.same-name", "register.parallel.same-token", "api.no-server-error"],
    patch: (behaviours) => ({
      claimName: async (cluster, call) => {
        await gap();
        const claimed = await behaviours.claimName(cluster, call);
        return claimed || crash();
      },
    }),
  },
  {
    id: "race-for-a-name-has-no-winner",
    sentence: "Refuses every one of several parallel registrations of a name.",
    requirements: ["register.parallel.same-name"],
    patch: (behaviours) => {
      const waiting = new Map<string, number>();
      return {
        claimName: async (cluster, call) => {
          waiting.set(cluster.name, (waiting.get(cluster.name) ?? 0) + 1);
          await gap();
          const others = (waiting.get(cluster.name) ?? 1) > 1;
          await gap();
          waiting.delete(cluster.name);
          return !others && behaviours.claimName(cluster, call);
        },
      };
    },
  },
  {
    id: "parallel-registrations-share-tags",
    sentence: "Answers parallel registrations with the tags of the last of them.",
    requirements: ["register.parallel.distinct-names"],
    patch: (behaviours) => {
      let latest: ReadonlyMap<string, string> = new Map();
      return {
        newCluster: (registration, call) => {
          latest = registration.tags;
          return behaviours.newCluster(registration, call);
        },
        claimName: async (cluster, call) => {
          await gap();
          return behaviours.claimName(cluster, call);
        },
        tagsDocument: (tags, view, call) =>
          behaviours.tagsDocument(view === "RegisterCluster" ? latest : tags, view, call),
      };
    },
  },
  {
    id: "parallel-registrations-share-name",
    sentence: "Answers parallel registrations with the name of the last of them.",
    requirements: ["register.parallel.distinct-names", "register.echo.name"],
    patch: (behaviours) => {
      let latest: Cluster | undefined;
      return {
        claimName: async (cluster, call) => {
          latest = cluster;
          await gap();
          return behaviours.claimName(cluster, call);
        },
        clusterDocument: (cluster, view, call) =>
          behaviours.clusterDocument(view === "RegisterCluster" ? (latest ?? cluster) : cluster, view, call),
      };
    },
  },
  {
    id: "parallel-registrations-refused",
    sentence: "Registers one cluster at a time, and refuses the others as ClientException.",
    requirements: ["register.parallel.distinct-names"],
    patch: (behaviours) => {
      let busy = false;
      return {
        claimName: async (cluster, call) => {
          if (busy) throw new Refusal("ClientException", "Another registration is under way.");
          busy = true;
          await gap();
          busy = false;
          return behaviours.claimName(cluster, call);
        },
      };
    },
  },
  {
    id: "parallel-deregistration-fails-with-500",
    sentence: "Fails with 500 on the deregistration of a cluster that another request just removed.",
    requirements: ["register.parallel.deregister"],
    patch: (behaviours) => {
      const removed = new Map<string, number>();
      return {
        removeCluster: (cluster, call) => {
          removed.set(cluster.name, call.receivedAt);
          behaviours.removeCluster(cluster, call);
        },
        findRegistered: (name, call) => {
          const since = call.receivedAt - (removed.get(name) ?? Number.NEGATIVE_INFINITY);
          return since <= 1 ? crash() : behaviours.findRegistered(name, call);
        },
      };
    },
  },
]);
