import type { Variant } from "../fault.ts";
import { Refusal } from "../refusal.ts";

/** What a clientRequestToken does beyond what is documented of it. */
export const TOKEN_VARIANTS: readonly Variant[] = [
  {
    id: "repeat-without-activation-code",
    sentence: "Answers a repeat with the cluster of before, without its activation code.",
    source: "observations.md, O6: the code is handed out once",
    patch: (behaviours) => {
      const shown = new Set<string>();
      return {
        connectorDocument: (connector, view, call) => {
          const document = behaviours.connectorDocument(connector, view, call);
          const before = shown.has(connector.activationId);
          if (view === "RegisterCluster") shown.add(connector.activationId);
          return before ? { ...document, activationCode: undefined } : document;
        },
      };
    },
  },
  {
    id: "repeat-with-another-activation-code",
    sentence: "Answers a repeat with the cluster of before and a code made for the occasion.",
    source: "protocol.md, P47",
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        if (cluster?.connector === undefined) return cluster;
        const activationCode = behaviours.activationCode(registration, call);
        return { ...cluster, connector: { ...cluster.connector, activationCode } };
      },
    }),
  },
  {
    id: "repeat-refused-as-taken",
    sentence: "Refuses a repeat with 409, since its name is taken.",
    source: "protocol.md, P47",
    patch: () => ({ replay: () => undefined }),
  },
  {
    id: "token-remembered-after-deregistration",
    sentence: "Answers the token of a deregistered cluster with what it answered before, and registers nothing.",
    source: "protocol.md, P46 and P47",
    patch: () => ({ forgetToken: () => undefined }),
  },
  {
    id: "token-refused-after-deregistration",
    sentence: "Refuses the token of a deregistered cluster.",
    source: "protocol.md, P47",
    patch: (behaviours) => {
      const spent = new Set<string>();
      return {
        forgetToken: (cluster, call) => {
          if (cluster.clientRequestToken !== undefined) spent.add(cluster.clientRequestToken);
          behaviours.forgetToken(cluster, call);
        },
        replay: (registration, call) => {
          if (registration.clientRequestToken !== undefined && spent.has(registration.clientRequestToken)) {
            throw new Refusal("InvalidParameterException", "The token was used before.");
          }
          return behaviours.replay(registration, call);
        },
      };
    },
  },
  {
    id: "token-with-other-parameters-as-taken",
    sentence: "Refuses a token that comes again with other parameters as ResourceInUseException.",
    source: "protocol.md, P47",
    patch: (behaviours) => ({
      sameParameters: (first, second, call) => {
        if (behaviours.sameParameters(first, second, call)) return true;
        throw new Refusal("ResourceInUseException", "The token was used before, with other parameters.");
      },
    }),
  },
  {
    id: "token-of-a-name-whatever-else-is-asked-for",
    sentence: "Answers a token that comes again with its name with the cluster of before, whatever else is asked for.",
    source: "protocol.md, P47",
    patch: (behaviours) => ({
      sameParameters: (first, second, call) =>
        first.name === second.name || behaviours.sameParameters(first, second, call),
    }),
  },
  {
    id: "token-of-any-name",
    sentence: "Answers a token that comes again with the cluster of before, whatever name it comes with.",
    source: "protocol.md, P47",
    patch: () => ({ sameParameters: () => true }),
  },
  {
    id: "token-of-one-name-only",
    sentence: "Takes a token that comes again with another name for a new one.",
    source: "protocol.md, P47",
    patch: (behaviours) => ({
      replay: (registration, call) => {
        const known = call.state.tokens.get(registration.clientRequestToken ?? "");
        return known?.registration.name === registration.name ? behaviours.replay(registration, call) : undefined;
      },
    }),
  },
  {
    id: "token-shown-with-the-cluster",
    sentence: "Shows the token in the cluster that it made.",
    source: "register-cluster.txt, Response Syntax",
    patch: (behaviours) => ({
      clusterDocument: (cluster, view, call) => ({
        ...behaviours.clusterDocument(cluster, view, call),
        clientRequestToken: cluster.clientRequestToken,
      }),
    }),
  },
];
