import { describeReply } from "../../protocol/describe-reply.ts";
import type { Reply } from "../../protocol/reply.ts";
import { judgeAccepted } from "./accepted.ts";
import type { Classification } from "./expectation.ts";
import type { Finding } from "./finding.ts";
import { judgeRejected } from "./rejected.ts";

const NO_OPERATION = { success: { status: 200, schema: {} } };

/** Judges an answer by what the contract says of its request: to be accepted, to be refused, or nothing. */
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

/** A refused registration proves nothing where no valid one succeeds either. */
export function unlessNoneSucceeds(finding: Finding, { operation, expectation }: Classification): Finding {
  if (finding.grade === "missed" || expectation !== "must-reject" || operation?.id !== "RegisterCluster")
    return finding;
  return { ...finding, grade: "unclear", received: `${finding.received}, but no valid registration succeeds either` };
}
