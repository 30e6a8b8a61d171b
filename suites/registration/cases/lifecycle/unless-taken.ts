import { clusterMade } from "../../session/cluster-made.ts";
import type { JsonValue } from "../../../../spec/json/json.ts";
import type { Finding } from "../../../oracles/finding.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import type { CaseSession } from "../../session/session.ts";

/** A fresh name that could not be had may be somebody else's by now, which proves nothing: it is tried with another. */
export async function unlessTaken(
  session: CaseSession,
  names: readonly (JsonValue | undefined)[],
  finding: Finding,
): Promise<Finding> {
  for (const name of names) {
    if (typeof name !== "string") continue;
    const described = await session.describe(name);
    if (!isSuccess(described) || session.context.keeper.states.shows(clusterMade(name), described)) continue;
    session.disturb();
    return { ...finding, grade: "unclear", received: `${finding.received}: ${name} was taken before` };
  }
  return finding;
}
