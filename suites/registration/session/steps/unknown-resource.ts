import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import type { Reply } from "../../../../protocol/answers/reply.ts";
import { STATE_REFUSALS } from "../../../../spec/requirements/refusals.ts";
import { isHttpRefusal } from "../../../oracles/any-answer/http-layer.ts";
import type { Finding } from "../../../oracles/finding.ts";
import { status } from "../../../record/condition.ts";

/** The end of the ids of requirements about a resource that nobody has, after an operation's prefix. */
export const UNKNOWN_RESOURCE = "error.unknown-resource";

/** An operation on tags must refuse a resource that nobody has: the sources leave open by which error, and no more. */
export function judgeUnknownResource(reply: Reply): Finding {
  const finding = judgeRefusedAs(reply, STATE_REFUSALS.unknownResource);
  if (finding.grade !== "missed") return finding;
  if (isHttpRefusal(reply)) return { ...finding, grade: "tolerated", alternative: "another refusal" };
  return { ...finding, condition: { answers: [status(300, 499), status(501)] } };
}
