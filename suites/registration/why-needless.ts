import type { Collector } from "#suites/run/collecting/collector.ts";
import type { Case } from "./session/cluster-case.ts";
import type { RoundContext } from "#suites/session/context/round-context.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

/** Failing cases after which no random ones are added: a server that checks nothing is told in a fraction of the requests. */
const ENOUGH_FAILURES = 12;

/** Why a case about registered clusters would show nothing new. */
export function whyNeedless(
  { kind, requirements, needs }: Case,
  context: RoundContext,
  failuresOf: Collector["failuresOf"],
): string | undefined {
  const { settings, control, signatures } = context;
  const aboutSignatures = requirements.some((id) => context.requirements.get(id)?.feature === "auth");
  if (aboutSignatures && !signatures.count && settings.features["auth"] !== "required")
    return "the endpoint does not verify signatures";
  const isRandom = kind === "random" || kind === "one-fault";
  // What has failed so often would only be counted.
  if (isRandom && failuresOf(requirements[0] ?? "") >= ENOUGH_FAILURES) return "enough random cases have failed alike";
  const isUseless = kind === "random" && !control.passed && needs.includes(OPERATIONS.register);
  return isUseless ? "no valid registration succeeds" : undefined;
}
