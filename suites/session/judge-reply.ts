import { clusterOf } from "../../clusters/looking/shown-cluster.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import type { JsonObject } from "../../spec/json/json.ts";
import type { Finding } from "../oracles/finding.ts";
import { judgeByContract, unlessNoneSucceeds } from "../oracles/judge-by-contract.ts";
import type { Classification } from "../oracles/request/expectation.ts";
import type { CaseSession } from "./session.ts";

/** Judges the answer to one request by the contract, and by what the run knows about its endpoint and its names. */
export async function judgeReply(session: CaseSession, reply: Reply, classification: Classification): Promise<Finding> {
  const finding = judgeByContract(reply, classification);
  if (finding.grade === "unclear") session.disturb();
  const taken = classification.expectation === "must-accept" && reply.status === 409;
  if (taken) return judgeTaken(session, finding, classification.input);
  return session.context.control.passed ? finding : unlessNoneSucceeds(finding, classification);
}

/**
 * A fresh name is said to be taken: by somebody else's cluster, which proves nothing, or by none, which is a failure.
 */
async function judgeTaken(session: CaseSession, finding: Finding, input: JsonObject | undefined): Promise<Finding> {
  const name = input?.["name"];
  if (typeof name !== "string") return finding;
  session.disturb();
  const described = await session.describe(name);
  if (clusterOf(described) === undefined) return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}: the name was taken before` };
}
