import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Finding } from "../../oracles/finding.ts";
import { judgeRefusedAs } from "../scenario.ts";
import { ERRORS } from "../../../spec/registration/registered-cluster.ts";

/** The end of the ids of requirements about a resource that nobody has, after an operation's prefix. */
export const UNKNOWN_RESOURCE = "error.unknown-resource";

/** No answer of the real service is recorded, so other error names with the same meaning are tolerated. */
const OTHERS = [
  [404, ERRORS.unknown],
  [400, "BadRequestException"],
] as const;

/** An operation on tags must refuse a resource that nobody has. */
export function judgeUnknownResource(reply: Reply): Finding {
  return judgeRefusedAs(reply, 404, "NotFoundException", OTHERS);
}
