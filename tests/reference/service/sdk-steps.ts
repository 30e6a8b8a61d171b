import { expect } from "@jest/globals";

/** An operation as a user of an SDK asks for it, and what its answer holds. */
export interface Step {
  readonly operation: string;
  /** Texts in it that begin with `$` are what earlier steps have learnt. */
  readonly input: object;
  readonly holds: object;
  /** What later steps need: where it stands in the answer, by name. */
  readonly learn?: Readonly<Record<string, string>>;
}

const clusterName = "c";
const roleArn = "arn:aws:iam::111122223333:role/made-up";
const principalArn = "arn:aws:iam::111122223333:role/somebody";
const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
const subnets = ["subnet-0123456789abcdef0"];
const tags = { team: "a" };
const oidc = { identityProviderConfigName: "idp", issuerUrl: "https://oidc.example.com", clientId: "kubernetes" };
const identityProviderConfig = { type: "oidc", name: "idp" };
const provider = { keyArn: "arn:aws:kms:us-west-2:111122223333:key/1" };
const date: unknown = expect.any(Date);
const text: unknown = expect.any(String);
const update = { id: text, status: "InProgress", type: text, params: expect.any(Array) as unknown, createdAt: date };
const scalingConfig = { minSize: 1, maxSize: 3, desiredSize: 2 };

/** Every operation of EKS, in an order in which each succeeds. */
export const STEPS: readonly Step[] = [
  {
    ...plain("CreateCluster", { name: "c", roleArn, resourcesVpcConfig: { subnetIds: subnets }, tags }),
    holds: {
      cluster: { status: "CREATING", roleArn, createdAt: date, tags, resourcesVpcConfig: { subnetIds: subnets } },
    },
    learn: { arn: "cluster.arn" },
  },
  {
    ...plain("RegisterCluster", { name: "r", connectorConfig: { roleArn, provider: "EC2" } }),
    holds: { cluster: { status: "PENDING", connectorConfig: { provider: "EC2", activationExpiry: date } } },
  },
  { ...plain("DescribeCluster", { name: "c" }), holds: { cluster: { name: "c", status: "ACTIVE", tags } } },
  { ...plain("ListClusters", { include: ["all"], maxResults: 1 }), holds: { clusters: ["c"], nextToken: text } },
  {
    ...plain("CreateNodegroup", { clusterName, nodegroupName: "n", subnets, nodeRole: roleArn, diskSize: 30 }),
    holds: { nodegroup: { nodegroupName: "n", status: "CREATING", subnets, diskSize: 30, createdAt: date } },
  },
  {
    ...plain("DescribeNodegroup", { clusterName, nodegroupName: "n" }),
    holds: { nodegroup: { clusterName, status: "ACTIVE", diskSize: 30, modifiedAt: date } },
  },
  { ...plain("ListNodegroups", { clusterName }), holds: { nodegroups: ["n"] } },
  {
    ...plain("CreateFargateProfile", { clusterName, fargateProfileName: "f", podExecutionRoleArn: roleArn, subnets }),
    holds: { fargateProfile: { fargateProfileName: "f", podExecutionRoleArn: roleArn, createdAt: date } },
  },
  {
    ...plain("DescribeFargateProfile", { clusterName, fargateProfileName: "f" }),
    holds: { fargateProfile: { clusterName, status: "ACTIVE", subnets } },
  },
  { ...plain("ListFargateProfiles", { clusterName }), holds: { fargateProfileNames: ["f"] } },
  {
    ...plain("CreateAddon", { clusterName, addonName: "vpc-cni", resolveConflicts: "NONE" }),
    holds: { addon: { addonName: "vpc-cni", addonVersion: text, createdAt: date } },
  },
  { ...plain("DescribeAddon", { clusterName, addonName: "vpc-cni" }), holds: { addon: { status: "ACTIVE" } } },
  { ...plain("ListAddons", { clusterName }), holds: { addons: ["vpc-cni"] } },
  {
    ...plain("CreateAccessEntry", { clusterName, principalArn, kubernetesGroups: ["viewers"] }),
    holds: { accessEntry: { principalArn, kubernetesGroups: ["viewers"], createdAt: date } },
  },
  { ...plain("DescribeAccessEntry", { clusterName, principalArn }), holds: { accessEntry: { type: "STANDARD" } } },
  {
    ...plain("AssociateAccessPolicy", { clusterName, principalArn, policyArn, accessScope: { type: "cluster" } }),
    holds: {
      principalArn,
      associatedAccessPolicy: { policyArn, accessScope: { type: "cluster" }, associatedAt: date },
    },
  },
  {
    ...plain("ListAssociatedAccessPolicies", { clusterName, principalArn }),
    holds: { clusterName, associatedAccessPolicies: [{ policyArn, modifiedAt: date }] },
  },
  {
    ...plain("ListAccessEntries", { clusterName, associatedPolicyArn: policyArn }),
    holds: { accessEntries: [principalArn] },
  },
  {
    ...plain("CreatePodIdentityAssociation", { clusterName, namespace: "default", serviceAccount: "s", roleArn }),
    holds: { association: { serviceAccount: "s", associationArn: text, createdAt: date } },
    learn: { association: "association.associationId" },
  },
  {
    ...plain("DescribePodIdentityAssociation", { clusterName, associationId: "$association" }),
    holds: { association: { namespace: "default", roleArn } },
  },
  {
    ...plain("ListPodIdentityAssociations", { clusterName, namespace: "default" }),
    holds: { associations: [{ serviceAccount: "s", associationId: text }] },
  },
  {
    ...plain("AssociateIdentityProviderConfig", { clusterName, oidc, tags }),
    holds: { tags, update: { ...update, type: "AssociateIdentityProviderConfig" } },
  },
  {
    ...plain("DescribeIdentityProviderConfig", { clusterName, identityProviderConfig }),
    holds: { identityProviderConfig: { oidc: { ...oidc, clusterName, status: "ACTIVE", tags } } },
  },
  {
    ...plain("ListIdentityProviderConfigs", { clusterName }),
    holds: { identityProviderConfigs: [identityProviderConfig] },
  },
  {
    ...plain("CreateCapability", {
      ...{ clusterName, capabilityName: "a", type: "ACK" },
      ...{ roleArn, deletePropagationPolicy: "RETAIN" },
    }),
    holds: { capability: { capabilityName: "a", type: "ACK", createdAt: date } },
  },
  {
    ...plain("DescribeCapability", { clusterName, capabilityName: "a" }),
    holds: { capability: { status: "ACTIVE", deletePropagationPolicy: "RETAIN" } },
  },
  { ...plain("ListCapabilities", { clusterName }), holds: { capabilities: [{ capabilityName: "a", type: "ACK" }] } },
  {
    ...plain("CreateCertificateAuthority", { clusterName }),
    holds: { update, certificateAuthority: { id: text, createdAt: date, distributionStatus: "IN_PROGRESS" } },
    learn: { authority: "certificateAuthority.id" },
  },
  {
    ...plain("DescribeCertificateAuthority", { clusterName, certificateAuthorityId: "$authority" }),
    holds: { certificateAuthority: { distributionStatus: "COMPLETE", validity: { notAfter: date } } },
  },
  {
    ...plain("ActivateCertificateAuthority", { clusterName, certificateAuthorityId: "$authority" }),
    holds: { update, certificateAuthority: { signingStatus: "IN_USE", activatedAt: date } },
  },
  { ...plain("ListCertificateAuthorities", { clusterName }), holds: { certificateAuthorities: [{ id: text }] } },
  {
    ...plain("CreateEksAnywhereSubscription", { name: "s", term: { duration: 12, unit: "MONTHS" } }),
    holds: { subscription: { id: text, term: { duration: 12 }, effectiveDate: date } },
    learn: { subscription: "subscription.id" },
  },
  {
    ...plain("DescribeEksAnywhereSubscription", { id: "$subscription" }),
    holds: { subscription: { status: "ACTIVE", arn: text, autoRenew: false } },
  },
  {
    ...plain("UpdateEksAnywhereSubscription", { id: "$subscription", autoRenew: true }),
    holds: { subscription: { autoRenew: true } },
  },
  {
    ...plain("ListEksAnywhereSubscriptions", { includeStatus: ["ACTIVE"] }),
    holds: { subscriptions: [{ autoRenew: true }] },
  },
  {
    ...plain("UpdateClusterConfig", { name: "c", resourcesVpcConfig: { endpointPrivateAccess: true } }),
    holds: { update: { ...update, type: "ConfigUpdate" } },
    learn: { update: "update.id" },
  },
  {
    ...plain("DescribeUpdate", { name: "c", updateId: "$update" }),
    holds: { update: { ...update, status: "Successful" } },
  },
  {
    ...plain("CancelUpdate", { name: "c", updateId: "$update" }),
    holds: { update: { status: "Cancelled", cancellation: { status: "Successful" } } },
  },
  {
    ...plain("UpdateClusterVersion", { name: "c", version: "1.34" }),
    holds: { update: { ...update, type: "VersionUpdate", params: [{ type: "Version", value: "1.34" }] } },
  },
  {
    ...plain("AssociateEncryptionConfig", {
      clusterName,
      encryptionConfig: [{ resources: ["secrets"], provider }],
    }),
    holds: { update: { ...update, type: "AssociateEncryptionConfig" } },
  },
  { ...plain("UpdateNodegroupConfig", { clusterName, nodegroupName: "n", scalingConfig }), holds: { update } },
  {
    ...plain("ListUpdates", { name: "c", nodegroupName: "n" }),
    holds: { updateIds: [text] },
  },
  { ...plain("UpdateNodegroupVersion", { clusterName, nodegroupName: "n", version: "1.34" }), holds: { update } },
  { ...plain("UpdateAddon", { clusterName, addonName: "vpc-cni", addonVersion: "v2" }), holds: { update } },
  {
    ...plain("UpdateAccessEntry", { clusterName, principalArn, username: "me" }),
    holds: { accessEntry: { username: "me", kubernetesGroups: ["viewers"] } },
  },
  {
    ...plain("UpdatePodIdentityAssociation", { clusterName, associationId: "$association", disableSessionTags: true }),
    holds: { association: { disableSessionTags: true, roleArn } },
  },
  { ...plain("UpdateCapability", { clusterName, capabilityName: "a", roleArn }), holds: { update } },
  {
    ...plain("ListInsights", { clusterName, filter: { categories: ["MISCONFIGURATION"] } }),
    holds: { insights: [{ category: "MISCONFIGURATION", lastRefreshTime: date }] },
    learn: { insight: "insights.0.id" },
  },
  {
    ...plain("DescribeInsight", { clusterName, id: "$insight" }),
    holds: { insight: { category: "MISCONFIGURATION", insightStatus: { status: "PASSING" } } },
  },
  { ...plain("StartInsightsRefresh", { clusterName }), holds: { status: "IN_PROGRESS" } },
  { ...plain("DescribeInsightsRefresh", { clusterName }), holds: { status: "COMPLETED", startedAt: date } },
  {
    ...plain("DescribeClusterVersions", { defaultOnly: true }),
    holds: { clusterVersions: [{ clusterVersion: "1.33", releaseDate: date }] },
  },
  { ...plain("DescribeAddonVersions", { addonName: "vpc-cni" }), holds: { addons: [{ addonName: "vpc-cni" }] } },
  {
    ...plain("DescribeAddonConfiguration", { addonName: "vpc-cni", addonVersion: "v1.18.1-eksbuild.3" }),
    holds: { addonName: "vpc-cni", configurationSchema: text },
  },
  { ...plain("ListAccessPolicies", { maxResults: 1 }), holds: { accessPolicies: [{ name: text }], nextToken: text } },
  { ...plain("TagResource", { resourceArn: "$arn", tags: { more: "b" } }), holds: {} },
  { ...plain("UntagResource", { resourceArn: "$arn", tagKeys: ["team"] }), holds: {} },
  { ...plain("ListTagsForResource", { resourceArn: "$arn" }), holds: { tags: { more: "b" } } },
  { ...plain("DisassociateAccessPolicy", { clusterName, principalArn, policyArn }), holds: {} },
  { ...plain("DisassociateIdentityProviderConfig", { clusterName, identityProviderConfig }), holds: { update } },
  { ...plain("DeleteAccessEntry", { clusterName, principalArn }), holds: {} },
  { ...plain("DeleteAddon", { clusterName, addonName: "vpc-cni" }), holds: { addon: { status: "DELETING" } } },
  {
    ...plain("DeleteCapability", { clusterName, capabilityName: "a" }),
    holds: { capability: { status: "DELETING" } },
  },
  {
    ...plain("DeletePodIdentityAssociation", { clusterName, associationId: "$association" }),
    holds: { association: { serviceAccount: "s" } },
  },
  {
    ...plain("DeleteCertificateAuthority", { clusterName, certificateAuthorityId: "$authority" }),
    holds: { update, certificateAuthority: { distributionStatus: "DELETING" } },
  },
  {
    ...plain("DeleteFargateProfile", { clusterName, fargateProfileName: "f" }),
    holds: { fargateProfile: { status: "DELETING" } },
  },
  { ...plain("DeleteNodegroup", { clusterName, nodegroupName: "n" }), holds: { nodegroup: { status: "DELETING" } } },
  {
    ...plain("DeleteEksAnywhereSubscription", { id: "$subscription" }),
    holds: { subscription: { status: "DELETING" } },
  },
  { ...plain("DeregisterCluster", { name: "r" }), holds: { cluster: { status: "DELETING" } } },
  { ...plain("DeleteCluster", { name: "c" }), holds: { cluster: { status: "DELETING" } } },
];

function plain(operation: string, input: object): Pick<Step, "operation" | "input"> {
  return { operation, input };
}
