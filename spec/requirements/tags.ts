import type { Requirement } from "#spec/requirement.ts";
import { ANSWERED } from "./validity.ts";

/** Which parts of a requirement are the same for all about tags. */
const COMMON = { level: "MUST", authority: "model", evidence: "modelled", feature: "tags" } as const;
const MODEL = "eks-model.md";

/** What the operations on tags do to a registered cluster; the limits of their inputs are derived from the contract. */
export const TAGS: readonly Requirement[] = [
  {
    ...COMMON,
    id: "tag-resource.route",
    operation: "TagResource",
    area: "routing",
    title: "POST on /tags/{resourceArn} reaches the operation, whatever its answer.",
    presupposes: ["tag-resource.valid"],
    trace: { source: MODEL, quote: "TagResource is `POST /tags/{resourceArn}` and answers with status 200." },
  },
  {
    ...COMMON,
    id: "untag-resource.route",
    operation: "UntagResource",
    area: "routing",
    title: "DELETE on /tags/{resourceArn} reaches the operation, whatever its answer.",
    presupposes: ["tag-resource.valid"],
    trace: { source: MODEL, quote: "UntagResource is `DELETE /tags/{resourceArn}` and answers with status 200." },
  },
  {
    ...COMMON,
    id: "list-tags-for-resource.route",
    operation: "ListTagsForResource",
    area: "routing",
    title: "GET on /tags/{resourceArn} reaches the operation, whatever its answer.",
    presupposes: ["tag-resource.valid"],
    trace: { source: MODEL, quote: "ListTagsForResource is `GET /tags/{resourceArn}` and answers with status 200." },
  },
  {
    ...COMMON,
    id: "tag-resource.valid",
    operation: "TagResource",
    area: "input-constraints",
    title: "Every TagResource on a registered cluster within all limits of the model is accepted.",
    subject: { side: "accept" },
    presupposes: ["describe.after-register"],
    trace: ANSWERED,
  },
  {
    ...COMMON,
    id: "untag-resource.valid",
    operation: "UntagResource",
    area: "input-constraints",
    title: "Every UntagResource on a registered cluster within all limits of the model is accepted.",
    subject: { side: "accept" },
    presupposes: ["tag-resource.valid"],
    trace: ANSWERED,
  },
  {
    ...COMMON,
    id: "list-tags-for-resource.after-register",
    operation: "ListTagsForResource",
    area: "lifecycle",
    title: "ListTagsForResource shows the tags that a cluster was registered with.",
    presupposes: ["register.echo.tags", "tag-resource.valid"],
    trace: { source: MODEL, quote: "ListTagsForResource lists the tags of a resource." },
  },
  {
    ...COMMON,
    level: "SHOULD",
    id: "list-tags-for-resource.tags.whole-arn",
    operation: "ListTagsForResource",
    area: "lifecycle",
    title: "ListTagsForResource does not show the tags of a cluster by its ARN with another account or Region.",
    trace: { source: MODEL, quote: "ListTagsForResource lists the tags of a resource." },
  },
  {
    ...COMMON,
    id: "tag-resource.puts",
    operation: "TagResource",
    area: "lifecycle",
    title: "TagResource adds its tags, replaces those with the same keys, and keeps the others.",
    presupposes: ["register.echo.tags", "list-tags-for-resource.after-register", "tag-resource.valid"],
    trace: {
      source: MODEL,
      quote:
        "TagResource puts the tags named on a resource; tags of it that the request does not name stay as they are.",
    },
  },
  {
    ...COMMON,
    id: "tag-resource.other-clusters",
    operation: "TagResource",
    area: "lifecycle",
    title: "TagResource and UntagResource leave the tags of other clusters alone.",
    presupposes: ["register.echo.tags", "list-tags-for-resource.after-register", "tag-resource.valid"],
    trace: {
      source: MODEL,
      quote: "TagResource: the tags of a resource go when it is deleted, and spread to no other resource.",
    },
  },
  {
    ...COMMON,
    id: "tag-resource.go-with-cluster",
    operation: "TagResource",
    area: "lifecycle",
    title: "The tags of a deregistered cluster are gone when its name is registered again.",
    presupposes: ["register.echo.tags", "list-tags-for-resource.after-register", "tag-resource.valid"],
    trace: {
      source: MODEL,
      quote: "TagResource: the tags of a resource go when it is deleted, and spread to no other resource.",
    },
  },
  {
    ...COMMON,
    id: "tag-resource.all-or-none",
    operation: "TagResource",
    area: "lifecycle",
    authority: "protocol",
    evidence: "protocol",
    title: "A refused TagResource or UntagResource changes no tag.",
    presupposes: [
      "register.echo.tags",
      "list-tags-for-resource.after-register",
      "tag-resource.puts",
      "untag-resource.takes-off",
    ],
    trace: { source: "protocol.md", quote: "P66. A status 4xx says that the request could not be carried out." },
  },
  {
    ...COMMON,
    id: "tag-resource.fifty-in-all",
    operation: "TagResource",
    area: "lifecycle",
    title: "A 51st tag on a cluster is refused.",
    presupposes: ["tag-resource.valid"],
    trace: {
      source: MODEL,
      quote: "A resource has at most 50 tags; each key of them is unique on it, and has one value.",
    },
    remark: "No source names the error, so any refusal will do.",
  },
  {
    ...COMMON,
    id: "untag-resource.takes-off",
    operation: "UntagResource",
    area: "lifecycle",
    title: "UntagResource removes exactly the tags with the given keys; case matters.",
    presupposes: ["register.echo.tags", "list-tags-for-resource.after-register", "untag-resource.valid"],
    trace: { source: MODEL, quote: "UntagResource takes the tags named off a resource." },
  },
  {
    ...COMMON,
    id: "describe.after-tagging",
    operation: "DescribeCluster",
    area: "lifecycle",
    title: "DescribeCluster shows the tags as TagResource and UntagResource left them.",
    presupposes: ["describe.after-register", "register.echo.tags", "tag-resource.puts", "untag-resource.takes-off"],
    trace: { source: MODEL, quote: "Cluster.tags are the tags that the caller defined" },
  },
  unknownResource("tag-resource", "TagResource"),
  unknownResource("untag-resource", "UntagResource"),
  unknownResource("list-tags-for-resource", "ListTagsForResource"),
];

function unknownResource(prefix: string, operation: string): Requirement {
  return {
    ...COMMON,
    id: `${prefix}.error.unknown-resource`,
    operation,
    area: "error-mapping",
    title: `${operation} on an unknown cluster is refused, preferably with 404 NotFoundException.`,
    subject: { error: "NotFoundException" },
    trace: {
      source: MODEL,
      quote: "- NotFoundException, with status 404, says that a resource that the request is about could not be found.",
    },
    remark:
      "No answer of the service to this is recorded, so another refusal is tolerated; that it is refused is not open.",
  };
}
