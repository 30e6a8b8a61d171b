import type { Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import { after, all, around, before, keeping, omitting } from "#reference/patches.ts";
import { breaking, family, warned } from "#reference/faults/defect.ts";

/** Tokens are told apart by what `change` leaves of them. */
function tokensAs(change: (token: string) => string): Patch {
  return after("completeRegistration", (registration) => {
    const token = registration.clientRequestToken;
    return token === undefined ? registration : { ...registration, clientRequestToken: change(token) };
  });
}

/** A repeat takes the cluster's place. */
const overwrites = (replaces: (before: Cluster, token: string | undefined) => boolean): Patch =>
  around("replay", (own, registration, call) => {
    const found = call.behaviours.findCluster(registration.name, call);
    if (found === undefined || !replaces(found, registration.clientRequestToken)) return own(registration, call);
    call.behaviours.removeCluster(found, call);
    return undefined;
  });

/** A repeat is answered with this in the place of the cluster. */
const replayedAs = (change: (cluster: Cluster, call: Call) => Partial<Cluster>): Patch =>
  after("replay", (cluster, _registration, call) => cluster && { ...cluster, ...change(cluster, call) });

/** What clientRequestToken does, or does not. */
export const IDEMPOTENCY = family(
  "idempotency",
  warned("register.token.replay", {
    "token-ignored": ["Ignores the token, so that a repeat meets its own name.", omitting("replay")],
    "replay-refused-as-invalid": [
      "Refuses a repeat because its token was used.",
      () => ({ sameParameters: () => false }),
    ],
    "replay-with-another-created-at": [
      "Answers a repeat with the time of the repeat as createdAt.",
      replayedAs((_cluster, { receivedAt }) => ({ createdAt: receivedAt + 1000 })),
    ],
    "replay-with-another-arn": [
      "Answers a repeat with an arn of its own.",
      replayedAs(({ arn }) => ({ arn: arn.replace(/\d{12}/, "999999999999") })),
    ],
  }),
  breaking("register.activation.id", {
    "replay-without-activation-id": [
      "Answers a repeat with the cluster of before, without its activation id.",
      keeping(
        () => new Set<string>(),
        (shown) =>
          after("connectorDocument", (document, { activationId }, view) => {
            const isRepeat = view === "RegisterCluster" && shown.has(activationId);
            if (view === "RegisterCluster") shown.add(activationId);
            return isRepeat ? { ...document, activationId: undefined } : document;
          }),
      ),
    ],
  }),
  breaking("register.token.not-executed-twice", {
    "replay-carried-out-again": [
      "Registers the cluster anew when a registration is repeated with its token.",
      overwrites((before, token) => token !== undefined && before.clientRequestToken === token),
    ],
    "replay-resets-tags": [
      "Puts the tags of the registration back when it is repeated with its token.",
      after("replay", (cluster, { tags }, call) => {
        if (cluster !== undefined) void call.behaviours.storeTags(cluster, tags, call);
        return cluster;
      }),
    ],
    "replay-with-new-activation": [
      "Answers a repeat with the cluster of before and another activation.",
      after("replay", (cluster, registration, call) => {
        const { connector } = call.behaviours.newCluster(registration, call);
        return cluster && { ...cluster, connector };
      }),
    ],
  }),
  breaking(["register.token.other-token", "register.error.taken-name"], {
    "other-token-frees-the-name": [
      "Registers a taken name anew when another token comes with it.",
      overwrites((before, token) => token !== undefined && before.clientRequestToken !== token),
    ],
  }),
  breaking(["register.token.other-token", "register.token.absent", "register.error.taken-name"], {
    "name-replays-whatever-the-token": [
      "Answers every repeat of a name with its cluster, another token or not.",
      after("replay", (cluster, { name }, call) => cluster ?? call.behaviours.findCluster(name, call)),
    ],
  }),
  breaking("register.token.absent", {
    "no-token-frees-the-name": [
      "Registers a taken name anew when no token comes with it.",
      overwrites((_before, token) => token === undefined),
    ],
    "no-token-replays": [
      "Answers a repeat without a token with the cluster of before.",
      after("replay", (cluster, { name, clientRequestToken }, call) =>
        clientRequestToken === undefined ? call.behaviours.findCluster(name, call) : cluster,
      ),
    ],
  }),
  breaking("register.echo.name", {
    "no-token-taken-for-a-token": [
      "Takes every registration without a token for a repeat of the first.",
      all(
        before("completeRegistration", (input) => ({ ...input, clientRequestToken: input.clientRequestToken ?? "" })),
        after("sameParameters", (same, _first, second) => second.clientRequestToken === "" || same),
      ),
    ],
  }),
  breaking("register.token.case-sensitive", {
    "token-case-folded": ["Takes tokens that differ in case for the same.", tokensAs((token) => token.toLowerCase())],
    "token-cut-to-32-characters": [
      "Takes tokens that agree in their first 32 characters for the same.",
      tokensAs((token) => token.slice(0, 32)),
    ],
    "token-cut-to-64-characters": [
      "Takes tokens that agree in their first 64 characters for the same.",
      tokensAs((token) => token.slice(0, 64)),
    ],
  }),
  breaking(["register.token.case-sensitive", "register.echo.name"], {
    "token-case-folded-and-shared": [
      "Takes tokens that differ in case for the same, and answers with the other's cluster.",
      all(
        tokensAs((token) => token.toLowerCase()),
        () => ({ sameParameters: () => true }),
      ),
    ],
  }),
  warned("register.token.after-deregistration", {
    "token-outlives-the-cluster": [
      "Answers the token of a deregistered cluster with that cluster, which stays gone.",
      omitting("forgetToken"),
    ],
    "token-brings-the-cluster-back": [
      "Brings a deregistered cluster back to life with its old activation when its token comes again.",
      all(
        omitting("forgetToken"),
        after("replay", (cluster, _registration, { state }) => {
          if (cluster !== undefined) state.clusters.set(cluster.name, cluster);
          return cluster;
        }),
      ),
    ],
  }),
);
