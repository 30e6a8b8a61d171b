import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { judgeAccepted } from "./accepted.ts";
import type { Finding } from "./finding.ts";
import { judgeRejected } from "./rejected.ts";
import type { Classification } from "./request/expectation.ts";

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
