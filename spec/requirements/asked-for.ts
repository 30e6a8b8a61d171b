import type { Requirement } from "#spec/requirement.ts";

/** What takes so many clusters that it is judged only where it is asked for, by `--feature`. */
export const ASKED_FOR: readonly Requirement[] = [
  {
    id: "register.quota",
    operation: "RegisterCluster",
    area: "lifecycle",
    level: "MUST",
    authority: "docs",
    evidence: "documented",
    title:
      "Once the quota of registered clusters is reached, another registration is refused with 400 ResourceLimitExceededException.",
    trace: {
      source: "register-cluster.txt",
      quote:
        "ResourceLimitExceededException - You have encountered a service limit on the specified resource. HTTP Status Code: 400",
    },
    remark: "How high the quota is, no source says of a target: whoever asks for the check does.",
    subject: { error: "ResourceLimitExceededException" },
    feature: "quota",
  },
  {
    id: "list.default-page",
    operation: "ListClusters",
    area: "lifecycle",
    level: "MUST",
    authority: "model",
    evidence: "documented",
    title: "Without maxResults, a page of ListClusters holds at most 100 names, and a nextToken leads to the rest.",
    trace: { source: "eks-model.md", quote: "ListClusters: without maxResults a page holds up to 100 names." },
    feature: "default-page",
  },
];
