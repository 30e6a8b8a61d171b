import type { Reply } from "#protocol/answers/reply.ts";
import type { DocumentedError, Operation } from "#spec/contract/operation.ts";

/** The error of the operation that an answer names, with its documented status; undefined where it names none. */
export function documentedError(
  { status, error }: Reply,
  { errors }: Pick<Operation, "errors">,
): DocumentedError | undefined {
  return errors.find((each) => each.name === error.name && each.status === status);
}
