import { Refusal, type ErrorCode } from "#reference/refusal.ts";
import { around, refuse } from "#reference/patches.ts";
import { variants } from "./rows.ts";

const OF_THE_OTHERS: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  BadRequestException: "InvalidParameterException",
  NotFoundException: "ResourceNotFoundException",
};

/** How tags are shown, put on and taken off. */
export const TAG_VARIANTS = variants({
  "odd-tag-characters-refused": [
    "Refuses tags with other characters than AWS's tagging rules allow.",
    "observations.md, O38; tagging guide",
    refuse(({ tags }) => [...(tags ?? [])].flat().some((text) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))),
  ],
  "tags-in-the-order-of-their-keys": [
    "Shows tags in the order of their keys.",
    "RFC 8259, section 4",
    around("tagsDocument", (own, tags, view, call) =>
      own(new Map([...tags].sort(([a], [b]) => (a < b ? -1 : 1))), view, call),
    ),
  ],
  "tags-of-aws-added": [
    "Shows a tag of AWS's own beside those of a cluster.",
    "observations.md, O37; tagging guide: they don't count towards the limit",
    around("tagsDocument", (own, tags, view, call) =>
      own(new Map([...tags, ["aws:servicecatalog:owner", "platform"]]), view, call),
    ),
  ],
  "tags-in-reverse": [
    "Shows tags in the reverse of the order in which they came.",
    "RFC 8259, section 4",
    around("tagsDocument", (own, tags, view, call) => own(new Map([...tags].reverse()), view, call)),
  ],
  "tagging-answers-no-body": [
    "Answers TagResource and UntagResource with an empty body and no media type.",
    "eks-model.md, TagResourceResponse: the API page has the HTTP body empty",
    around("renderSuccess", (own, document, call) => {
      const response = own(document, call);
      if (Object.keys(document).length > 0) return response;
      const headers = response.headers.filter(([name]) => name.toLowerCase() !== "content-type");
      return { ...response, headers, body: "" };
    }),
  ],
  "no-tagging": [
    "Has no operations on tags.",
    "README.md: a target may lack a feature",
    around("matchRoute", (own, method, path, call) =>
      path.startsWith("/tags/") ? undefined : own(method, path, call),
    ),
  ],
  "tagging-errors-of-the-others": [
    "Answers operations on tags with the errors of the other operations.",
    "contradictions C3 and C4: real EKS returns errors that an operation's own list lacks",
    around("renderError", (own, refusal, call) => {
      const other = OF_THE_OTHERS[refusal.code];
      return own(other === undefined ? refusal : new Refusal(other, refusal.message), call);
    }),
  ],
  "no-tags-left-out": [
    "Leaves out the tags of a cluster that has none.",
    "eks-model.md: every member of a response may be absent",
    around("tagsDocument", (own, tags, view, call) => (tags.size === 0 ? undefined : own(tags, view, call))),
  ],
  "no-tags-as-null": [
    "Shows the tags of a cluster that has none as null.",
    "observations.md, O32",
    around("tagsDocument", (own, tags, view, call) => (tags.size === 0 ? null : own(tags, view, call))),
  ],
});
