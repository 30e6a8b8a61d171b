import { clusterMade } from "./cluster-made.ts";
import { clusterOf } from "#custody/looking/shown-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeByContract, unlessNoneSucceeds } from "#suites/oracles/judge-by-contract.ts";
import type { Classification } from "#suites/oracles/request/expectation.ts";
import type { CaseSession } from "./session.ts";

/** Judges the answer to one request by the contract, and by what the run knows about its endpoint and its names. */
export async function judgeReply(session: CaseSession, reply: Reply, classification: Classification): Promise<Finding> {
  const finding = judgeByContract(reply, classification);
  if (finding.grade === "unclear") session.disturb();
  if (mayBeTaken(session, reply, classification)) return judgeTaken(session, finding, classification.input, reply);
  return session.context.control.passed ? finding : unlessNoneSucceeds(finding, classification);
}

/** A name that the run made up is taken only where the answer says so; any other may be, whatever the refusal. */
function mayBeTaken({ context }: CaseSession, { status }: Reply, { expectation, input }: Classification): boolean {
  if (expectation !== "must-accept") return false;
  const name = input?.["name"];
  const isAnybodys = typeof name === "string" && !name.startsWith(context.namePrefix);
  return status === 409 || (isAnybodys && status >= 400 && status < 500);
}

/**
 * A fresh name is taken: by somebody else's cluster, which says nothing about the request, or by none, which is a
 * failure.
 */
async function judgeTaken(
  session: CaseSession,
  finding: Finding,
  input: JsonObject | undefined,
  { status }: Reply,
): Promise<Finding> {
  const name = input?.["name"];
  if (typeof name !== "string") return finding;
  session.disturb();
  const described = await session.describe(name);
  if (clusterOf(described) === undefined) return finding;
  // What was registered and refused all the same is no cluster of before.
  if (status !== 409 && session.context.keeper.states.shows(clusterMade(name), described)) return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}: the name was taken before` };
}
