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

/** Errors of EKS's model that real EKS returns where the operation's own list lacks them (contradictions C3, C4). */
export const EKS_ERRORS: ReadonlySet<string> = new Set([
  "BadRequestException",
  "InvalidParameterException",
  "InvalidRequestException",
  "InvalidStateException",
  "NotFoundException",
  "ResourceNotFoundException",
  "ResourcePropagationDelayException",
]);
