import type { World } from "#reference/service/world.ts";
import { EKS_ENTRIES } from "./entries.ts";
import { EKS_FILTERS } from "./filters.ts";
import { EKS_SAMPLES } from "./samples.ts";
import { EKS_SLIPS } from "./slips.ts";
import { valueText } from "#reference/value-text.ts";

/** Ends of ARNs. Source: Service Authorization Reference, resource types defined by Amazon EKS. */
const EKS_ARNS: World["arns"] = {
  cluster: ({ ids }) => `cluster/${ids.join("/")}`,
  "registered-cluster": ({ ids }) => `cluster/${ids.join("/")}`,
  nodegroup: ({ ids, uuid }) => `nodegroup/${ids.join("/")}/${uuid()}`,
  "fargate-profile": ({ ids, uuid }) => `fargateprofile/${ids.join("/")}/${uuid()}`,
  addon: ({ ids, uuid }) => `addon/${ids.join("/")}/${uuid()}`,
  "access-entry": ({ ids: [cluster = "", principal = ""], account, uuid }) => {
    return `access-entry/${cluster}/role/${account}/${principal.slice(principal.lastIndexOf("/") + 1)}/${uuid()}`;
  },
  "pod-identity-association": ({ ids }) => `podidentityassociation/${ids.join("/")}`,
  "identity-provider-config": ({ ids: [cluster, name], uuid }) => {
    return `identityproviderconfig/${cluster}/oidc/${name}/${uuid()}`;
  },
  capability: ({ ids: [cluster, name], input, uuid }) => {
    return `capability/${cluster}/${valueText(input["type"]).toLowerCase()}/${name}/${uuid()}`;
  },
  "eks-anywhere-subscription": ({ ids }) => `eks-anywhere-subscription/${ids.join("/")}`,
};

/** Identities of another form than a UUID. */
const EKS_IDS: World["ids"] = {
  "pod-identity-association": ({ uuid }) => `a-${uuid().replaceAll("-", "").slice(0, 17)}`,
};

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
