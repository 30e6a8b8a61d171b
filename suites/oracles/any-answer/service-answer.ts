import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Finding, RequirementFinding } from "#suites/oracles/finding.ts";
import { judgeDelivery } from "./every-exchange.ts";

/** What must hold of every answer of a service; nothing says what the answer to `shapeless` requests looks like. */
export function* judgeServiceAnswer(
  reply: Reply,
  operation: Operation | undefined,
  { shapeless }: { readonly shapeless: boolean },
): Iterable<RequirementFinding> {
  for (const [id, finding] of judgeDelivery(reply, operation)) {
    if (shapeless && id.startsWith(`${operation?.prefix ?? ""}.response.`)) continue;
    yield [id, unlessUnlisted(finding)];
  }
}

/**
 * A value in an answer that the model does not list is at most a warning: services add values at any time, and EKS has
 * been seen to answer with values that its model lacks.
 */
function unlessUnlisted(finding: Finding): Finding {
  const members = finding.grade === "missed" ? (finding.condition?.members ?? []) : [];
  if (members.length === 0 || members.some(({ among }) => among === undefined)) return finding;
  return { ...finding, grade: "tolerated", alternative: "a value that the model does not list" };
}
