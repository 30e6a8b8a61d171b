import type { Variant } from "../fault.ts";
import { Refusal, type ErrorCode } from "../refusal.ts";

const OF_THE_OTHERS: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  BadRequestException: "InvalidParameterException",
  NotFoundException: "ResourceNotFoundException",
};

/** How tags are shown, put on and taken off. */
export const TAG_VARIANTS: readonly Variant[] = [
  {
    id: "odd-tag-characters-refused",
    sentence: "Refuses tags with other characters than AWS's tagging rules allow.",
    source: "observations.md, O38; tagging guide",
    patch: (behaviours) => ({
      tagsMaxCount: (input, call) =>
        [...(input.tags ?? [])].flat().every((text) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))
          ? behaviours.tagsMaxCount(input, call)
          : "A tag holds characters that are not allowed.",
    }),
  },
  {
    id: "tags-in-the-order-of-their-keys",
    sentence: "Shows tags in the order of their keys.",
    source: "RFC 8259, section 4",
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        behaviours.tagsDocument(new Map([...tags].sort(([a], [b]) => (a < b ? -1 : 1))), view, call),
    }),
  },
  {
    id: "tags-of-aws-added",
    sentence: "Shows a tag of AWS's own beside those of a cluster.",
    source: "observations.md, O37; tagging guide: they don't count towards the limit",
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) =>
        behaviours.tagsDocument(new Map([...tags, ["aws:servicecatalog:owner", "platform"]]), view, call),
    }),
  },
  {
    id: "tags-in-reverse",
    sentence: "Shows tags in the reverse of the order in which they came.",
    source: "RFC 8259, section 4",
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) => behaviours.tagsDocument(new Map([...tags].reverse()), view, call),
    }),
  },
  {
    id: "tagging-answers-no-body",
    sentence: "Answers TagResource and UntagResource with an empty body and no media type.",
    source: "eks-model.md, TagResourceResponse: the API page has the HTTP body empty",
    patch: (behaviours) => ({
      renderSuccess: (document, call) => {
        const response = behaviours.renderSuccess(document, call);
        if (Object.keys(document).length > 0) return response;
        const headers = response.headers.filter(([name]) => name.toLowerCase() !== "content-type");
        return { ...response, headers, body: "" };
      },
    }),
  },
  {
    id: "no-tagging",
    sentence: "Has no operations on tags.",
    source: "README.md: a target may lack a feature",
    patch: (behaviours) => ({
      matchRoute: (method, path, call) =>
        path.startsWith("/tags/") ? undefined : behaviours.matchRoute(method, path, call),
    }),
  },
  {
    id: "tagging-errors-of-the-others",
    sentence: "Answers operations on tags with the errors of the other operations.",
    source: "contradictions C3 and C4: real EKS returns errors that an operation's own list lacks",
    patch: (behaviours) => ({
      renderError: (refusal, call) => {
        const other = OF_THE_OTHERS[refusal.code];
        return behaviours.renderError(other === undefined ? refusal : new Refusal(other, refusal.message), call);
      },
    }),
  },
  {
    id: "no-tags-left-out",
    sentence: "Leaves out the tags of a cluster that has none.",
    source: "eks-model.md: every member of a response may be absent",
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) => (tags.size === 0 ? undefined : behaviours.tagsDocument(tags, view, call)),
    }),
  },
  {
    id: "no-tags-as-null",
    sentence: "Shows the tags of a cluster that has none as null.",
    source: "observations.md, O32",
    patch: (behaviours) => ({
      tagsDocument: (tags, view, call) => (tags.size === 0 ? null : behaviours.tagsDocument(tags, view, call)),
    }),
  },
];
