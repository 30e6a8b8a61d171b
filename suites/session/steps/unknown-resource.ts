import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Finding } from "../../oracles/finding.ts";
import { judgeRefusedAs } from "../scenario.ts";
import { ERRORS } from "../../../spec/registration/registered-cluster.ts";

/** The last part of the ids of requirements on a resource that nobody has, after an operation's prefix. */
export const UNKNOWN_RESOURCE = "error.unknown-resource";

/** No answer of the service is recorded: names of other errors that say so are tolerated. */
const OTHERS = [
  [404, ERRORS.unknown],
  [400, "BadRequestException"],
] as const;

/** An operation on tags must refuse a resource that nobody has. */
export function judgeUnknownResource(reply: Reply): Finding {
  return judgeRefusedAs(reply, 404, "NotFoundException", OTHERS);
}
