import { stringify } from "yaml";
import type { RunRecord } from "../../suites/record/record.ts";

/**
 * An expectations file that covers the failures of a run, its reasons left to be filled in: an empty reason is refused,
 * so nothing is accepted by accident. Undefined when nothing failed.
 */
export function expectationsTemplate(record: RunRecord): string | undefined {
  const failing = record.requirements.filter(({ verdict, expectedFailure }) => verdict === "fail" && !expectedFailure);
  if (failing.length === 0) return undefined;
  const entries = failing.map(({ id }) => ({ pattern: id, reason: "" }));
  return `# Failures of ${record.target.endpoint} on ${record.run.startedAt.slice(0, 10)}: give each a reason, and a link\n${stringify(entries)}`;
}
