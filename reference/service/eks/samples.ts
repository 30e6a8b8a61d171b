import type { Sample } from "#reference/service/world.ts";
import { updateSample } from "./update-sample.ts";

const DAY = 24 * 60 * 60;

/** What EKS shows of a new resource beside what was sent. Made up, but of the form that clients read. */
export const EKS_SAMPLES: Readonly<Record<string, Sample>> = {
  cluster: ({ region, code }) => ({
    version: "1.33",
    platformVersion: "eks.9",
    endpoint: `https://${hex(code)}.gr7.${region}.eks.amazonaws.com`,
    resourcesVpcConfig: {
      securityGroupIds: [],
      clusterSecurityGroupId: "sg-0c3d4e5f607182930",
      vpcId: "vpc-0d4e5f60718293041",
      endpointPublicAccess: true,
      endpointPrivateAccess: false,
      publicAccessCidrs: ["0.0.0.0/0"],
      controlPlaneEgressMode: "AWS_MANAGED",
    },
    kubernetesNetworkConfig: { serviceIpv4Cidr: "10.100.0.0/16", ipFamily: "ipv4" },
    logging: { clusterLogging: [{ types: ["api", "audit"], enabled: false }] },
    identity: { oidc: { issuer: `https://oidc.eks.${region}.amazonaws.com/id/${hex(code)}` } },
    certificateAuthority: { data: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==" },
    health: { issues: [] },
    accessConfig: { bootstrapClusterCreatorAdminPermissions: true, authenticationMode: "API_AND_CONFIG_MAP" },
    upgradePolicy: { supportType: "EXTENDED" },
    deletionProtection: false,
  }),
  "registered-cluster": ({ now, uuid, code }) => ({
    status: "PENDING",
    connectorConfig: { activationId: uuid(), activationCode: code(20), activationExpiry: now + 3 * DAY - 0.5 },
  }),
  nodegroup: ({ uuid }) => ({
    version: "1.33",
    releaseVersion: "1.33.1-20250610",
    capacityType: "ON_DEMAND",
    scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 2 },
    instanceTypes: ["t3.medium"],
    amiType: "AL2023_x86_64_STANDARD",
    diskSize: 20,
    labels: {},
    resources: { autoScalingGroups: [{ name: `eks-${uuid()}` }] },
    health: { issues: [] },
    updateConfig: { maxUnavailable: 1 },
  }),
  "fargate-profile": () => ({ subnets: [], selectors: [], health: { issues: [] } }),
  addon: () => ({ addonVersion: "v1.18.1-eksbuild.3", publisher: "eks", owner: "aws", health: { issues: [] } }),
  "access-entry": ({ ids }) => ({ kubernetesGroups: [], type: "STANDARD", username: ids.at(-1) ?? "" }),
  "access-policy-association": () => ({ accessScope: { namespaces: [] } }),
  "pod-identity-association": () => ({ disableSessionTags: false }),
  "identity-provider-config": () => ({ type: "oidc" }),
  capability: () => ({ version: "1.0.0", health: { issues: [] } }),
  "certificate-authority": ({ now }) => ({
    createdBy: "CUSTOMER",
    signingStatus: "NOT_USED",
    validity: { notBefore: now, notAfter: now + 3650 * DAY },
    rollbackAvailable: false,
    data: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==",
  }),
  "eks-anywhere-subscription": ({ now }) => ({
    effectiveDate: now,
    expirationDate: now + 365 * DAY,
    licenseQuantity: 1,
    licenseType: "Cluster",
    autoRenew: false,
    licenseArns: [],
    licenses: [],
  }),
  update: updateSample,
  insight: ({ now }) => ({
    category: "UPGRADE_READINESS",
    kubernetesVersion: "1.34",
    lastRefreshTime: now,
    lastTransitionTime: now,
    insightStatus: { status: "PASSING", reason: "Nothing was found." },
    recommendation: "Nothing needs to be done.",
    additionalInfo: {},
    resources: [],
    categorySpecificSummary: { deprecationDetails: [], addonCompatibilityDetails: [] },
  }),
};

/** Thirty-two hexadecimal digits, as EKS has them in names of hosts. */
function hex(code: (length: number) => string): string {
  return Buffer.from(code(16)).toString("hex").toUpperCase();
}
