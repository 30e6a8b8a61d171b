import type { Habits, Minded } from "#reference/service/habits.ts";
import type { BoundsSituation } from "./bounds-situations.ts";

/** Operations of EKS that make what takes its time, by the name of its kind. */
const CREATIONS: Readonly<Record<string, string>> = {
  cluster: "CreateCluster",
  nodegroup: "CreateNodegroup",
  "fargate-profile": "CreateFargateProfile",
  addon: "CreateAddon",
  "identity-provider-config": "AssociateIdentityProviderConfig",
  capability: "CreateCapability",
  "certificate-authority": "CreateCertificateAuthority",
  "eks-anywhere-subscription": "CreateEksAnywhereSubscription",
};
