import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { STRAY } from "#custody/removing/cluster-left.ts";
import { keyOf } from "#custody/resources/made-resource.ts";
import { type Custody, noteStray } from "#custody/resources/resource-account.ts";
import { nameCreated } from "#custody/resources/resource-requests.ts";

/** The request that a success answered, as far as it tells what the answer may name. */
export interface NamingRequest {
  readonly caseId: string;
  /** What an answer of this form shows. */
  readonly resource: Resource;
  /** It must be accepted: then it names what it makes, and an answer with another name is a matter of that. */
  readonly isValid: boolean;
}

/**
 * A resource of a name that no request of the run has is told, and never removed on the word of the answer that names it:
 * where the name looks like the run's, and where the request was no valid one, so that the endpoint had to name it itself.
 */
export function noteNamedByAnswer(custody: Custody, reply: Reply, { caseId, resource, isValid }: NamingRequest): void {
  const { states, strays } = custody.account;
  const id = nameCreated(resource, reply);
  if (id === undefined) return;
  const made = { resource, id };
  if (states.has(made) || strays.has(keyOf(made))) return;
  if (states.bearsRun(made)) noteStray(custody, { made, reason: STRAY });
  else if (!isValid) noteStray(custody, { made, reason: namedByAnswer(describeReply(reply), caseId) });
}

function namedByAnswer(answer: string, caseId: string): string {
  return `the answer ${answer} to a request of the run's (case ${caseId}) names it, but the run never sent this name, and it does not show the run's tag: it is not removed, and no removal command is given`;
}
