import type { JsonObject } from "../../spec/json/json.ts";
import { OPERATIONS } from "../../spec/registration/registered-cluster.ts";
import { describeReply } from "../../protocol/answers/describe-reply.ts";
import type { Reply } from "../../protocol/answers/reply.ts";
import { clusterOf } from "../../clusters/looking/shown-cluster.ts";
import { judgeAccepted } from "../oracles/accepted.ts";
import type { Finding } from "../oracles/finding.ts";
import { judgeRejected } from "../oracles/rejected.ts";
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

const NO_OPERATION = { success: { status: 200, schema: {}, bound: [] } };

/**
 * Judges an answer by what the contract says about its request: it must be accepted, it must be refused, or nothing.
 */
export function judgeByContract(reply: Reply, classification: Classification): Finding {
  const { expectation, unspecified, operation } = classification;
  switch (expectation) {
    case "must-accept":
      return judgeAccepted(reply, operation ?? NO_OPERATION);
    case "must-reject":
      return judgeRejected(reply, classification);
    case "unspecified": {
      const expected = `either answer: the sources are silent on ${unspecified.join(", ")}`;
      return { grade: "observed", expected, received: describeReply(reply) };
    }
  }
}

/** A refused registration proves nothing if valid ones are refused, too. */
export function unlessNoneSucceeds(finding: Finding, { operation, expectation }: Classification): Finding {
  if (finding.grade === "missed" || expectation !== "must-reject" || operation?.id !== OPERATIONS.register)
    return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}, but no valid registration succeeds either` };
}
