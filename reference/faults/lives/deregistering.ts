import type { Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, all, answersSent, around, inOperation, omitting, remembering, where } from "#reference/patches.ts";
import { Refusal } from "#reference/refusal.ts";
import { clusterIn, enveloped } from "#reference/faults/answers/shown.ts";
import { breaking, crash, family, warned } from "#reference/faults/defect.ts";
import { foldedTo, NOBODY } from "./describing.ts";

/** A patch that remembers which clusters are gone. */
export const rememberingGone = (use: (gone: ReadonlyMap<string, Cluster>) => Patch): Patch =>
  remembering("removeCluster", (cluster) => [cluster.name, cluster], use);

/** What a second deregistration finds where the cluster is gone. */
const foundAgain = (find: (gone: Cluster) => Cluster): Patch =>
  rememberingGone((gone) =>
    after("findRegistered", (found, name) => {
      const before = gone.get(name);
      return found === undefined && before !== undefined ? find(before) : found;
    }),
  );

/** What a name that is registered again gets of the cluster before it. */
const inherits = (change: (before: Cluster, cluster: Cluster) => Partial<Cluster>): Patch =>
  rememberingGone((gone) =>
    after("newCluster", (cluster, { name }) => {
      const before = gone.get(name);
      return before === undefined ? cluster : { ...cluster, ...change(before, cluster) };
    }),
  );

const deregistered = (change: (cluster: Cluster) => Partial<Cluster>): Patch => clusterIn("DeregisterCluster", change);

const isDelete = ({ request }: Call): boolean => request.method === "DELETE";
const deletedWith = (status: number): Patch => where(isDelete, () => ({ successStatus: () => status }));

/** Removes with a cluster all others whose names begin so. */
const removingAll = (stem: (name: string) => string): Patch =>
  around("removeCluster", (own, cluster, call) => {
    for (const other of [...call.state.clusters.values()]) {
      if (other.name.startsWith(stem(cluster.name))) own(other, call);
    }
  });

/** What becomes of a cluster that is deregistered, of its name and of others. */
export const DEREGISTERING = family(
  "lifecycle",
  breaking("describe.after-deregister", {
    "deregistered-cluster-described": [
      "Describes a deregistered cluster as DELETING.",
      rememberingGone((gone) =>
        inOperation(
          "DescribeCluster",
          after("findCluster", (found, name) => {
            const before = gone.get(name);
            return found ?? (before && { ...before, status: "DELETING" });
          }),
        ),
      ),
    ],
  }),
  breaking(["describe.after-deregister", "deregister.twice", "register.again", "list.after-deregister"], {
    "deregister-keeps-the-cluster": [
      "Answers a deregistration and keeps the cluster.",
      omitting("removeCluster", "forgetToken"),
    ],
  }),
  breaking("deregister.twice", {
    "deregister-twice-succeeds": ["Answers a second deregistration as the first.", foundAgain((gone) => gone)],
    "deregister-twice-in-use": [
      "Refuses a second deregistration as ResourceInUseException.",
      foundAgain(({ name }) => {
        throw new Refusal("ResourceInUseException", "The cluster is being deleted.", name);
      }),
    ],
  }),
  breaking("deregister.error.unknown-name", {
    "deregister-folds-case": [
      "Deregisters a cluster whatever the case of its name.",
      inOperation(
        "DeregisterCluster",
        after("findRegistered", (found, name, { state }) => found ?? foldedTo(name, state.clusters.values())),
      ),
    ],
  }),
  breaking("register.created-at", {
    "name-inherits-created-at": [
      "Gives a name that is registered again the time of the cluster before it; takes its time for that.",
      all(
        inherits(({ createdAt }) => ({ createdAt })),
        answersSent({ delayMs: 51 }, () => true),
      ),
    ],
  }),
  breaking(["deregister.error.unknown-name", "deregister.twice"], {
    "deregister-of-unknown-name-succeeds": [
      "Answers every deregistration with 200, an unknown name among them.",
      after("findRegistered", (found, name) => found ?? { ...NOBODY, name }),
    ],
  }),
  breaking(["deregister.twice", "api.no-server-error"], {
    "deregister-twice-fails-with-500": ["Fails with 500 on a second deregistration.", foundAgain(crash)],
  }),
  breaking("deregister.answer", {
    "deregister-refused": [
      "Refuses to deregister a cluster whose agent never connected.",
      after("findRegistered", (found, name) => {
        if (found === undefined) return undefined;
        throw new Refusal("ClientException", "The cluster is not connected.", name);
      }),
    ],
    "deregister-answers-nothing": [
      "Answers a deregistration with an empty object.",
      enveloped("DeregisterCluster", () => ({})),
    ],
    "deregister-answers-with-arn-as-name": [
      "Answers a deregistration with the arn in place of the name.",
      deregistered(({ arn }) => ({ name: arn })),
    ],
  }),
  breaking(["deregister.answer", "deregister.route"], {
    "deregister-answers-204": [
      "Answers a deregistration with status 204 and no body.",
      all(
        deletedWith(204),
        where(
          isDelete,
          after("encode", (body, document) => (document["cluster"] === undefined ? body : "")),
        ),
      ),
    ],
    "deregister-answers-202": ["Answers a deregistration with status 202.", deletedWith(202)],
  }),
  warned("deregister.status-deleting", {
    "deregister-shows-former-status": [
      "Shows in the answer to a deregistration the status of before.",
      deregistered(() => ({ status: "PENDING" })),
    ],
  }),
  warned("deregister.same-cluster", {
    "deregister-shows-another-created-at": [
      "Shows in the answer to a deregistration when that was, as createdAt.",
      deregistered(({ createdAt }) => ({ createdAt: createdAt + 1 })),
    ],
    "deregister-shows-another-provider-with-ten-tags": [
      "Shows another provider in the answer to a deregistration of a cluster with ten tags.",
      deregistered(({ connector, tags }) =>
        connector !== undefined && tags.size === 10 ? { connector: { ...connector, provider: "OTHER" } } : {},
      ),
    ],
  }),
  warned("deregister.no-activation-code", {
    "deregister-shows-activation-code": [
      "Shows the activation code in the answer to a deregistration.",
      after("connectorDocument", (document, { activationCode }, view) =>
        view === "DeregisterCluster" ? { ...document, activationCode } : document,
      ),
    ],
  }),
  breaking("register.again", {
    "registered-again-refused": [
      "Keeps the name of a deregistered cluster for ever.",
      rememberingGone((gone) =>
        inOperation(
          "RegisterCluster",
          after("findCluster", (found, name) => found ?? gone.get(name)),
        ),
      ),
    ],
  }),
  breaking(["register.again", "register.activation.fresh"], {
    "registered-again-with-old-activation": [
      "Gives a name that is registered again the activation of before.",
      inherits(({ connector }) => (connector === undefined ? {} : { connector })),
    ],
  }),
  breaking("register.echo.tags", {
    "registered-again-with-old-tags": [
      "Gives a name that is registered again the tags of before.",
      inherits((before, { tags }) => ({ tags: new Map([...before.tags, ...tags]) })),
    ],
  }),
  breaking("describe.after-register", {
    "deregister-removes-another-cluster-too": [
      "Removes with a cluster all others whose names begin alike.",
      removingAll((name) => name.slice(0, 4)),
    ],
    "deregister-takes-longer-names-with-it": [
      "Removes with a cluster all others whose names begin with its name.",
      removingAll((name) => name),
    ],
  }),
);
