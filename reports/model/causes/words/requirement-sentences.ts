/** What is wrong where a requirement is not met, and what to do about it. */
export interface RequirementSentence {
  /** Without a full stop. `{operation}` stands for those that answered, `{a kind}` for what a promise is about. */
  readonly title: string;
  readonly mend: string;
  /** What it is instead where all answers that show it have a JSON object as their body, or none has. */
  readonly ofJson?: RequirementSentence;
  readonly ofOthers?: RequirementSentence;
  /** The same where all of them are refusals. */
  readonly ofRefusals?: RequirementSentence;
  /** The same where all of them break off in the middle of their JSON, or have something in it that breaks it. */
  readonly ofCut?: RequirementSentence;
  readonly ofBroken?: RequirementSentence;
}

/** The two, in their order. */
export const told = (title: string, mend: string): RequirementSentence => ({ title, mend });

/** What to do about a body that begins as a JSON object, by what is wrong with it. */
export const FLAW_MENDS = {
  cut: "Send the body to its end: Content-Length is its length in bytes, not in characters.",
  broken:
    "Write the body with a JSON encoder: a quotation mark, a backslash and a control character in a string are escaped.",
} as const;

/** By requirement: those on more than one answer, or on what no single member shows. */
export const REQUIREMENT_SENTENCES: Readonly<Record<string, RequirementSentence>> = {
  "api.answers": told(
    "{operation} does not send whole HTTP responses",
    "Send each answer to its end, as long as its Content-Length says.",
  ),
  "api.content-type": told(
    "{operation} answers successfully without content-type application/json",
    "Send `content-type: application/json` with each JSON body.",
  ),
  "api.json": {
    ...told(
      "{operation} answers successfully with a body that is not a JSON object",
      "Answer with a JSON object, if only an empty one.",
    ),
    ofCut: told("{operation} breaks off an answer in the middle of the JSON", FLAW_MENDS.cut),
    ofBroken: told("{operation} answers successfully with an object that is not valid JSON", FLAW_MENDS.broken),
  },
  "api.request-id": told(
    "Answers carry no x-amzn-requestid",
    "Send `x-amzn-requestid` with a new value in each answer, errors included.",
  ),
  "api.route.unknown-path": told("A path that belongs to no operation is answered as if it did", "Answer 404 there."),
  "api.route.encoded-label": told(
    "A percent-encoded name in the path is not read as the name",
    "Decode each label of the path once.",
  ),
  "api.error.json": {
    ...told(
      "The body of an error is not a JSON object, or does not say that it is application/json",
      "Send each error as a JSON object with `content-type: application/json`.",
    ),
    ofJson: told(
      "Errors do not say that they are application/json",
      "Send `content-type: application/json` with each error.",
    ),
    ofOthers: told(
      "The body of an error is not a JSON object",
      "Send each error as a JSON object with `content-type: application/json`.",
    ),
    ofCut: told("Errors break off in the middle of their JSON", FLAW_MENDS.cut),
    ofBroken: told("The body of an error is an object that is not valid JSON", FLAW_MENDS.broken),
  },
  "api.error.type": told(
    "An error does not name its type where clients look for it",
    "Name it in the X-Amzn-Errortype header, or in `__type` or `code` of the body.",
  ),
  "api.error.type-header": told(
    "An error does not name its type in the X-Amzn-Errortype header",
    "Send the header with each error.",
  ),
  "api.error.type-agrees": told(
    "One error names different types in the places where clients look for its type",
    "Send the same type wherever it is named: in the X-Amzn-Errortype header, in `__type` and in `code`.",
  ),
  "api.error.message": told("An error has no message", "Give each error a `message` that is not empty."),
  "api.error.documented": told(
    "An error of {operation} is documented nowhere",
    "Answer with an error that the operation documents, or one common to all.",
  ),
  "api.error.no-internals": told(
    "An error reveals the server's insides, such as a stack trace",
    "Keep traces in the server's log, and answer with a message that a client can use.",
  ),
  "register.cluster": told(
    "The answer to a registration has no object `cluster`",
    "Wrap the cluster in a member `cluster`.",
  ),
  "register.rejected-leaves-no-state": told(
    "A registration that is refused leaves a cluster behind",
    "Check the whole input before anything is stored.",
  ),
  "register.activation.fresh": told(
    "Several registrations get the same activation id or code",
    "Make a new id and a new code for each registration.",
  ),
  "register.activation.id": told(
    "A registration gets no activation id",
    "Answer with a string in `cluster.connectorConfig.activationId`.",
  ),
  "register.activation.code": told(
    "A registration gets no activation code",
    "Answer with a string in `cluster.connectorConfig.activationCode`.",
  ),
  "register.activation.expiry": told(
    "A registration does not say in epoch seconds when its activation expires",
    "Answer with a number in `cluster.connectorConfig.activationExpiry`: epoch seconds, at most three days ahead.",
  ),
  "register.activation.expiry-future": told(
    "The activation of a new registration has already expired",
    "Let it expire three days after the registration, in epoch seconds.",
  ),
  "register.activation.expiry-three-days": told(
    "An activation expires later than three days from now",
    "Let it expire three days after the registration, in epoch seconds.",
  ),
  "register.activation.expiry-72h": told(
    "An activation does not expire three days after the registration",
    "Let it expire 72 hours after `createdAt`, to the minute.",
  ),
  "register.created-at": told(
    "`cluster.createdAt` is not the time of the registration in epoch seconds",
    "Answer with the time at which the cluster was registered, in seconds since 1970.",
  ),
  "register.arn": told(
    "`cluster.arn` does not name the cluster that was registered",
    "Answer with arn:PARTITION:eks:REGION:ACCOUNT:cluster/NAME.",
  ),
  "register.arn-region": told(
    "`cluster.arn` names another Region than the request was signed for",
    "Put the Region of the request into the ARN.",
  ),
  "register.initial-status": told(
    "A new registration is neither PENDING nor CREATING",
    "Begin with the status PENDING.",
  ),
  "register.echo.name": told(
    "RegisterCluster answers with another name than was sent",
    "Answer with the name unchanged.",
  ),
  "register.echo.provider": told(
    "RegisterCluster answers with another provider than was sent",
    "Answer with the provider unchanged.",
  ),
  "register.echo.role-arn": told(
    "RegisterCluster answers with another `roleArn` than was sent",
    "Answer with the `roleArn` unchanged.",
  ),
  "register.echo.tags": told(
    "RegisterCluster answers with other tags than were sent",
    "Answer with each tag that was sent, key and value unchanged, and no others.",
  ),
  "register.token.replay": told(
    "A registration repeated with the same token does not return the original cluster",
    "Store the token with the cluster, and answer a repeat with that cluster.",
  ),
  "register.token.not-executed-twice": told(
    "A registration repeated with the same token is carried out twice",
    "Store the token with the cluster, and answer a repeat with that cluster.",
  ),
  "register.token.case-sensitive": told(
    "Tokens that differ in case, or in their last character, count as the same",
    "Compare tokens whole, character by character.",
  ),
  "register.token.after-deregistration": told(
    "After deregistration, an old token returns the old cluster's activation",
    "Forget the token when its cluster is deregistered.",
  ),
  "register.again": told(
    "A name that is registered again gets the activation of its deregistered cluster",
    "Make a new activation for each registration.",
  ),
  "register.history": told(
    "In a long series of requests, an answer does not fit those before it",
    "Follow the steps below: after each, exactly the registered and not deregistered clusters exist.",
  ),
  "register.parallel.same-name": told(
    "Of parallel registrations of one name, not exactly one succeeds",
    "Check and claim the name in one step, and refuse the others with 409 ResourceInUseException.",
  ),
  "register.parallel.same-token": told(
    "Parallel registrations with one token do not end in one cluster with one activation",
    "Check and store the token in one step, and answer each repeat with that cluster.",
  ),
  "register.parallel.distinct-names": told(
    "Parallel registrations of different names fail, or are answered with each other's cluster",
    "Keep nothing of a request where another one can change it.",
  ),
  "register.parallel.deregister": told(
    "Parallel deregistrations of one cluster are not answered with 200, 404 or 409, one 200 among them",
    "Remove the cluster in one step, and refuse the others with 404 ResourceNotFoundException.",
  ),
  "describe.after-register": told(
    "DescribeCluster does not show a cluster as it was registered",
    "Describe the cluster with the values that RegisterCluster was given, and answered with.",
  ),
  "describe.after-deregister": told(
    "DescribeCluster still shows a deregistered cluster",
    "Remove a cluster when DeregisterCluster returns it.",
  ),
  "describe.after-tagging": told(
    "DescribeCluster does not show the tags as TagResource and UntagResource left them",
    "Show the tags that a cluster has now.",
  ),
  "list.include-all": told(
    "ListClusters with include=all leaves out a registered cluster",
    "List every registered cluster, whatever its status, where include is all.",
  ),
  "list.excludes-connected": told(
    "ListClusters without include names a connected cluster",
    "List registered clusters only where include is all.",
  ),
  "list.after-deregister": told(
    "ListClusters still names a deregistered cluster",
    "Take a cluster off the list when it is deregistered.",
  ),
  "list.paging": told(
    "The pages of ListClusters are too long, or do not name every cluster once",
    "Hold at most maxResults names on a page, and go on after the last of them with nextToken.",
  ),
  "list.last-page": told(
    "The last page of ListClusters has a nextToken",
    "Leave nextToken out, or send null, where nothing is left.",
  ),
  "list.default-page": told(
    "Without maxResults, ListClusters does not list a hundred names a page with a nextToken to the rest",
    "Hold at most 100 names on a page, and lead on with nextToken.",
  ),
  "deregister.answer": told(
    "DeregisterCluster does not answer with the cluster that it removed",
    "Answer 200 with that cluster in a member `cluster`.",
  ),
  "deregister.same-cluster": told(
    "DeregisterCluster shows the cluster otherwise than it was registered",
    "Answer with the values that RegisterCluster was given, and answered with.",
  ),
  "deregister.status-deleting": told(
    "The answer to DeregisterCluster does not show the status DELETING",
    "Answer with the status DELETING.",
  ),
  "list-tags-for-resource.after-register": told(
    "ListTagsForResource does not list the tags of a cluster",
    "Answer with each tag of the resource under its key, in an object.",
  ),
  "tag-resource.puts": told(
    "TagResource leaves a cluster with the wrong tags",
    "Put each given tag on the cluster, replacing one with exactly the same key, and leave all others alone.",
  ),
  "tag-resource.other-clusters": told(
    "Tagging one cluster changes the tags of another",
    "Change the tags of the resource that the ARN names, and of no other.",
  ),
  "tag-resource.go-with-cluster": told(
    "A name that is registered again has the tags of its deregistered cluster",
    "Remove the tags together with the cluster.",
  ),
  "tag-resource.all-or-none": told(
    "A refused TagResource or UntagResource changes tags all the same",
    "Check the whole request before any tag is changed.",
  ),
  "tag-resource.fifty-in-all": told(
    "TagResource accepts a 51st tag on a cluster",
    "Count the tags that are there already, and refuse any beyond 50.",
  ),
  "untag-resource.takes-off": told(
    "UntagResource leaves a cluster with the wrong tags",
    "Remove exactly the tags whose keys are given, and leave all others alone.",
  ),
};
