import type { World } from "#reference/service/world.ts";
import { EKS_ENTRIES } from "./entries.ts";
import { EKS_FILTERS } from "./filters.ts";
import { EKS_ARNS, EKS_IDS } from "./names.ts";
import { EKS_SAMPLES } from "./samples.ts";
import { EKS_SLIPS } from "./slips.ts";

/** What EKS is like beyond its model. */
export const EKS_WORLD: World = {
  service: "eks",
  invalid: ["InvalidParameterException", "InvalidRequestException", "BadRequestException", "ClientException"],
  samples: EKS_SAMPLES,
  arns: EKS_ARNS,
  ids: EKS_IDS,
  planted: {
    insight: [
      { name: "Deprecated APIs of Kubernetes", description: "Looks for calls of APIs that the next version lacks." },
      { name: "Add-on compatibility", description: "Looks for add-ons that the next version can't run." },
      { name: "kubelet version skew", description: "Looks for nodes that lag behind.", category: "MISCONFIGURATION" },
    ],
  },
  holding: ["nodegroup", "fargate-profile", "capability"],
  protections: { cluster: "/deletionProtection" },
  filters: EKS_FILTERS,
  entries: EKS_ENTRIES,
  changes: {
    CancelUpdate: () => ({ status: "Cancelled", cancellation: { status: "Successful", reason: "Asked for." } }),
    ActivateCertificateAuthority: ({ now }) => ({ signingStatus: "IN_USE", activatedAt: now, activatedBy: "CUSTOMER" }),
  },
  toldOnce: { "registered-cluster": ["/connectorConfig/activationCode"] },
  slips: EKS_SLIPS,
  answers: {
    StartInsightsRefresh: () => ({ message: "The refresh has started.", status: "IN_PROGRESS" }),
    DescribeInsightsRefresh: ({ now }) => ({
      message: "The last refresh is complete.",
      status: "COMPLETED",
      startedAt: now - 60,
      endedAt: now - 1,
    }),
  },
};
