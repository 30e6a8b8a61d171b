import type { World } from "#reference/service/world.ts";

/** Which member of an item each filter of a list looks at. */
export const EKS_FILTERS: World["filters"] = {
  ListUpdates: [sameName("nodegroupName"), sameName("addonName"), sameName("capabilityName")],
  ListPodIdentityAssociations: [sameName("namespace"), sameName("serviceAccount")],
  ListAccessEntries: [{ input: "/associatedPolicyArn", child: "access-policy-association" }],
  ListEksAnywhereSubscriptions: [{ input: "/includeStatus", member: "/status" }],
  ListInsights: [
    { input: "/filter/categories", member: "/category" },
    { input: "/filter/kubernetesVersions", member: "/kubernetesVersion" },
    { input: "/filter/statuses", member: "/insightStatus/status" },
  ],
  DescribeAddonVersions: [
    sameName("addonName"),
    { input: "/types", member: "/type" },
    { input: "/publishers", member: "/publisher" },
    { input: "/owners", member: "/owner" },
  ],
  DescribeAddonConfiguration: [sameName("addonName"), sameName("addonVersion")],
  DescribeClusterVersions: [
    { input: "/clusterVersions", member: "/clusterVersion" },
    { input: "/defaultOnly", member: "/defaultVersion" },
    sameName("clusterType"),
    sameName("status"),
    sameName("versionStatus"),
  ],
};

function sameName(name: string): { readonly input: string; readonly member: string } {
  return { input: `/${name}`, member: `/${name}` };
}
