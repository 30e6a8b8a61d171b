import type { Cluster } from "../clusters/cluster.ts";
import type { Patch } from "../fault.ts";
import { family } from "./family.ts";

/** Tokens are told apart by what `change` leaves of them. */
function tokensAs(change: (token: string) => string): Patch {
  return (behaviours) => ({
    completeRegistration: (input, call) => {
      const registration = behaviours.completeRegistration(input, call);
      const token = registration.clientRequestToken;
      return token === undefined ? registration : { ...registration, clientRequestToken: change(token) };
    },
  });
}

/** A repeat takes the cluster's place. */
const overwrites =
  (replaces: (before: Cluster, token: string | undefined) => boolean): Patch =>
  (behaviours) => ({
    replay: (registration, call) => {
      const before = behaviours.findCluster(registration.name, call);
      if (before !== undefined && replaces(before, registration.clientRequestToken)) {
        behaviours.removeCluster(before, call);
        return undefined;
      }
      return behaviours.replay(registration, call);
    },
  });

/** What clientRequestToken does, or does not. */
export const IDEMPOTENCY = family("idempotency", [
  {
    id: "token-ignored",
    sentence: "Ignores the token, so that a repeat meets its own name.",
    level: "SHOULD",
    requirements: ["register.token.replay"],
    patch: () => ({ replay: () => undefined }),
  },
  {
    id: "replay-refused-as-invalid",
    sentence: "Refuses a repeat because its token was used.",
    level: "SHOULD",
    requirements: ["register.token.replay"],
    patch: () => ({ sameParameters: () => false }),
  },
  {
    id: "replay-with-another-created-at",
    sentence: "Answers a repeat with the time of the repeat as createdAt.",
    level: "SHOULD",
    requirements: ["register.token.replay"],
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        return cluster === undefined ? undefined : { ...cluster, createdAt: call.receivedAt + 1000 };
      },
    }),
  },
  {
    id: "replay-with-another-arn",
    sentence: "Answers a repeat with an arn of its own.",
    level: "SHOULD",
    requirements: ["register.token.replay"],
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        return cluster === undefined ? undefined : { ...cluster, arn: cluster.arn.replace(/\d{12}/, "999999999999") };
      },
    }),
  },
  {
    id: "replay-without-activation-id",
    sentence: "Answers a repeat with the cluster of before, without its activation id.",
    requirements: ["register.activation.id"],
    patch: (behaviours) => {
      const shown = new Set<string>();
      return {
        connectorDocument: (connector, view, call) => {
          const document = behaviours.connectorDocument(connector, view, call);
          const before = shown.has(connector.activationId);
          if (view === "RegisterCluster") shown.add(connector.activationId);
          return before && view === "RegisterCluster" ? { ...document, activationId: undefined } : document;
        },
      };
    },
  },
  {
    id: "replay-carried-out-again",
    sentence: "Registers the cluster anew when a registration is repeated with its token.",
    requirements: ["register.token.not-executed-twice"],
    patch: overwrites((before, token) => token !== undefined && before.clientRequestToken === token),
  },
  {
    id: "replay-with-new-activation",
    sentence: "Answers a repeat with the cluster of before and another activation.",
    requirements: ["register.token.not-executed-twice"],
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        const { connector } = behaviours.newCluster(registration, call);
        return cluster === undefined ? undefined : { ...cluster, connector };
      },
    }),
  },
  {
    id: "other-token-frees-the-name",
    sentence: "Registers a taken name anew when another token comes with it.",
    requirements: ["register.token.other-token", "register.error.taken-name"],
    patch: overwrites((before, token) => token !== undefined && before.clientRequestToken !== token),
  },
  {
    id: "name-replays-whatever-the-token",
    sentence: "Answers every repeat of a name with its cluster, another token or not.",
    requirements: ["register.token.other-token", "register.token.absent", "register.error.taken-name"],
    patch: (behaviours) => ({
      replay: (registration, call) =>
        behaviours.replay(registration, call) ?? behaviours.findCluster(registration.name, call),
    }),
  },
  {
    id: "no-token-frees-the-name",
    sentence: "Registers a taken name anew when no token comes with it.",
    requirements: ["register.token.absent"],
    patch: overwrites((_before, token) => token === undefined),
  },
  {
    id: "no-token-replays",
    sentence: "Answers a repeat without a token with the cluster of before.",
    requirements: ["register.token.absent"],
    patch: (behaviours) => ({
      replay: (registration, call) =>
        registration.clientRequestToken === undefined
          ? behaviours.findCluster(registration.name, call)
          : behaviours.replay(registration, call),
    }),
  },
  {
    id: "no-token-taken-for-a-token",
    sentence: "Takes every registration without a token for a repeat of the first.",
    requirements: ["register.echo.name"],
    patch: (behaviours) => ({
      completeRegistration: (input, call) =>
        behaviours.completeRegistration({ ...input, clientRequestToken: input.clientRequestToken ?? "" }, call),
      sameParameters: (first, second, call) =>
        second.clientRequestToken === "" || behaviours.sameParameters(first, second, call),
    }),
  },
  {
    id: "token-case-folded",
    sentence: "Takes tokens that differ in case for the same.",
    requirements: ["register.token.case-sensitive"],
    patch: tokensAs((token) => token.toLowerCase()),
  },
  {
    id: "token-cut-to-32-characters",
    sentence: "Takes tokens that agree in their first 32 characters for the same.",
    requirements: ["register.token.case-sensitive"],
    patch: tokensAs((token) => token.slice(0, 32)),
  },
  {
    id: "token-cut-to-64-characters",
    sentence: "Takes tokens that agree in their first 64 characters for the same.",
    requirements: ["register.token.case-sensitive"],
    patch: tokensAs((token) => token.slice(0, 64)),
  },
  {
    id: "token-case-folded-and-shared",
    sentence: "Takes tokens that differ in case for the same, and answers with the other's cluster.",
    requirements: ["register.token.case-sensitive", "register.echo.name"],
    patch: (behaviours) => ({
      ...tokensAs((token) => token.toLowerCase())(behaviours),
      sameParameters: () => true,
    }),
  },
  {
    id: "token-outlives-the-cluster",
    sentence: "Answers the token of a deregistered cluster with that cluster, which stays gone.",
    level: "SHOULD",
    requirements: ["register.token.after-deregistration"],
    patch: () => ({ forgetToken: () => undefined }),
  },
  {
    id: "token-brings-the-cluster-back",
    sentence: "Brings a deregistered cluster back to life with its old activation when its token comes again.",
    level: "SHOULD",
    requirements: ["register.token.after-deregistration"],
    patch: (behaviours) => ({
      forgetToken: () => undefined,
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        if (cluster !== undefined) call.state.clusters.set(cluster.name, cluster);
        return cluster;
      },
    }),
  },
]);
