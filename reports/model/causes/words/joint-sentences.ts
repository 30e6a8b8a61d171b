import type { RunRecord } from "#suites/record/record.ts";
import { type Answer, isPlainSuccess } from "#reports/model/causes/answer-kind.ts";
import type { SymptomGroup } from "#reports/model/causes/grouping/symptom-group.ts";
import type { ToldWords } from "./told-words.ts";

/** What is wrong where several requirements are missed together, or one is in a way of its own. */
interface JointSentence extends ToldWords {
  /** The requirement that shows it, and what must have been answered. */
  readonly shownBy: string;
  readonly answered: "success" | "refusal" | "not-found";
  /** Every answer that shows it must have a JSON object as its body. */
  readonly ofJson?: true;
  /** Further requirements that must not be met either, where they were judged. */
  readonly and: readonly string[];
}

const READ_ARN =
  "Decode the ARN in the path once, as its colons and slashes may be percent-encoded, and look up the cluster that it names.";

/** The first that fits: what is wider comes first. */
export const JOINT_SENTENCES: readonly JointSentence[] = [
  {
    title: "Nothing registered is ever stored",
    mend: "Store each cluster that RegisterCluster returns until it is deregistered.",
    reason: "not-stored",
    shownBy: "describe.after-register",
    answered: "refusal",
    and: ["list.include-all", "register.error.taken-name", "deregister.answer"],
  },
  {
    title: "A deregistered cluster is still there",
    mend: "Remove a cluster when DeregisterCluster returns it.",
    reason: "not-removed",
    shownBy: "describe.after-deregister",
    answered: "success",
    and: ["deregister.twice"],
  },
  {
    title: "A name that is taken is accepted again",
    mend: "Refuse it with 409 ResourceInUseException while a cluster has the name.",
    reason: "not-unique",
    shownBy: "register.error.taken-name",
    answered: "success",
    and: [],
  },
  {
    title: "A repeat with the same clientRequestToken is carried out again",
    mend: "Store the token with the cluster, and answer a repeat with that cluster.",
    reason: "not-idempotent",
    shownBy: "register.token.not-executed-twice",
    answered: "success",
    and: [],
  },
  {
    title: "ListClusters names registered clusters without include=all, and leaves some out with it",
    mend: "List registered clusters where include is all, and only there.",
    reason: "other-answer",
    shownBy: "list.excludes-connected",
    answered: "success",
    and: ["list.include-all"],
  },
  {
    title: "ListClusters names registered clusters whatever include says",
    mend: "List registered clusters only where include is all, and refuse any value of it that is not documented.",
    reason: "other-answer",
    shownBy: "list.excludes-connected",
    answered: "success",
    and: ["list.include.items.enum"],
  },
  {
    title: "Answers do not say that they are application/json",
    mend: "Send `content-type: application/json` with each JSON body, those of errors included.",
    reason: "not-json",
    shownBy: "api.content-type",
    answered: "success",
    ofJson: true,
    and: ["api.error.json"],
  },
  {
    title: "TagResource, UntagResource and ListTagsForResource do not find a cluster by its ARN",
    mend: READ_ARN,
    reason: "refuses-valid",
    shownBy: "list-tags-for-resource.after-register",
    answered: "not-found",
    and: ["tag-resource.puts", "untag-resource.takes-off"],
  },
  {
    title: "TagResource, UntagResource and ListTagsForResource refuse the ARN of a cluster",
    mend: READ_ARN,
    reason: "refuses-valid",
    shownBy: "untag-resource.valid",
    answered: "refusal",
    and: ["tag-resource.valid", "list-tags-for-resource.valid"],
  },
  {
    title: "ListClusters does not read maxResults",
    mend: "Hold at most maxResults names on a page, and refuse a maxResults that is no integer from 1 to 100.",
    reason: "page-size",
    shownBy: "list.max-results.maximum",
    answered: "success",
    and: ["list.max-results.minimum", "list.max-results.type", "list.paging"],
  },
  {
    title: "Requests are served without a signature",
    mend: "Refuse a request without an Authorization header with 403 MissingAuthenticationTokenException.",
    reason: "not-authenticated",
    shownBy: "api.auth.unsigned",
    answered: "success",
    and: ["api.auth.bad-signature"],
  },
  {
    title: "A signature that does not match is accepted",
    mend: "Compute the signature of each request, and refuse any other with 403 InvalidSignatureException.",
    reason: "not-authenticated",
    shownBy: "api.auth.bad-signature",
    answered: "success",
    and: [],
  },
];

/** The sentence for what the group shows together with others that are not met. */
export function jointSentence(
  { symptoms }: SymptomGroup,
  { requirements }: Pick<RunRecord, "requirements">,
): ToldWords | undefined {
  return JOINT_SENTENCES.find(({ shownBy, answered, ofJson, and }) => {
    const shown = symptoms.filter(({ requirement }) => requirement.id === shownBy);
    const isShown = shown.some(({ answer }) => answer !== undefined && isAnswered(answer, answered));
    const isMet = requirements.some(({ id, verdict }) => and.includes(id) && verdict === "pass");
    return isShown && !isMet && (ofJson !== true || shown.every(({ answer }) => answer?.isJson === true));
  });
}

function isAnswered(answer: Answer, wanted: JointSentence["answered"]): boolean {
  if (wanted === "success") return isPlainSuccess(answer);
  return wanted === "not-found" ? answer.status === 404 : answer.status >= 400;
}
