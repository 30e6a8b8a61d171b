import type { OutputDocument } from "./output-document.ts";

/**
 * What DescribeCluster adds for a cluster that EKS itself runs: every member of the model that a connected cluster
 * lacks, with values that read like real ones. Source: spec/source/eks-model.md, shapes of the responses.
 */
export const EKS_MEMBERS: OutputDocument = {
  version: "1.33",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com",
  roleArn: "arn:aws:iam::111122223333:role/eks-cluster",
  platformVersion: "eks.9",
  clientRequestToken: null,
  id: null,
  resourcesVpcConfig: {
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b2c3d4e5f6071829"],
    securityGroupIds: [],
    clusterSecurityGroupId: "sg-0c3d4e5f607182930",
    vpcId: "vpc-0d4e5f60718293041",
    endpointPublicAccess: true,
    endpointPrivateAccess: false,
    publicAccessCidrs: ["0.0.0.0/0"],
  },
  kubernetesNetworkConfig: {
    serviceIpv4Cidr: "10.100.0.0/16",
    ipFamily: "ipv4",
    elasticLoadBalancing: { enabled: false },
  },
  logging: { clusterLogging: [{ types: ["api", "audit"], enabled: true }] },
  identity: { oidc: { issuer: "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF" } },
  certificateAuthority: { data: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==" },
  encryptionConfig: [
    { resources: ["secrets"], provider: { keyArn: "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d" } },
  ],
  health: {
    issues: [{ code: "Other", message: "A subnet has few addresses left.", resourceIds: ["subnet-0a1b2c3d"] }],
  },
  outpostConfig: {
    outpostArns: ["arn:aws:outposts:us-east-1:111122223333:outpost/op-0a1b2c3d4e5f60718"],
    controlPlaneInstanceType: "m5.large",
    controlPlanePlacement: { groupName: "control-plane" },
  },
  accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: "API" },
  upgradePolicy: { supportType: "EXTENDED" },
  zonalShiftConfig: { enabled: false },
  remoteNetworkConfig: { remoteNodeNetworks: [{ cidrs: ["10.80.0.0/16"] }], remotePodNetworks: [] },
  computeConfig: { enabled: true, nodePools: ["general-purpose"], nodeRoleArn: "arn:aws:iam::111122223333:role/node" },
  storageConfig: { blockStorage: { enabled: true } },
  deletionProtection: false,
  controlPlaneScalingConfig: { tier: "standard" },
  kubeApiServerConfig: { eventTtl: "1h", serviceNodePortRange: { minPort: 30_000, maxPort: 32_767 } },
  kubeSchedulerConfig: {
    nodeResourcesFit: { scoringStrategy: { type: "LeastAllocated", resources: [{ name: "cpu", weight: 1 }] } },
  },
  kubeControllerManagerConfig: {
    podGcControllerConfig: { terminatedPodGcThreshold: 12_500 },
    horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: "15s" },
  },
};
