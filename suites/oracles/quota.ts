import { QUOTA_REACHED } from "#spec/requirements/error-table.ts";
import { type Count, countInWords } from "#custody/looking/count-registered.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Finding } from "./finding.ts";

/** The account has all the clusters that it may have: that says nothing of the request, and maybe nothing of the run's. */
export function isQuotaRefusal({ status, error }: Pick<Reply, "status" | "error">): boolean {
  return status === QUOTA_REACHED.status && error.name === QUOTA_REACHED.name;
}

/** What such a refusal means, with the clusters of others where they were counted. */
export function quotaInWords(others: Count | undefined): string {
  if (others === undefined || others.count === 0) return "the quota is used up";
  const are = `registered ${others.count === 1 ? "cluster is" : "clusters are"}`;
  return `the quota is used up, and ${countInWords(others)} ${are} not the run's`;
}

/** What a refusal for the quota leaves open, with the words of what was wanted and received. */
export function unclearForQuota(words: Omit<Finding, "grade">, others?: Count): Finding {
  return { ...words, grade: "unclear", received: `${words.received}: ${quotaInWords(others)}` };
}

/** What is missed after such a refusal may be missed for it. */
export function unlessQuotaMet(finding: Finding, others: Count | undefined): Finding {
  return finding.grade === "missed" ? unclearForQuota(finding, others) : finding;
}
