import { decoded } from "#protocol/decoded.ts";
import { errorText, isServerFailure, type Reply } from "#protocol/answers/reply.ts";

const NOT_IMPLEMENTED_NAMES =
  /^(UnknownOperation|NotImplemented|MethodNotAllowed|InvalidAction|NoSuchBucket|MissingAuthenticationToken)/;
const NO_ACCESS_NAMES =
  /^(AccessDenied|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|IncompleteSignature|OptInRequired|InvalidClientTokenId|NotAuthorized)/;
const ABSURD = "-zzz-no-such-operation";

/** The credentials are refused, whatever was asked for. */
export function refusesAccess({ error }: Pick<Reply, "error">): boolean {
  return NO_ACCESS_NAMES.test(error.name ?? "");
}

/** `/clusters/x?y` becomes `/clusters-zzz-no-such-operation/x?y`. */
export function absurdPath(path: string): string {
  return path.replace(/^\/([^/?]+)/, `/$1${ABSURD}`);
}

/** A missing operation is refused in the same way as a path that cannot exist. */
export function sameRefusal(reply: Reply, absurd: Reply): boolean {
  if (isServerFailure(reply)) return false;
  return (
    reply.status === absurd.status && reply.error.name === absurd.error.name && reply.mediaType === absurd.mediaType
  );
}

/** Refused in the same way and with the same text, each path in it aside. */
export function sameWords(reply: Reply, absurd: Reply): boolean {
  return sameRefusal(reply, absurd) && withoutPath(reply) === withoutPath(absurd);
}

function withoutPath(reply: Reply): string {
  const { pathname } = new URL(reply.exchange.request.url);
  return errorText(reply).replaceAll(pathname, "").replaceAll(decoded(pathname), "");
}

/** The answer itself says that there is no such operation. */
export function saysAbsent(reply: Reply): boolean {
  if (NOT_IMPLEMENTED_NAMES.test(reply.error.name ?? "")) return true;
  return reply.status === 405 || reply.status === 501 || (reply.status === 404 && reply.json === undefined);
}
