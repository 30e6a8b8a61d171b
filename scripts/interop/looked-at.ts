/** A finding of a run, compared by hand with what the emulator does and what its source says. */
export interface LookedAt {
  /** Of the requirement. */
  readonly id: string;
  readonly verdict: "true" | "false";
  readonly why: string;
}

const MOTO: readonly LookedAt[] = [
  { id: "create.name.pattern", verdict: "true", why: "`-bad` is made: no name is looked at." },
  { id: "create.upgrade-policy.support-type.enum", verdict: "true", why: "`NEVER` is taken: the member is not read." },
  {
    id: "create.name.required",
    verdict: "true",
    why: "A cluster named null is made; every list of clusters is a 500 from then on.",
  },
  {
    id: "update-cluster-config.resources-vpc-config.type",
    verdict: "true",
    why: "7 is kept as the cluster's network.",
  },
  {
    id: "update-nodegroup-config.scaling-config.type",
    verdict: "true",
    why: "A text raises an exception that nothing catches: 500.",
  },
  {
    id: "list-nodegroups.unknown",
    verdict: "true",
    why: "The list takes the cluster out of a dictionary without a look: 500.",
  },
  { id: "list-fargate-profiles.unknown", verdict: "true", why: "The same for Fargate profiles." },
  { id: "list-nodegroups.max-results.minimum", verdict: "true", why: "0 is a page of nothing with a token." },
  {
    id: "create-fargate-profile.pod-execution-role-arn.required",
    verdict: "true",
    why: "A profile without a role is made.",
  },
  { id: "create-fargate-profile.tags.type", verdict: "true", why: "A text in place of the map is a 500." },
  { id: "tag-resource.tags.required", verdict: "true", why: "`{}` is a 500." },
  {
    id: "untag-resource.tag-keys.required",
    verdict: "true",
    why: "Without keys an empty 404 in HTML comes, also of a cluster that is there.",
  },
  {
    id: "update-nodegroup-config.response.update.params",
    verdict: "false",
    why: "`ScalingConfig` is no type that the model lists, but EKS answers with values that its model does not list: a warning now.",
  },
  {
    id: "tag-resource.cluster",
    verdict: "false",
    why: "Another case tagged the same cluster at the same time: stories come first now.",
  },
  {
    id: "delete.valid",
    verdict: "false",
    why: "A node group without a name, which the run itself had been given, keeps the cluster: not exercised now.",
  },
  { id: "create.tags.min-properties", verdict: "false", why: "Sources differ on an empty map of tags: observed now." },
];

const FAKECLOUD: readonly LookedAt[] = [
  {
    id: "api.content-type",
    verdict: "true",
    why: "`ServiceResponse` of fakecloud-core says application/x-amz-json-1.1.",
  },
  { id: "tag-resource.tags.keys.min-length", verdict: "true", why: "`tag_resource` puts in each pair as it comes." },
  { id: "tag-resource.tags.values.type", verdict: "true", why: "Values that are no text are left out without a word." },
  {
    id: "untag-resource.tag-keys.required",
    verdict: "true",
    why: "`untag_resource` takes no keys for none to remove.",
  },
  { id: "tag-resource.unknown", verdict: "true", why: "The form of the ARN alone is looked at; a SHOULD." },
  {
    id: "update-cluster-config.resources-vpc-config.type",
    verdict: "true",
    why: "What comes is merged, whatever it is.",
  },
  { id: "create-nodegroup.node-repair-config.type", verdict: "true", why: "The member is kept as it comes." },
  {
    id: "associate-access-policy.access-scope.required",
    verdict: "true",
    why: "Without a scope, one of the cluster is made up.",
  },
  {
    id: "list-insights.max-results.type.accepts",
    verdict: "true",
    why: "null, which is as good as absent in restJson1, is refused as no integer.",
  },
  { id: "create.token", verdict: "true", why: "Tokens are not read: the second request is a 409; a SHOULD." },
  {
    id: "disassociate-access-policy.unknown",
    verdict: "false",
    why: "No source says that taking off what is not attached is an error: an entry that is not there is asked for now.",
  },
  {
    id: "describe-cluster-versions.response.cluster-versions",
    verdict: "false",
    why: "`status` is STANDARD_SUPPORT, which the model does not list, and published outputs of EKS show: a warning now.",
  },
  { id: "describe-cluster-versions.status.enum", verdict: "false", why: "The same of the parameter: observed now." },
  {
    id: "create-addon.valid",
    verdict: "false",
    why: "Not exercised, since the run had changed the cluster to a version without add-ons: versions are changed last, and to one more often known.",
  },
  {
    id: "delete-certificate-authority.valid",
    verdict: "false",
    why: "Not exercised, since the run had activated the one it had made: another one is made and deleted now.",
  },
];

const WINTERBAUME: readonly LookedAt[] = [
  { id: "list-nodegroups.pages.size", verdict: "true", why: "No handler reads maxResults." },
  { id: "list.pages.size", verdict: "true", why: "The same of clusters." },
  { id: "describe-insight.unknown", verdict: "true", why: "A stub answers 200 with no insight." },
  { id: "list-insights.unknown", verdict: "true", why: "A stub answers an empty list, whatever the cluster." },
  {
    id: "create-eks-anywhere-subscription.shown",
    verdict: "true",
    why: "`create_eks_anywhere_subscription` is not handed the term.",
  },
  { id: "register.shown", verdict: "true", why: "connectorConfig is read and dropped." },
  { id: "create-nodegroup.shown", verdict: "true", why: "The subnets are not kept." },
  { id: "create-nodegroup.tags.shown", verdict: "true", why: "The tags are not kept with the node group." },
  {
    id: "update-cluster-version.applied",
    verdict: "true",
    why: "`handle_update_cluster_version` makes up an update and changes nothing.",
  },
  { id: "update-cluster-config.applied", verdict: "true", why: "resourcesVpcConfig is not shown at all." },
];

const MINISTACK: readonly LookedAt[] = [
  { id: "list-nodegroups.pages.whole", verdict: "true", why: "The list is cut off after maxResults, without a token." },
  { id: "list-access-entries.pages.whole", verdict: "true", why: "The same of access entries." },
  { id: "api.no-server-error", verdict: "true", why: "maxResults=text raises a ValueError." },
  { id: "create.access-config.type.accepts", verdict: "true", why: "null is asked for a member: 500." },
  { id: "create.kubernetes-network-config.type.accepts", verdict: "true", why: "The same." },
  {
    id: "create-access-entry.type.type.accepts",
    verdict: "true",
    why: "null, which is as good as absent, is refused as an invalid type.",
  },
  { id: "create.name.required", verdict: "true", why: "A cluster without a name is made." },
  {
    id: "associate-identity-provider-config.oidc.client-id.type",
    verdict: "false",
    why: "There is one provider to a cluster, as on EKS, and the 409 came of that: the plain input is compared now, 29 limits are not exercised.",
  },
  {
    id: "associate-encryption-config.client-request-token.type.accepts",
    verdict: "false",
    why: "A cluster is encrypted once, as on EKS: not exercised now.",
  },
];

/** By the emulator's name and version. */
export const LOOKED_AT: readonly { readonly emulator: string; readonly findings: readonly LookedAt[] }[] = [
  { emulator: "moto 5.2.5", findings: MOTO },
  { emulator: "fakecloud 0.51.0", findings: FAKECLOUD },
  { emulator: "winterbaume 0.2.8", findings: WINTERBAUME },
  { emulator: "ministack 1.5.33", findings: MINISTACK },
];
