import { DROPPED, type DropReason } from "./plan/budget.ts";
import { ASKED_FOR, type Features } from "#suites/plan/target-kind-settings.ts";
import type { WhyNotJudged } from "#suites/run/suite.ts";
import { blockedBy, notApplicable, notThere, whyNeverSeen } from "#suites/run/why-not-judged.ts";
import { isMissing } from "#suites/session/context/presence.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/**
 * Why nothing judged a requirement of registered clusters, beside what holds for every run; `dropped` tells why requirements
 * lost cases to the limits.
 */
export function whyNotJudgedOfClusters(
  context: Pick<RoundContext, "presence" | "settings" | "signatures" | "blocked">,
  dropped: ReadonlyMap<string, DropReason>,
): WhyNotJudged {
  const { presence, settings } = context;
  const { features } = settings;
  return {
    missing: ({ operation, feature }) => {
      if (!isMissing(presence, operation)) return undefined;
      if (feature === undefined || isAskedFor(features[feature])) return notThere(operation);
      const asking = ASKED_FOR[feature] ?? `--feature ${feature}=required`;
      return notApplicable(`${operation} is not there, and not required: ${asking}`);
    },
    otherwise: ({ id, feature, seenWhen }) => {
      if (feature === "auth" && !context.signatures.count)
        return notApplicable("the endpoint does not verify signatures");
      const asking = features[feature ?? ""] === undefined ? ASKED_FOR[feature ?? ""] : undefined;
      if (asking !== undefined) return notApplicable(`not asked for: ${asking}`);
      const unseen = whyNeverSeen(seenWhen);
      if (unseen !== undefined) return unseen;
      const limit = dropped.get(id);
      if (limit !== undefined) return { verdict: "disabled", reason: DROPPED[limit] };
      const missing =
        context.blocked.get(id) ?? (isMissing(presence, OPERATIONS.register) ? OPERATIONS.register : undefined);
      if (missing !== undefined) return blockedBy(missing);
      return notApplicable("not exercised: no case of this run could judge it");
    },
  };
}

/** A number or a profile also asks for the feature. */
function isAskedFor(state: Features[string] | undefined): boolean {
  return state !== undefined && state !== "detect" && state !== "absent";
}
