import { type RequirementSentence, told } from "./requirement-sentences.ts";

interface PromiseSentence extends RequirementSentence {
  readonly of: RegExp;
  /** It says more than that a member of the answer has a wrong value. */
  readonly tells?: boolean;
}

const TOKEN_MEND = "Store the token with what was created or changed, and answer a repeat with that.";

/** By the end of the id: what a table of resources promises of the operations of any service. The first that fits. */
export const PROMISE_SENTENCES: readonly PromiseSentence[] = [
  {
    of: /^[^.]+\.token$/,
    ...told("A repeat of {operation} with the same client token takes effect once more", TOKEN_MEND),
    ofRefusals: told("A repeat of {operation} with the same client token is refused", TOKEN_MEND),
  },
  {
    of: /^[^.]+\.shown$/,
    ...told(
      "What {operation} created is shown with other values",
      "Show each value that was given, under the name of its member.",
    ),
  },
  {
    of: /^[^.]+\.(?:shown|applied)\.optional$/,
    ...told(
      "An optional member that {operation} accepted is not shown afterwards",
      "Store each member that is accepted, and show it under its name.",
    ),
  },
  {
    of: /^[^.]+\.applied$/,
    ...told("What {operation} changed is not shown afterwards", "Store what an update is given, and nothing else."),
  },
  {
    of: /^[^.]+\.patched\.near$/,
    ...told(
      "{operation} takes entries that are almost the same for one",
      "Compare all that tells entries apart: whole keys, with their case, and of a taint its effect, too.",
    ),
  },
  {
    of: /^[^.]+\.patched\.anew$/,
    ...told(
      "{operation} keeps an entry beside the one that it set anew",
      "Look for what tells the entry apart, such as the key and the effect of a taint, and put the new one in its place.",
    ),
  },
  {
    of: /^[^.]+\.keeps(?:\.[^.]+)?$/,
    ...told(
      "{operation} changes what it was not given",
      "Change the members that the input names, and leave the others as they are.",
    ),
  },
  {
    of: /^[^.]+\.others$/,
    tells: true,
    ...told(
      "{operation} changes other resources than the one that it names",
      "Keep for each resource values of its own: a default that all share is changed for all.",
    ),
  },
  {
    of: /^[^.]+\.maker$/,
    ...told(
      "{operation} shows what belongs to another resource than the one named beside it",
      "Look for it among those of the resource that the request names, and answer as for none where it is not there.",
    ),
  },
  {
    of: /^[^.]+\.apart$/,
    tells: true,
    ...told(
      "{operation} changes or removes what has the name below another parent",
      "Keep a resource by the name of what it belongs to and its own.",
    ),
  },
  {
    of: /^[^.]+\.alone$/,
    tells: true,
    ...told(
      "{operation} deletes others than the one that it names",
      "Look for the whole name, not for how one begins or by a pattern.",
    ),
  },
  {
    of: /^[^.]+\.agrees(?:\.(?!members$)[^.]+)?$/,
    tells: true,
    ...told(
      "{operation} shows another ARN or time of creation than other answers about the resource",
      "Make both once, when the resource is created, and show those everywhere.",
    ),
  },
  {
    of: /^[^.]+\.agrees\.members$/,
    ...told(
      "{operation} leaves out what the answer to the creation showed",
      "Show the same members wherever the resource is shown.",
    ),
  },
  {
    of: /^[^.]+\.agrees\.members\.[^.]+$/,
    ...told(
      "{operation} says something else of {a kind} than its description",
      "Show in lists and descriptions what is stored, once.",
    ),
  },
  {
    of: /^[^.]+\.anew$/,
    ...told(
      "{operation} answers with other values than it was sent, where there is one of the name",
      "Set what is there anew, or refuse the request.",
    ),
  },
  {
    of: /^[^.]+\.answered$/,
    ...told(
      "What {operation} answers is not what was sent, and shows afterwards",
      "Answer with the resource as the request leaves it.",
    ),
  },
  {
    of: /^[^.]+\.created$/,
    ...told(
      "{operation} answers with a time of creation that is not now",
      "Take the time from the clock, in the unit and the zone that the model says.",
    ),
  },
  {
    of: /^[^.]+\.modified$/,
    ...told("{operation} leaves the time of the last change as it was", "Set it with each change."),
  },
  {
    of: /^[^.]+\.dates$/,
    ...told("{operation} shows a change before the creation", "Set both from one clock, in one unit."),
  },
  {
    of: /^[^.]+\.repeats$/,
    tells: true,
    ...told(
      "{operation} answers with another name than that of the request",
      "Answer with the names by which the request was carried out.",
    ),
  },
  {
    of: /^[^.]+\.leaves$/,
    ...told("{operation} answers as if nothing were being deleted", "Set the status first, then answer with it."),
  },
  {
    of: /^[^.]+\.gone\.[^.]+$/,
    ...told(
      "{operation} leaves {a kind} of what it deleted",
      "Remove what belongs to a resource with it, or keep it by an id that no other gets.",
    ),
  },
  {
    of: /^[^.]+\.tags\.shown\.[^.]+$/,
    tells: true,
    ...told("The tags that {operation} added are not in the description", "Keep the tags of a resource once."),
  },
  {
    of: /^[^.]+\.settled$/,
    ...told(
      "What {operation} changed does not become usable again",
      "Let its status come back once the change is done.",
    ),
  },
  {
    of: /^[^.]+\.ready(?:\.[^.]+)?$/,
    ...told(
      "What {operation} made does not become usable",
      "Let its status come to the one that says so, or say that it failed.",
    ),
  },
  {
    of: /^[^.]+\.ends$/,
    ...told(
      "What {operation} deletes never comes to an end",
      "Let it go: clients wait until it is neither described nor listed.",
    ),
  },
  {
    of: /^[^.]+\.elsewhere\.[^.]+$/,
    ...told("{operation} lists {a kind} of another parent", "List what belongs to the parent that is asked for."),
  },
  {
    of: /^[^.]+\.filters$/,
    ...told(
      "{operation} does not filter what it is asked to",
      "Answer the items that have the value asked for, all of them and no others.",
    ),
  },
  {
    of: /^[^.]+\.filters\.together$/,
    ...told("{operation} does not apply all filters of a request", "Answer the items that fit each filter."),
  },
  {
    of: /^[^.]+\.other-kind\.[^.]+$/,
    ...told(
      "{operation} accepts the name of {a kind}, which it is not for",
      "Look at the kind of resource that a name belongs to, and refuse the others as if there were none of the name.",
    ),
  },
  {
    of: /^[^.]+\.tags\.most$/,
    ...told(
      "{operation} adds more tags in all than a resource may have",
      "Count the tags that are there with those of the request, before adding any.",
    ),
  },
  {
    of: /^[^.]+\.parallel\.same-name$/,
    ...told(
      "Of parallel {operation} requests for one name, not exactly one succeeds",
      "Check and claim the name in one step, and refuse the others with the error of a name that is taken.",
    ),
  },
  {
    of: /^[^.]+\.parallel\.same-token$/,
    ...told(
      "Parallel {operation} requests with one client token do not end in one resource",
      "Check and store the token in one step, and answer each repeat with what the first one created.",
    ),
  },
  {
    of: /^[^.]+\.parallel\.distinct$/,
    ...told(
      "Parallel {operation} requests fail, or are answered with each other's values",
      "Keep nothing of a request where another one can change it.",
    ),
  },
  {
    of: /^[^.]+\.parallel\.same-resource$/,
    ...told(
      "Parallel {operation} requests for one resource are answered with an error that is not documented",
      "Delete it in one step, and refuse the others as what does not exist.",
    ),
  },
  {
    of: /^[^.]+\.history$/,
    tells: true,
    ...told(
      "In a long series of requests, an answer does not fit those before it",
      "Follow the steps below: after each, exactly what was created and not deleted is there.",
    ),
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
    ...told("{operation} leaves out {a kind} that was created", "List every one there is."),
  },
  {
    of: /^[^.]+\.unasked\.[^.]+$/,
    ...told("{operation} lists {a kind}, which nothing asked for", "List it only where the input asks for it."),
  },
  {
    of: /^[^.]+\.gone$/,
    ...told(
      "What {operation} deleted is still described or listed",
      "Remove the resource, so that neither describes nor lists it.",
    ),
    ofRefusals: told(
      "What {operation} deleted is answered with another error than that of what does not exist",
      "Answer as for a name that was never there.",
    ),
  },
  {
    of: /^[^.]+\.pages\.size$/,
    ...told("{operation} puts more on a page than was asked for", "End a page after as many items as were asked for."),
  },
  {
    of: /^[^.]+\.pages\.whole$/,
    ...told(
      "The pages of {operation} leave items out, or hold them twice",
      "Continue after the last item of a page, until none is left.",
    ),
  },
  {
    of: /^[^.]+\.tags\.odd(?:\.[^.]+)?$/,
    ...told(
      "{operation} changes or drops odd characters of tags that it accepted",
      "Store keys and values of tags letter by letter.",
    ),
  },
  {
    of: /^[^.]+\.tags\.anew$/,
    ...told(
      "{operation} refuses another value for a tag of a resource that has as many as it may",
      "Count the keys that are not there yet, and no others.",
    ),
  },
  {
    of: /^[^.]+\.names\.distinct$/,
    ...told("{operation} takes names that differ in case alone for one", "Compare names with their case."),
  },
  {
    of: /^[^.]+\.tags\.gone$/,
    ...told(
      "{operation} gives a resource the tags that a deleted one of its name had",
      "Delete the tags with the resource, or keep them by an id that no other gets.",
    ),
  },
  {
    of: /^[^.]+\.tags\.inherited$/,
    ...told(
      "{operation} gives a resource the tags of what it belongs to",
      "Keep the tags that the request has, and no others.",
    ),
  },
  {
    of: /^[^.]+\.tags\.whole-arn$/,
    ...told(
      "{operation} shows the tags of a resource by an ARN of another account or Region",
      "Compare the whole ARN, and not its end alone.",
    ),
  },
  {
    of: /^[^.]+\.tags\.shown$/,
    ...told("The tags that {operation} was given are not shown", "Show the tags with the resource."),
  },
  {
    of: /^tag-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told("{operation} does not add tags to a resource", "Add each tag, and keep those that are not named."),
  },
  {
    of: /^untag-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told(
      "{operation} does not remove all tags with the given keys",
      "Remove each tag with a given key, and no others: in a query, a list is its name once for each item.",
    ),
  },
  {
    of: /^list-tags-[^.]+\.(?!route$|valid$)[^.]+$/,
    ...told("{operation} does not show the tags of a resource", "Answer with the tags of the resource of the ARN."),
  },
];
