/** A requirement whose level or evidence was set anew. */
export interface ChangedLevel {
  readonly id: string;
  /** Undefined where there was none of the kind. */
  readonly before?: string;
  readonly why: string;
}

/** What requirements stood on before, in the order of the page, and why that changed. */
export const CHANGED: readonly ChangedLevel[] = [
  { id: "deregister.route", before: "MUST, modelled", why: "met by any answer of the operation, its 404 included" },
  { id: "describe.route", before: "MUST, modelled", why: "met by any answer of the operation, its 404 included" },
  {
    id: "api.route.unknown-path",
    before: "MUST, protocol",
    why: "a gateway may answer first: EKS was seen with 403 AccessDeniedException (O43)",
  },
  {
    id: "api.route.wrong-method",
    before: "MUST, protocol",
    why: "a gateway may answer first, in HTTP's own terms (P67)",
  },
  {
    id: "api.route.encoded-label",
    before: "MUST, protocol",
    why: "plain and encoded letters mean the same (P68), but clients never encode them; INFO on AWS",
  },
  {
    id: "register.rejected-leaves-no-state",
    before: "MUST, inferred",
    why: "a 4xx says by RFC 9110 that the request was not carried out",
  },
  { id: "api.answers", before: "MUST, inferred", why: "one final and whole response is HTTP's own rule (P65)" },
  {
    id: "register.echo.name",
    before: "MUST, inferred",
    why: "an answer of the service shows the command's name (O42)",
  },
  {
    id: "register.echo.provider",
    before: "MUST, inferred",
    why: "an answer of the service shows the command's provider (O42)",
  },
  {
    id: "register.echo.role-arn",
    before: "MUST, inferred",
    why: "an answer of the service shows the command's role (O42)",
  },
  {
    id: "register.echo.tags",
    before: "MUST, inferred",
    why: "the model says of a cluster's tags that the caller defines them",
  },
  { id: "register.activation.fresh", before: "MUST, inferred", why: "the model calls id and code unique" },
  {
    id: "register.activation.expiry-future",
    before: "MUST, inferred",
    why: "the model: the manifest must be applied before; an hour off is a MUST, five minutes a SHOULD",
  },
  {
    id: "register.activation.expiry-three-days",
    before: "MUST, documented",
    why: "unchanged but for the slack: an hour a MUST, five minutes a SHOULD",
  },
  {
    id: "register.created-at",
    before: "SHOULD, recorded",
    why: "the model: time of creation by the Unix epoch; an hour off is a MUST, five minutes or no time a SHOULD",
  },
  { id: "register.initial-status", before: "SHOULD, recorded", why: "another sample, of 2024 (O42)" },
  {
    id: "api.error.json",
    before: "MUST, protocol",
    why: "only for answers of an operation; the HTTP layer has its own words",
  },
  {
    id: "api.error.type",
    before: "MUST, protocol",
    why: "only for answers of an operation; the HTTP layer has its own words",
  },
  {
    id: "api.no-server-error",
    before: "MUST, documented",
    why: "501 for what is not there is no crash; SHOULD on AWS, where ServerException is declared",
  },
  {
    id: "deregister.error.unknown-name",
    before: "MUST, modelled",
    why: "the model says what ResourceNotFoundException means",
  },
  {
    id: "describe.error.unknown-name",
    before: "MUST, modelled",
    why: "the model says what ResourceNotFoundException means; an emulator's source is no evidence",
  },
  {
    id: "register.token.replay",
    before: "SHOULD, documented",
    why: "compared by arn, createdAt and activationId; no source promises the code twice",
  },
  {
    id: "register.token.after-deregistration",
    before: "MUST, inferred",
    why: "no source says how long a token is remembered (P47)",
  },
  {
    id: "describe.after-deregister",
    before: "MUST, recorded",
    why: "the model says what ResourceNotFoundException means, and the waiter ends on it",
  },
  {
    id: "list.after-deregister",
    before: "MUST, inferred",
    why: "the model: deregistering removes the cluster from the control plane",
  },
  {
    id: "deregister.answer",
    before: "MUST, modelled",
    why: "an answer of the service shows it (O16); the model only lets it be there",
  },
  { id: "deregister.twice", before: "MUST, modelled", why: "the model says what ResourceNotFoundException means" },
  {
    id: "register.history",
    before: "MUST, inferred",
    why: "the model: a list names what there is; each step is a MUST of its own",
  },
  {
    id: "register.parallel.distinct-names",
    before: "MUST, inferred",
    why: "the model: what is created is described as it was created, alone or not",
  },
  {
    id: "register.parallel.deregister",
    before: "MUST, inferred",
    why: "the model declares what the others get",
  },
  {
    id: "api.body.invalid-json",
    before: "MUST, protocol",
    why: "text after the object has a requirement of its own now; MUST stays for what is no JSON",
  },
  { id: "api.body.trailing-text", why: "new: Jackson and Go's decoder leave what follows the value" },
  {
    id: "api.body.empty",
    before: "MUST, inferred",
    why: "required members (page); refused as no JSON or as lacking them, either is right",
  },
  {
    id: "api.body.encoding",
    before: "MUST, inferred",
    why: "no protocol test has such a body; Java and Go read it with replacement characters",
  },
  { id: "api.body.unspecified", before: "INFO, inferred", why: "UTF-16 joins: Python's and Java's readers take it" },
  { id: "api.body.large", before: "MUST, inferred", why: "an answer of whatever kind is HTTP's own rule (P65)" },
  {
    id: "api.content-type.parameters",
    before: "MUST, protocol",
    why: "INFO on AWS: the page's own sample has no content type",
  },
  {
    id: "api.content-type.others-refused",
    before: "SHOULD, protocol",
    why: "INFO on AWS: the page's own sample has no content type",
  },
  { id: "api.auth.body-not-covered", before: "MUST, protocol", why: "SHOULD on AWS: no report shows what EKS answers" },
  {
    id: "register.name.pattern",
    before: "MUST, documented",
    why: "no `$` on the page, so what the pattern as printed finds a match in was a SHOULD; the model has it (C1)",
  },
  {
    id: "register.response.cluster.status",
    before: "MUST, modelled",
    why: "INFO on AWS: values are added at any time (P32)",
  },
  {
    id: "deregister.response.cluster.status",
    before: "MUST, modelled",
    why: "INFO on AWS: values are added at any time (P32)",
  },
  {
    id: "describe.response.cluster.status",
    before: "MUST, modelled",
    why: "INFO on AWS: values are added at any time (P32)",
  },
  { id: "list.unspecified.repeated-include", why: "new: no source says what giving include twice gets" },
  { id: "api.body.utf-16", why: "new: apart from other encodings, as Python's and Java's readers of JSON take UTF-16" },
  {
    id: "register.name.type.scalar",
    before: "MUST, documented",
    why: "was one with other wrong types: many readers take a scalar for its text, and no source forbids it",
  },
  {
    id: "register.connector-config.role-arn.type.scalar",
    before: "MUST, documented",
    why: "was one with other wrong types: many readers take a scalar for its text, and no source forbids it",
  },
  {
    id: "register.connector-config.provider.type.scalar",
    before: "MUST, documented",
    why: "was one with other wrong types: many readers take a scalar for its text, and no source forbids it",
  },
  {
    id: "register.client-request-token.type.scalar",
    before: "MUST, documented",
    why: "was one with other wrong types: many readers take a scalar for its text, and no source forbids it",
  },
  {
    id: "register.tags.values.type.scalar",
    before: "MUST, documented",
    why: "was one with other wrong types: many readers take a scalar for its text, and no source forbids it",
  },
  {
    id: "register.unspecified.odd-tag-key",
    before: "MUST, documented",
    why: "was among the valid keys: other services allow fewer characters, and of EKS no source speaks",
  },
  {
    id: "register.unspecified.odd-tag-value",
    before: "MUST, documented",
    why: "was among the valid values: other services allow fewer characters, and of EKS no source speaks",
  },
  {
    id: "register.unspecified.special-tag-key",
    before: "MUST, documented",
    why: "was among the valid keys: taken or refused, but never lost, changed or answered with a 5xx",
  },
  {
    id: "tag-resource.fifty-in-all",
    before: "SHOULD, modelled",
    why: "the sources leave the error's name open, not that the tag is refused",
  },
  {
    id: "tag-resource.error.unknown-resource",
    before: "SHOULD, modelled",
    why: "the sources leave the error's name open, not that it is refused",
  },
  {
    id: "untag-resource.error.unknown-resource",
    before: "SHOULD, modelled",
    why: "the sources leave the error's name open, not that it is refused",
  },
  {
    id: "list-tags-for-resource.error.unknown-resource",
    before: "SHOULD, modelled",
    why: "the sources leave the error's name open, not that it is refused",
  },
  {
    id: "list.max-results.type",
    before: "MUST, protocol",
    why: "the protocol's tests refuse some strings and not all; no recorded answer shows what EKS does",
  },
  {
    id: "list.max-results.minimum",
    before: "MUST, modelled",
    why: "services may bring a page's size within their limits; no recorded answer shows EKS refuse one",
  },
  {
    id: "list.max-results.maximum",
    before: "MUST, modelled",
    why: "services may bring a page's size within their limits; no recorded answer shows EKS refuse one",
  },
  {
    id: "untag-resource.tag-keys.items.min-length",
    before: "MUST, modelled",
    why: "that an empty key in a query is refused is inferred",
  },
  {
    id: "register.client-request-token.type.accepts",
    before: "MUST, protocol",
    why: "SHOULD on AWS: SDKs leave nulls out, and EKS was never seen to be sent one",
  },
  {
    id: "register.tags.type.accepts",
    before: "MUST, protocol",
    why: "SHOULD on AWS: SDKs leave nulls out, and EKS was never seen to be sent one",
  },
  {
    id: "list.include.items.enum",
    before: "MUST, modelled",
    why: "the model says so of another case of `all`; of the rest it is inferred",
  },
];
