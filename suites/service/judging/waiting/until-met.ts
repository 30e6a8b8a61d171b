import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { RequirementFinding } from "#suites/oracles/finding.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

interface MetLater {
  /** The operation that wrote what a description is to show. */
  readonly operation: string;
  readonly first: Reply;
  readonly findings: (reply: Reply) => Iterable<RequirementFinding>;
}

/** A read may be behind in what is kept apart, such as tags: described again while something is missed that may yet show. */
export async function untilMet(
  session: ServiceRound,
  made: MadeResource,
  { operation, first, findings }: MetLater,
): Promise<Reply> {
  const isMet = (reply: Reply): boolean =>
    isSuccess(reply) && [...findings(reply)].every(([, { grade }]) => grade !== "missed");
  if (!isSuccess(first) || isMet(first)) return first;
  const what = { operation, event: `a ${made.resource.name} as it was sent` };
  const last = await session.waitFor(what, { read: () => session.describe(made), holds: isMet });
  return last !== undefined && isSuccess(last) ? last : first;
}
