import type { Reason } from "../why-it-matters.ts";

/** A problem of the whole target, told by a few requirements: what else it breaks follows from it. */
export interface CausePattern {
  readonly id: string;
  readonly title: string;
  readonly mend: string;
  readonly reason: Reason;
  /** The requirement that shows it, and what must have been answered. */
  readonly shownBy: string;
  readonly answered: "success" | "refusal" | "not-found";
  /** Every answer that shows it must have a JSON object as its body. */
  readonly ofJson?: true;
  /** Further requirements that must not be met either, where they were judged. */
  readonly and: readonly string[];
  /** Requirements that would explain it themselves, where they are not met. */
  readonly unless?: readonly string[];
  /** Requirements that cannot be met before it is mended. */
  readonly breaks: readonly string[];
  /** Requirements that it breaks where a name is asked for that the same case asks for besides. */
  readonly breaksInRepeats?: readonly string[];
}

const READ_ARN =
  "Decode the ARN in the path once, as its colons and slashes may be percent-encoded, and look up the cluster that it names.";

/** What needs a cluster to be found by its ARN. */
const BY_ARN: readonly string[] = [
  "untag-resource.valid",
  "list-tags-for-resource.after-register",
  "list-tags-for-resource.route",
  "tag-resource.route",
  "untag-resource.route",
  "tag-resource.puts",
  "tag-resource.other-clusters",
  "tag-resource.go-with-cluster",
  "tag-resource.all-or-none",
  "tag-resource.fifty-in-all",
  "untag-resource.takes-off",
  "describe.after-tagging",
  "tag-resource.tags.max-properties.accepts",
  "tag-resource.tags.keys.max-length.accepts",
  "tag-resource.tags.keys.min-length.accepts",
  "tag-resource.tags.values.max-length.accepts",
  "tag-resource.tags.values.min-length.accepts",
  "untag-resource.tag-keys.max-items.accepts",
  "untag-resource.tag-keys.min-items.accepts",
  "untag-resource.tag-keys.items.max-length.accepts",
  "untag-resource.tag-keys.items.min-length.accepts",
];

/** The first that fits explains a failure, so what is wider comes first. */
export const CAUSE_PATTERNS: readonly CausePattern[] = [
  {
    id: "stores-nothing",
    title: "Nothing registered is ever stored",
    mend: "Store each cluster that RegisterCluster returns until it is deregistered.",
    reason: "not-stored",
    shownBy: "describe.after-register",
    answered: "refusal",
    and: ["list.include-all", "register.error.taken-name", "deregister.answer"],
    breaks: [
      "list.include-all",
      "list.paging",
      "list.last-page",
      "register.error.taken-name",
      "register.token.absent",
      "register.token.other-token",
      "register.token.replay",
      "register.token.not-executed-twice",
      "register.token.after-deregistration",
      "register.parallel.same-name",
      "register.parallel.same-token",
      "register.parallel.deregister",
      "register.again",
      "register.history",
      "deregister.answer",
      "deregister.status-deleting",
      "deregister.route",
      "describe.route",
      "api.route.encoded-label",
      "tag-resource.valid",
      ...BY_ARN,
    ],
  },
  {
    id: "removes-nothing",
    title: "A deregistered cluster is still there",
    mend: "Remove a cluster when DeregisterCluster returns it.",
    reason: "not-removed",
    shownBy: "describe.after-deregister",
    answered: "success",
    and: ["deregister.twice"],
    // Where any name is found, so is one that was deregistered.
    unless: ["describe.error.unknown-name"],
    breaks: [
      "list.after-deregister",
      "deregister.twice",
      "register.again",
      "register.rejected-leaves-no-state",
      "register.history",
      "register.parallel.deregister",
      "register.token.after-deregistration",
    ],
  },
  {
    id: "names-given-twice",
    title: "A name that is taken is accepted again",
    mend: "Refuse it with 409 ResourceInUseException while a cluster has the name.",
    reason: "not-unique",
    shownBy: "register.error.taken-name",
    answered: "success",
    and: [],
    breaks: ["register.token.absent", "register.token.other-token", "register.parallel.same-name", "register.history"],
    breaksInRepeats: ["register.echo.tags", "register.echo.role-arn", "register.echo.provider"],
  },
  {
    id: "token-ignored",
    title: "A repeat with the same clientRequestToken is carried out again",
    mend: "Store the token with the cluster, and answer a repeat with that cluster.",
    reason: "not-idempotent",
    shownBy: "register.token.not-executed-twice",
    answered: "success",
    and: [],
    unless: ["register.activation.id", "register.error.taken-name"],
    breaks: ["register.token.replay", "register.parallel.same-token", "register.history"],
  },
  {
    id: "include-inverted",
    title: "ListClusters names registered clusters without include=all, and leaves some out with it",
    mend: "List registered clusters where include is all, and only there.",
    reason: "other-answer",
    shownBy: "list.excludes-connected",
    answered: "success",
    and: ["list.include-all"],
    unless: ["describe.after-register", "list.valid", "list.response.clusters"],
    breaks: ["list.include-all", "list.paging"],
  },
  {
    id: "include-unread",
    title: "ListClusters names registered clusters whatever include says",
    mend: "List registered clusters only where include is all, and refuse any value of it that is not documented.",
    reason: "other-answer",
    shownBy: "list.excludes-connected",
    answered: "success",
    and: ["list.include.items.enum"],
    unless: ["list.valid", "list.response.clusters"],
    breaks: ["list.include.items.enum"],
  },
  {
    id: "not-called-json",
    title: "Answers do not say that they are application/json",
    mend: "Send `content-type: application/json` with each JSON body, those of errors included.",
    reason: "not-json",
    shownBy: "api.content-type",
    answered: "success",
    ofJson: true,
    and: ["api.error.json"],
    breaks: ["api.error.json"],
  },
  {
    id: "arn-not-found",
    title: "TagResource, UntagResource and ListTagsForResource do not find a cluster by its ARN",
    mend: READ_ARN,
    reason: "refuses-valid",
    shownBy: "tag-resource.valid",
    answered: "not-found",
    and: ["untag-resource.valid", "list-tags-for-resource.after-register"],
    breaks: BY_ARN,
  },
  {
    id: "arn-refused",
    title: "TagResource, UntagResource and ListTagsForResource refuse the ARN of a cluster",
    mend: READ_ARN,
    reason: "refuses-valid",
    shownBy: "tag-resource.valid",
    answered: "refusal",
    and: ["untag-resource.valid", "list-tags-for-resource.after-register", "list-tags-for-resource.route"],
    unless: ["describe.after-register"],
    breaks: BY_ARN,
  },
  {
    id: "page-size-unread",
    title: "ListClusters does not read maxResults",
    mend: "Hold at most maxResults names on a page, and refuse a maxResults that is no integer from 1 to 100.",
    reason: "page-size",
    shownBy: "list.max-results.maximum",
    answered: "success",
    and: ["list.max-results.minimum", "list.max-results.type", "list.paging"],
    unless: ["list.valid", "list.response.clusters"],
    breaks: ["list.max-results.minimum", "list.max-results.type", "list.paging"],
  },
  {
    id: "tags-not-listed",
    title: "ListTagsForResource does not list the tags of a cluster",
    mend: "Answer with each tag of the resource under its key, in an object.",
    reason: "other-value",
    shownBy: "list-tags-for-resource.after-register",
    answered: "success",
    and: [],
    unless: ["register.echo.tags"],
    breaks: [
      "list-tags-for-resource.response.tags",
      "tag-resource.puts",
      "tag-resource.other-clusters",
      "tag-resource.go-with-cluster",
      "tag-resource.all-or-none",
      "untag-resource.takes-off",
    ],
  },
  {
    id: "tags-not-put",
    title: "TagResource leaves a cluster with the wrong tags",
    mend: "Put each given tag on the cluster, replacing one with exactly the same key, and leave all others alone.",
    reason: "other-value",
    shownBy: "tag-resource.puts",
    answered: "success",
    and: [],
    unless: ["list-tags-for-resource.after-register", "register.echo.tags"],
    breaks: ["describe.after-tagging"],
  },
  {
    id: "tags-not-taken-off",
    title: "UntagResource leaves a cluster with the wrong tags",
    mend: "Remove exactly the tags whose keys are given, and leave all others alone.",
    reason: "other-value",
    shownBy: "untag-resource.takes-off",
    answered: "success",
    and: [],
    unless: ["list-tags-for-resource.after-register", "tag-resource.puts", "register.echo.tags"],
    breaks: ["describe.after-tagging"],
  },
  {
    id: "signature-unread",
    title: "Requests are served without a signature",
    mend: "Refuse a request without an Authorization header with 403 MissingAuthenticationTokenException.",
    reason: "not-authenticated",
    shownBy: "api.auth.unsigned",
    answered: "success",
    and: ["api.auth.bad-signature"],
    breaks: [
      "api.auth.bad-signature",
      "api.auth.unknown-key",
      "api.auth.wrong-service",
      "api.auth.wrong-region",
      "api.auth.expired-date",
      "api.auth.body-not-covered",
      "api.auth.malformed",
    ],
  },
  {
    id: "signature-unverified",
    title: "A signature that does not match is accepted",
    mend: "Compute the signature of each request, and refuse any other with 403 InvalidSignatureException.",
    reason: "not-authenticated",
    shownBy: "api.auth.bad-signature",
    answered: "success",
    and: [],
    breaks: ["api.auth.wrong-service", "api.auth.wrong-region", "api.auth.body-not-covered"],
  },
];
