import { setImmediate } from "node:timers/promises";
import type { Cluster, Tags } from "#reference/clusters/cluster.ts";
import type { Call } from "#reference/behaviours.ts";
import type { Patch } from "#reference/fault.ts";
import { Refusal } from "#reference/refusal.ts";
import { all, around, before, instead, keeping, noting, remembering } from "#reference/patches.ts";
import { clusterIn } from "#reference/faults/answers/shown.ts";
import { breaking, crash, family } from "#reference/faults/defect.ts";

/** Lets requests in between. */
async function gap(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

type NameClaim = (cluster: Cluster, call: Call) => boolean | Promise<boolean>;

/** A name is taken later than it is looked at. */
const late = (claim: (own: NameClaim, cluster: Cluster, call: Call) => boolean | Promise<boolean>): Patch =>
  around("claimName", async (own, cluster, call) => {
    await gap();
    return claim(own, cluster, call);
  });

const later: Patch = late((own, cluster, call) => own(cluster, call));

/** Something that each server counts by name. */
function counting(use: (counts: Map<string, number>, add: (name: string) => number) => Patch): Patch {
  return keeping(
    () => new Map<string, number>(),
    (counts) =>
      use(counts, (name) => {
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        return count;
      }),
  );
}

/** What happens between looking and acting. */
export const RACES = family(
  "concurrency",
  breaking(["register.parallel.same-name", "register.parallel.same-token"], {
    "race-for-a-name-has-many-winners": [
      "Looks whether a name is free, and takes it later: parallel registrations of it all succeed.",
      late((_own, cluster, { state }) => {
        state.clusters.set(cluster.name, cluster);
        return true;
      }),
    ],
  }),
  breaking("register.parallel.same-token", {
    "race-of-a-token-carried-out-twice": [
      "Carries out each of several parallel registrations with one token.",
      late((own, cluster, call) => {
        const { clusters } = call.state;
        const found = clusters.get(cluster.name);
        if (found?.clientRequestToken === cluster.clientRequestToken) clusters.delete(cluster.name);
        return own(cluster, call);
      }),
    ],
  }),
  breaking(["tag-resource.puts", "untag-resource.takes-off"], {
    "race-of-tags-loses-some": [
      "Reads the tags of a cluster, and stores them later: parallel requests undo each other.",
      around("storeTags", async (own, cluster, tags, call) => {
        await gap();
        return own(cluster, tags, call);
      }),
    ],
  }),
  breaking("register.parallel.same-name", {
    "race-for-a-name-has-two-winners": [
      "Lets the second of parallel registrations win as well.",
      counting((_counts, add) => late((own, cluster, call) => add(cluster.name) === 2 || own(cluster, call))),
    ],
    "race-for-a-name-has-no-winner": [
      "Refuses every one of several parallel registrations of a name.",
      counting((waiting, add) =>
        around("claimName", async (own, cluster, call) => {
          add(cluster.name);
          await gap();
          const others = (waiting.get(cluster.name) ?? 1) > 1;
          await gap();
          waiting.delete(cluster.name);
          return !others && own(cluster, call);
        }),
      ),
    ],
  }),
  breaking(["register.parallel.same-name", "register.parallel.same-token", "api.no-server-error"], {
    "race-for-a-name-fails-with-500": [
      "Fails with 500 when a name is taken between looking and acting.",
      late(async (own, cluster, call) => (await own(cluster, call)) || crash()),
    ],
  }),
  breaking("register.parallel.distinct-names", {
    "parallel-registrations-share-tags": [
      "Answers parallel registrations with the tags of the last of them.",
      keeping(
        () => ({ tags: new Map() as Tags }),
        (latest) =>
          all(
            later,
            noting("newCluster", (registration) => (latest.tags = registration.tags)),
            before("tagsDocument", (tags, view) => (view === "RegisterCluster" ? latest.tags : tags)),
          ),
      ),
    ],
    "parallel-registrations-refused": [
      "Registers one cluster at a time, and refuses the others as ClientException.",
      keeping(
        () => ({ busy: false }),
        (server) =>
          around("claimName", async (own, cluster, call) => {
            if (server.busy) throw new Refusal("ClientException", "Another registration is under way.");
            server.busy = true;
            await gap();
            server.busy = false;
            return own(cluster, call);
          }),
      ),
    ],
  }),
  breaking(["register.parallel.distinct-names", "register.echo.name"], {
    "parallel-registrations-share-name": [
      "Answers parallel registrations with the name of the last of them.",
      keeping(
        (): { cluster?: Cluster } => ({}),
        (latest) =>
          all(
            later,
            noting("claimName", (cluster) => (latest.cluster = cluster)),
            clusterIn("RegisterCluster", () => latest.cluster ?? {}),
          ),
      ),
    ],
  }),
  breaking("register.parallel.deregister", {
    "parallel-deregistration-fails-with-500": [
      "Fails with 500 on the deregistration of a cluster that another request just removed.",
      remembering(
        "removeCluster",
        ({ name }, { receivedAt }) => [name, receivedAt],
        (removed) =>
          instead(
            "findRegistered",
            (name, { receivedAt }) => receivedAt - (removed.get(name) ?? -Infinity) <= 1,
            crash,
          ),
      ),
    ],
  }),
);
