import type { JsonObject } from "#spec/json/json.ts";
import type { World } from "#reference/service/world.ts";

const VERSIONS = ["1.35", "1.34", "1.33", "1.32", "1.31", "1.30"];
const DEFAULT_VERSION = "1.33";
const ADDON_NAMES = ["coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"];
const ADDON_VERSIONS = ["v1.18.1-eksbuild.3", "v1.16.0-eksbuild.1"];
const POLICIES = ["Admin", "ClusterAdmin", "Edit", "View"];

/** Versions, add-ons and policies of EKS: a few, made up where they need not be true. */
export const EKS_ENTRIES: World["entries"] = {
  DescribeClusterVersions: VERSIONS.map(clusterVersion),
  DescribeAddonVersions: ADDON_NAMES.map(addon),
  DescribeAddonConfiguration: ADDON_NAMES.flatMap((addonName) =>
    ADDON_VERSIONS.map((addonVersion) => ({
      addonName,
      addonVersion,
      configurationSchema: '{"$schema":"http://json-schema.org/draft-06/schema#","type":"object"}',
      podIdentityConfiguration: [],
    })),
  ),
  ListAccessPolicies: POLICIES.map((name) => ({
    name: `AmazonEKS${name}Policy`,
    arn: `arn:aws:eks::aws:cluster-access-policy/AmazonEKS${name}Policy`,
  })),
};

function clusterVersion(version: string, index: number): JsonObject {
  const isStandard = index < 3;
  return {
    clusterVersion: version,
    clusterType: "eks",
    defaultPlatformVersion: "eks.9",
    defaultVersion: version === DEFAULT_VERSION,
    releaseDate: 1_748_390_400 - index * 10_368_000,
    endOfStandardSupportDate: 1_785_369_600 - index * 10_368_000,
    endOfExtendedSupportDate: 1_816_905_600 - index * 10_368_000,
    status: isStandard ? "standard-support" : "extended-support",
    versionStatus: isStandard ? "STANDARD_SUPPORT" : "EXTENDED_SUPPORT",
    kubernetesPatchVersion: `${version}.1`,
  };
}

function addon(addonName: string): JsonObject {
  return {
    addonName,
    type: "networking",
    publisher: "eks",
    owner: "aws",
    defaultNamespace: "kube-system",
    addonVersions: ADDON_VERSIONS.map((addonVersion) => ({
      addonVersion,
      architecture: ["amd64", "arm64"],
      computeTypes: ["ec2", "fargate"],
      compatibilities: VERSIONS.map((clusterVersion) => ({
        clusterVersion,
        platformVersions: ["*"],
        defaultVersion: addonVersion === ADDON_VERSIONS[0],
      })),
      requiresConfiguration: false,
      requiresIamPermissions: false,
    })),
  };
}
