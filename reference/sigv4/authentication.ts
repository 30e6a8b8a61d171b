import { timingSafeEqual } from "node:crypto";
import { headerValue } from "#reference/message.ts";
import { Refusal } from "#reference/refusal.ts";
import { parseAuthorization, type Authorization } from "./authorization.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { sha256Hex, signatureHex, signingKeyCache, stringToSign, type SigningKeys } from "./signature.ts";
import type { Call, AuthenticationBehaviours } from "#reference/behaviours.ts";
import type { ReferenceCredentials } from "#reference/server/settings.ts";
import type { SignedRequest } from "./signed-request.ts";

const CHECK_ORDER = [
  "checkAccessKey",
  "checkClock",
  "checkScopeDate",
  "checkScopeRegion",
  "checkScopeService",
  "checkSessionToken",
  "checkSessionExpiry",
  "checkBodyHash",
  "checkSignedHeaders",
  "checkSignature",
  "checkPermission",
] as const satisfies readonly (keyof AuthenticationBehaviours)[];

/** "more than 15 minutes" either way (EKS "Common Errors", RequestExpired). */
export const CLOCK_SKEW_MS = 15 * 60 * 1000;

export const conformingAuthentication: AuthenticationBehaviours = {
  readAuthorization,
  readDate,
  hashBody: ({ request }) => sha256Hex(request.body),
  checkAccessKey: ({ authorization, credentials }) =>
    authorization.accessKeyId === credentials.accessKeyId ? undefined : unrecognised(),
  checkClock,
  checkScopeDate: ({ authorization, amzDate }) =>
    unless(authorization.scope.date === amzDate.slice(0, 8), "The credential scope has another date than the request."),
  checkScopeRegion: ({ authorization }, { settings }) =>
    unless(
      authorization.scope.region === settings.region,
      `The credential scope must name the Region ${settings.region}.`,
    ),
  checkScopeService: ({ authorization: { scope } }, { settings: { signingName } }) =>
    unless(
      scope.service === signingName && scope.terminator === "aws4_request",
      `The credential scope must name the service ${signingName}.`,
    ),
  checkSessionToken: ({ credentials }, { request }) =>
    headerValue(request.headers, "x-amz-security-token") === credentials.sessionToken ? undefined : unrecognised(),
  checkSessionExpiry,
  checkBodyHash,
  checkSignedHeaders: ({ authorization }) =>
    unless(authorization.signedHeaders.includes("host"), "The host header must be signed."),
  checkSignature,
  checkPermission: ({ credentials }) =>
    credentials.denied === true
      ? new Refusal("AccessDeniedException", "The caller is not allowed to perform this operation.")
      : undefined,
};

/**
 * Lets a request through, or says why its signature is not good, or its caller not allowed. Everything passes when
 * `auth` is off.
 */
export function authenticate(call: Call): void {
  const { behaviours, settings } = call;
  if (settings.credentials === undefined) return;
  const authorization = behaviours.readAuthorization(call);
  const amzDate = behaviours.readDate(call);
  const known = settings.others.find(({ accessKeyId }) => accessKeyId === authorization.accessKeyId);
  const credentials = known ?? settings.credentials;
  const signed = { authorization, credentials, amzDate, bodyHash: behaviours.hashBody(call) };
  for (const name of CHECK_ORDER) {
    const refusal = behaviours[name](signed, call);
    if (refusal !== undefined) throw refusal;
  }
}

function readAuthorization({ request }: Call): Authorization {
  const header = headerValue(request.headers, "authorization");
  if (header === undefined) {
    throw new Refusal("MissingAuthenticationTokenException", "The request carries no Authorization header.");
  }
  const parsed = parseAuthorization(header);
  if (typeof parsed === "string") throw new Refusal("IncompleteSignatureException", parsed);
  return parsed;
}

function readDate({ request }: Call): string {
  const date = headerValue(request.headers, "x-amz-date") ?? httpDate(headerValue(request.headers, "date"));
  if (date !== undefined && !Number.isNaN(epochMilliseconds(date))) return date;
  throw new Refusal("IncompleteSignatureException", "The request needs an X-Amz-Date header such as 20260102T030405Z.");
}

function checkClock({ amzDate }: SignedRequest, { receivedAt }: Call): Refusal | undefined {
  const skew = epochMilliseconds(amzDate) - receivedAt;
  if (skew < -CLOCK_SKEW_MS) return invalid("The signature has expired: the request is dated too far in the past.");
  return unless(skew <= CLOCK_SKEW_MS, "The signature is not valid yet: the request is dated too far in the future.");
}

function checkSessionExpiry({ credentials }: SignedRequest, { receivedAt }: Call): Refusal | undefined {
  if (credentials.expiresAt === undefined || receivedAt < credentials.expiresAt) return undefined;
  return new Refusal("ExpiredTokenException", "The security token of the request has expired.");
}

function checkBodyHash({ bodyHash }: SignedRequest, { request }: Call): Refusal | undefined {
  const declared = headerValue(request.headers, "x-amz-content-sha256");
  return unless(
    declared === undefined || declared === bodyHash,
    "The body is not the one that x-amz-content-sha256 covers.",
  );
}

function checkSignature(signed: SignedRequest, { request }: Call): Refusal | undefined {
  const { authorization, credentials, amzDate, bodyHash } = signed;
  const canonical = canonicalRequest(request, authorization.signedHeaders, bodyHash);
  const text = stringToSign(amzDate, authorization.scope, canonical);
  const expected = signatureHex(keysOf(credentials)(authorization.scope), text);
  return unless(sameText(expected, authorization.signature), "The signature does not match the request.");
}

const keys = new WeakMap<ReferenceCredentials, SigningKeys>();

function keysOf(credentials: ReferenceCredentials): SigningKeys {
  const known = keys.get(credentials) ?? signingKeyCache(credentials.secretAccessKey);
  keys.set(credentials, known);
  return known;
}

function sameText(expected: string, received: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(received)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function httpDate(header: string | undefined): string | undefined {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** NaN unless the text is YYYYMMDDTHHMMSSZ. */
function epochMilliseconds(amzDate: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function unless(holds: boolean, sentence: string): Refusal | undefined {
  return holds ? undefined : invalid(sentence);
}

function invalid(sentence: string): Refusal {
  return new Refusal("InvalidSignatureException", sentence);
}

function unrecognised(): Refusal {
  return new Refusal("UnrecognizedClientException", "The security token of the request is not known.");
}
