import { Refusal } from "#reference/refusal.ts";
import { around } from "#reference/patches.ts";
import { variants } from "./rows.ts";

/** What a clientRequestToken does beyond what is documented of it. */
export const TOKEN_VARIANTS = variants({
  "repeat-without-activation-code": [
    "Answers a repeat with the cluster of before, without its activation code.",
    "observations.md, O6: the code is handed out once",
    (behaviours) => {
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
  ],
  "repeat-with-another-activation-code": [
    "Answers a repeat with the cluster of before and a code made for the occasion.",
    "protocol.md, P47",
    (behaviours) => ({
      replay: (registration, call) => {
        const cluster = behaviours.replay(registration, call);
        if (cluster?.connector === undefined) return cluster;
        const activationCode = behaviours.activationCode(registration, call);
        return { ...cluster, connector: { ...cluster.connector, activationCode } };
      },
    }),
  ],
  "repeat-refused-as-taken": [
    "Refuses a repeat with 409, since its name is taken.",
    "protocol.md, P47",
    () => ({ replay: () => undefined }),
  ],
  "token-remembered-after-deregistration": [
    "Answers the token of a deregistered cluster with what it answered before, and registers nothing.",
    "protocol.md, P46 and P47",
    () => ({ forgetToken: () => undefined }),
  ],
  "token-refused-after-deregistration": [
    "Refuses the token of a deregistered cluster.",
    "protocol.md, P47",
    (behaviours) => {
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
  ],
  "token-with-other-parameters-as-taken": [
    "Refuses a token that comes again with other parameters as ResourceInUseException.",
    "protocol.md, P47",
    around("sameParameters", (own, first, second, call) => {
      if (own(first, second, call)) return true;
      throw new Refusal("ResourceInUseException", "The token was used before, with other parameters.");
    }),
  ],
  "token-of-a-name-whatever-else-is-asked-for": [
    "Answers a token that comes again with its name with the cluster of before, whatever else is asked for.",
    "protocol.md, P47",
    around("sameParameters", (own, first, second, call) => first.name === second.name || own(first, second, call)),
  ],
  "token-of-any-name": [
    "Answers a token that comes again with the cluster of before, whatever name it comes with.",
    "protocol.md, P47",
    () => ({ sameParameters: () => true }),
  ],
  "token-of-one-name-only": [
    "Takes a token that comes again with another name for a new one.",
    "protocol.md, P47",
    around("replay", (own, registration, call) => {
      const known = call.state.tokens.get(registration.clientRequestToken ?? "");
      return known?.registration.name === registration.name ? own(registration, call) : undefined;
    }),
  ],
  "token-shown-with-the-cluster": [
    "Shows the token in the cluster that it made.",
    "register-cluster.txt, Response Syntax",
    around("clusterDocument", (own, cluster, view, call) => ({
      ...own(cluster, view, call),
      clientRequestToken: cluster.clientRequestToken,
    })),
  ],
});
