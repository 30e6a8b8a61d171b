import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Finding } from "../../oracles/finding.ts";
import { judgeRefusedAs } from "../scenario.ts";
import { BAD_REQUEST, UNTAGGABLE } from "../../../spec/requirements/error-table.ts";
import { ERRORS } from "../../../spec/registration/registered-cluster.ts";

/** The end of the ids of requirements about a resource that nobody has, after an operation's prefix. */
export const UNKNOWN_RESOURCE = "error.unknown-resource";

/** No answer of the real service is recorded, so other error names with the same meaning are tolerated. */
const OTHERS = [
  [UNTAGGABLE.status, ERRORS.unknown],
  [BAD_REQUEST.status, BAD_REQUEST.name],
] as const;

/** An operation on tags must refuse a resource that nobody has. */
export function judgeUnknownResource(reply: Reply): Finding {
  return judgeRefusedAs(reply, UNTAGGABLE.status, UNTAGGABLE.name, OTHERS);
}
