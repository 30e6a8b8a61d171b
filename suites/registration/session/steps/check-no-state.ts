import { clusterMade } from "#suites/registration/session/cluster-made.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { saysUnknown } from "#custody/looking/absence.ts";
import { UNKNOWN_CLUSTER } from "#custody/looking/cluster-requests.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { LEAVES_NO_STATE } from "#suites/session/round.ts";
import type { CaseSession } from "#suites/registration/session/session.ts";
import { ERRORS } from "#spec/registration/registered-cluster.ts";

/** A refused request must leave nothing behind: the name of a refused registration must not be found. */
export async function checkNoState(session: CaseSession, input: JsonObject | undefined): Promise<void> {
  const name = input?.["name"];
  if (typeof name !== "string" || name === "" || session.context.keeper.states.isLive(clusterMade(name))) return;
  const described = await session.describe(name);
  if (clusterOf(described) !== undefined && (await session.describesAnything())) session.clusters.adopt([name]);
  else judgeRefusedState(session, name, described);
}

/**
 * The name must be unknown; if it is not, its cluster is removed. Somebody else's cluster says nothing, and neither
 * does an answer that is not about the name, such as one with another cluster of the run.
 */
export function judgeRefusedState(session: CaseSession, name: string, described: Reply): void {
  const { keeper } = session.context;
  const made = clusterMade(name);
  const found = keeper.states.shows(made, described);
  const unknown = described.error.name === ERRORS.unknown;
  if (found) session.clusters.adopt([name]);
  else if (described.status !== 400 && !unknown) return;
  if (found && showsAnotherOfRun(session, name, described)) return;
  if (saysUnknown(described, UNKNOWN_CLUSTER)) keeper.absent(made);
  const received = found ? `a cluster named ${JSON.stringify(name)}` : describeReply(described);
  const finding = check(!found, "no cluster of the refused name", received);
  session.judge(LEAVES_NO_STATE, wanting(finding, { absent: name }), described.exchange);
}

function showsAnotherOfRun({ context }: CaseSession, name: string, described: Reply): boolean {
  const shown = clusterOf(described)?.["name"];
  return typeof shown === "string" && shown !== name && context.keeper.states.has(clusterMade(shown));
}
