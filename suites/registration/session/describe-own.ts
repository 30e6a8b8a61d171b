import { clusterMade } from "./cluster-made.ts";
import { describeRequest } from "#custody/looking/cluster-requests.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import { sameCluster } from "#suites/oracles/clusters/cluster-answers.ts";
import { isMissing } from "#suites/session/context/presence.ts";
import type { CaseSession } from "./session.ts";
import { AWAITED, showsLatest } from "./steps/consistency.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";

const REQUIREMENT = "describe.after-register";
/** After so many descriptions that waited for a cluster in vain, over the run, further ones would show nothing new. */
const IN_VAIN = 3;

/** Describes each cluster that the case registered and did not describe, so that every look of one is seen. */
export async function describeOwn(session: CaseSession): Promise<void> {
  const { context } = session;
  // Until the first registration has succeeded, nobody knows which operations exist.
  if (!context.control.passed || isMissing(context.presence, OPERATIONS.describe)) return;
  if (!context.knownRequirements.has(REQUIREMENT)) return;
  for (const [name, { told, described }] of session.clusters.own) {
    if (described || !context.keeper.states.isLive(clusterMade(name)) || context.described.inVain >= IN_VAIN) continue;
    const request = describeRequest(name);
    const reply = await session.waitFor(AWAITED.description, {
      read: () => session.send(request, { purpose: "compared" }),
      holds: showsLatest(session, name),
    });
    if (!isSuccess(reply)) context.described.inVain += 1;
    session.judgeInGeneral({ reply });
    const finding = sameCluster(told, reply);
    if (finding.grade !== "unclear") session.judge(REQUIREMENT, finding, reply.exchange);
  }
}
