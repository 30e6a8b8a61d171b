/** Every error this server answers and its HTTP status. Sources: RegisterCluster page "Errors"; EKS "Common Errors"; restJson1 tests. */
export const ERROR_STATUS = {
  AccessDeniedException: 403,
  BadRequestException: 400,
  ClientException: 400,
  InvalidParameterException: 400,
  NotFoundException: 404,
  ResourceInUseException: 409,
  ResourceLimitExceededException: 400,
  ResourceNotFoundException: 404,
  ResourcePropagationDelayException: 428,
  ServerException: 500,
  ServiceUnavailableException: 503,
  SerializationException: 400,
  UnknownOperationException: 404,
  UnsupportedMediaTypeException: 415,
  NotAcceptableException: 406,
  RequestEntityTooLargeException: 413,
  TooManyRequestsException: 429,
  InternalFailure: 500,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
  ExpiredTokenException: 403,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

const EVERY_MEMBER = ["clusterName", "nodegroupName", "fargateProfileName", "addonName", "subscriptionId"];
const CLUSTER_MEMBERS = EVERY_MEMBER.filter((member) => member !== "fargateProfileName");

/** Members beside `message` that the API model gives each error; all are optional strings. Source: EKS model 2017-11-01. */
export const ERROR_MEMBERS: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  ClientException: CLUSTER_MEMBERS,
  InvalidParameterException: EVERY_MEMBER,
  ResourceInUseException: ["clusterName", "nodegroupName", "addonName"],
  ResourceLimitExceededException: ["clusterName", "nodegroupName", "subscriptionId"],
  ResourceNotFoundException: EVERY_MEMBER,
  ServerException: CLUSTER_MEMBERS,
};

/** An answer that is an error. Readers throw it; the pipeline renders it. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** The cluster concerned, where the request names one that could exist. */
  readonly clusterName: string | undefined;

  constructor(code: ErrorCode, message: string, clusterName?: string) {
    super(message);
    this.code = code;
    this.clusterName = clusterName;
  }
}

/** True for the name of an error this server knows. */
export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(ERROR_STATUS, name);
}
