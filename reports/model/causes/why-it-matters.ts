/**
 * What becomes of a fault in the hands of a client: AWS's SDKs as they are, and programs written against the service, whose
 * name stands for `{service}`.
 */
export const REASONS = {
  "not-there": "Every call fails, and AWS SDKs raise an error type that no program handles.",
  expired: "The failure was excused for a limited time, and it is still there.",
  stale: "The expectations file excuses what no longer fails, and would hide it if it broke again.",
  "fixed-body": "A program sees a cluster that is not its own: names, tags and activation codes are somebody else's.",
  "lost-store":
    "Whatever a program had registered is gone without a word: DescribeCluster and ListClusters do not find it.",
  "not-stored": "DescribeCluster, ListClusters and the waiters of AWS SDKs never find what was just registered.",
  "not-removed": "The waiter ClusterDeleted polls until it gives up, and a name can never be used again.",
  "not-unique":
    "Two programs believe that they own the same name; on {service} the second gets ResourceInUseException and stops.",
  "not-idempotent":
    "AWS SDKs fill in clientRequestToken and send it again with each retry: after one lost reply the cluster is registered twice.",
  "repeat-refused":
    "AWS SDKs fill in clientRequestToken and send it again with each retry: after one lost reply the program gets an error for what it has registered.",
  "not-authenticated": "Wrong credentials, or another program's, work here and are refused on {service}.",
  "validates-nothing":
    "AWS SDKs check required members and types at most, never lengths, patterns or numbers: what passes here fails on {service}.",
  "takes-invalid":
    "AWS SDKs do not check lengths, patterns or numbers: a program that passes here is refused on {service}.",
  "takes-mistyped":
    "Typed AWS SDKs and boto3 do not send it; a program in JavaScript, or one that writes its own requests, passes here and is refused on {service}.",
  "refuses-otherwise":
    "AWS SDKs choose the exception by the error's name: an unmodelled name becomes a generic exception, and a handler for the documented one never runs.",
  "refuses-valid": "A program that works on {service} fails here.",
  fails: "AWS SDKs take a 5xx for a temporary fault and send the request again, up to twice more, before they give up.",
  "cut-off": "AWS SDKs send the request again, up to twice more, and end with a connection error instead of an answer.",
  silent:
    "AWS SDKs wait for their time-out, send the request again, and end with a connection error instead of an answer.",
  absent:
    "AWS SDKs hand out null (None, nil) for a member that is not there, and a program that reads it fails far from the cause.",
  mistyped:
    "Typed AWS SDKs (Go, Java, Rust, JavaScript) fail to deserialise the whole answer: the call has succeeded, and the program gets an exception.",
  "null-entry":
    "AWS SDKs drop an entry that is null, or have nothing in its place: the program loses a value, and gets no error.",
  "mistyped-error":
    "Typed AWS SDKs (Go, Java, Rust, JavaScript) fail to deserialise the error: the program gets an exception that no handler of the documented one sees.",
  timestamp:
    "A timestamp is a number in restJson1, seconds since 1970: typed AWS SDKs fail on text, take milliseconds for a date far beyond the year 50000, and hand on any other time as it is.",
  "other-value":
    "A program that compares what it reads with what it sent, as Terraform and other reconcilers do, sees endless drift.",
  activation:
    "The agent's manifest is built from the activation id and code; with a wrong one the cluster never connects.",
  "activation-shown":
    "The code is half of what connects an agent: here whoever may read a cluster learns it, on {service} only who registered it.",
  "no-deleting": "A program that reads the status from the answer mistakes the cluster for one that stays.",
  "no-request-id":
    "AWS SDKs put the request's id into errors and logs: without it nobody finds the request in the log of the endpoint.",
  "lists-registered":
    "A program that lists without include wants the clusters that {service} runs, and mistakes registered ones for them.",
  error:
    "AWS SDKs decide by status and name whether to retry, and which exception to raise; a wrong pair is retried in vain or not at all.",
  "error-as-success":
    "AWS SDKs take every 2xx for a success: no exception is raised, and the program goes on with an empty answer.",
  "no-error-type":
    "AWS SDKs look for the error's name in X-Amzn-Errortype, then in the body's code and __type: without it every error is an unknown one.",
  "no-type-header":
    "AWS SDKs find the error's name in the body, too; a client that reads the header alone mistakes every error for an unknown one.",
  "not-json": "AWS SDKs fail to parse the answer, and what it says is lost in a deserialisation error.",
  paging: "Paginators of AWS SDKs follow nextToken until there is none: they lose names, or never end.",
  "last-page":
    "Paginators of AWS SDKs end at a nextToken that is empty; a program that goes on until there is none, or null, asks for ever.",
  "page-size": "A program that asks for small pages gets one page of everything, and its paging is never tried.",
  accepted: "This request works here and may fail on {service}.",
  "other-answer": "A program that branches on this answer may take a different branch than on {service}.",
} as const satisfies Readonly<Record<string, string>>;

export type Reason = keyof typeof REASONS;

/** Members of an answer that matter more than their type says. */
export const MEMBER_REASONS: Readonly<Record<string, Reason>> = {
  "/cluster/createdAt": "timestamp",
  "/cluster/connectorConfig/activationExpiry": "timestamp",
  "/cluster/connectorConfig/activationId": "activation",
  "/cluster/connectorConfig/activationCode": "activation",
};

/** Requirements that matter for a reason of their own. */
export const REQUIREMENT_REASONS: Readonly<Record<string, Reason>> = {
  "api.error.type": "no-error-type",
  "api.error.type-header": "no-type-header",
  "api.error.json": "not-json",
  "api.json": "not-json",
  "api.content-type": "not-json",
  "api.error.status": "error",
  "api.answers": "cut-off",
  "api.request-id": "no-request-id",
  "list.paging": "paging",
  "list.last-page": "last-page",
  "list.excludes-connected": "lists-registered",
  "describe.no-activation-code": "activation-shown",
  "deregister.no-activation-code": "activation-shown",
  "deregister.status-deleting": "no-deleting",
  "register.activation.fresh": "activation",
  "register.token.replay": "not-idempotent",
  "register.token.not-executed-twice": "not-idempotent",
  "register.parallel.same-token": "not-idempotent",
  "register.parallel.same-name": "not-unique",
};
