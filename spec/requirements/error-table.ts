/**
 * Errors that any operation may answer with, and the statuses they are known to carry. Sources: Common Errors page of
 * the EKS API Reference, restJson1's framework errors, API Gateway's default responses (spec/source/protocol.md).
 */
export const COMMON_ERRORS: Readonly<Record<string, readonly number[] | undefined>> = {
  AccessDeniedException: [403],
  ExpiredTokenException: [403],
  IncompleteSignature: [400, 403],
  IncompleteSignatureException: [400, 403],
  InternalFailure: [500, 501],
  InternalServerException: [500],
  InvalidSignatureException: [403],
  MalformedHttpRequestException: [400],
  MissingAuthenticationToken: [403],
  MissingAuthenticationTokenException: [403],
  NotAcceptableException: [406],
  NotAuthorized: [401],
  OptInRequired: [403],
  RequestAbortedException: [400],
  RequestEntityTooLargeException: [413],
  RequestExpired: [400],
  RequestTimeoutException: [408],
  SerializationException: [400],
  ServiceUnavailable: [503],
  SignatureDoesNotMatch: [403],
  ThrottlingException: [400, 429],
  TooManyRequestsException: [429],
  UnknownOperationException: [404],
  UnrecognizedClientException: [403],
  UnsupportedMediaTypeException: [415],
  ValidationError: [400],
  ValidationException: [400],
};

/** Errors of EKS's model that real EKS returns where the operation's own list lacks them (contradictions C3, C4, C26). */
export const EKS_ERRORS: ReadonlySet<string> = new Set([
  "BadRequestException",
  "InvalidParameterException",
  "InvalidRequestException",
  "InvalidStateException",
  "NotFoundException",
  "ResourceInUseException",
  "ResourceNotFoundException",
  "ResourcePropagationDelayException",
]);

/** The error with which AWS's frameworks answer input that breaks a model, whether or not the operation documents it. */
export const VALIDATION = { status: 400, name: "ValidationException" } as const;

/** Too many of a resource: the account has all that it may have. Source: the API page's errors. */
export const QUOTA_REACHED = { status: 400, name: "ResourceLimitExceededException" } as const;

/** The name under which EKS refuses what it can't do for a reason that the message tells: a pace, or a role not there. */
export const TOLD_BY_MESSAGE = "InvalidRequestException";

/** How an operation on tags refuses a resource that nobody has, by the model. */
export const UNTAGGABLE = { status: 404, name: "NotFoundException" } as const;

/** An operation that documents this one answers with it to whatever is wrong with a request. */
export const BAD_REQUEST = { status: 400, name: "BadRequestException" } as const;
