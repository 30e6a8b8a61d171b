import { type RequirementSentence, told } from "./requirement-sentences.ts";

interface PromiseSentence extends RequirementSentence {
  readonly of: RegExp;
  /** It says more than that a member of the answer has a wrong value. */
  readonly tells?: boolean;
}

/** By the end of the id: what a table of resources promises of the operations of any service. The first that fits. */
export const PROMISE_SENTENCES: readonly PromiseSentence[] = [
  {
    of: /^[^.]+\.token$/,
    ...told(
      "{operation}, sent again with the same client token, does its work twice",
      "Store the token with what was made, and answer a repeat with that.",
    ),
  },
  {
    of: /^[^.]+\.shown$/,
    ...told(
      "What {operation} made is shown otherwise than it was made",
      "Show what was made under the names of the members that it was made with.",
    ),
  },
  {
    of: /^[^.]+\.(?:shown|applied)\.optional$/,
    ...told(
      "An optional member that {operation} took is not shown afterwards",
      "Store each member that is taken, and show it under its name.",
    ),
  },
  {
    of: /^[^.]+\.applied$/,
    ...told("What {operation} changed is not shown afterwards", "Store what an update is given, and nothing else."),
  },
  {
    of: /^[^.]+\.names$/,
    tells: true,
    ...told(
      "{operation} answers with another resource than it was asked for",
      "Answer with the resource that the request names.",
    ),
  },
  {
    of: /^[^.]+\.listed\.[^.]+$/,
    ...told("{operation} leaves out {a kind} that was made", "List every one there is."),
  },
  {
    of: /^[^.]+\.gone$/,
    ...told(
      "What {operation} deleted is described or listed still",
      "Remove the resource, so that neither describes nor lists it.",
    ),
  },
  {
    of: /^[^.]+\.pages\.size$/,
    ...told("A page of {operation} holds more than was asked for", "End a page after as many items as were asked for."),
  },
  {
    of: /^[^.]+\.pages\.whole$/,
    ...told(
      "The pages of {operation} leave items out, or hold them twice",
      "Go on after the last item of a page, until there is none left.",
    ),
  },
  {
    of: /^[^.]+\.tags\.shown$/,
    ...told("The tags that {operation} was given are not shown", "Show the tags with the resource."),
  },
  {
    of: /^tag-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told("{operation} does not add tags to a resource", "Add each tag, and leave those alone that are not named."),
  },
  {
    of: /^untag-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told("{operation} does not take tags off a resource", "Remove the tags with the given keys, and no others."),
  },
  {
    of: /^list-tags-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told("{operation} does not show the tags of a resource", "Answer with the tags of the resource of the ARN."),
  },
];
