import type { Signing } from "#protocol/exchange.ts";
import { type KeyVariables, signerKeys } from "#protocol/shell/curl-line.ts";
import {
  hashOfAnotherBody,
  MALFORMED,
  UNKNOWN_KEY,
  WRONG_SECRET,
  WRONG_SERVICE,
} from "#protocol/signing/broken-signatures.ts";
import type { BodyEvidence, Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { HurlEntry } from "#reports/findings/hurl/entry.ts";
import type { HurlText } from "#reports/findings/hurl/hurl-text.ts";

export type Sent = Pick<Evidence, "request" | "signing">;

/** What requests are signed for. */
export interface Scope {
  readonly region: string;
  readonly service: string;
}

/** What a signature added. */
export const SIGNATURE = /^(authorization|x-amz-(date|security-token|content-sha256))$/i;
const TOKEN = "x-amz-security-token" as const;

export function hasHeader({ request }: Sent, wanted: string): boolean {
  return request.headers.some(([name]) => name.toLowerCase() === wanted);
}

/**
 * How the run signed it. Throws for no kind: what a record calls by another name is not known to Hurl either. What a run
 * signs wrongly it signs for one service alone; a record might name any.
 */
export function signingOf(sent: Sent): Signing | { readonly kind: "unknown" } {
  const { signing } = sent;
  if (signing === undefined) return { kind: hasHeader(sent, "authorization") ? "sign" : "none" };
  const { kind, region = "", seconds = 0, authorization = "", caller } = signing;
  switch (kind) {
    case "sign":
    case "none":
    case "unknown-key":
    case "wrong-secret":
    case "corrupt-signature":
    case "body-not-covered":
      return { kind };
    case "wrong-service":
      return { kind, service: WRONG_SERVICE };
    case "wrong-region":
      return { kind, region };
    case "skewed":
      return { kind, seconds };
    case "verbatim":
      return MALFORMED.includes(authorization) ? { kind, authorization } : { kind: "unknown" };
    case "other-caller":
      return caller === "expired-token" || caller === "no-permission" ? { kind, caller } : { kind: "unknown" };
    default:
      return { kind: "unknown" };
  }
}

/** Why Hurl cannot sign like this, where it cannot. */
export function unsignable(sent: Sent): string | undefined {
  const { kind } = signingOf(sent);
  if (kind === "skewed") return "it is signed with a clock that is wrong, and Hurl signs with the right one";
  return kind === "unknown" ? "it is signed in a way that is not known" : undefined;
}

/** Headers by which the run itself signed, if it did, its session token among them where it has one. */
export type OwnSignature = readonly ("authorization" | typeof TOKEN)[];

export function ownSignature(all: readonly Sent[]): OwnSignature {
  const isSigned = all.some((sent) => sent.signing !== undefined || signingOf(sent).kind !== "none");
  const own = all.filter(({ signing }) => signing?.kind !== "other-caller");
  const hasToken = own.some((sent) => hasHeader(sent, TOKEN));
  return isSigned ? ["authorization", ...(hasToken ? [TOKEN] : [])] : [];
}

/** As the run itself signs. */
export function rightly({ request }: Sent, own: OwnSignature): Sent {
  const headers = request.headers.filter(([name]) => !SIGNATURE.test(name));
  return { request: { ...request, headers: [...headers, ...own.map((name) => [name, ""] as const)] } };
}

/** Variables of the keys that a request is signed with. */
export function keysOf(signing: ReturnType<typeof signingOf>): KeyVariables {
  const { accessKey, secretKey, sessionToken } = signerKeys(signing.kind === "unknown" ? { kind: "sign" } : signing);
  return {
    accessKey: accessKey.toLowerCase(),
    secretKey: secretKey.toLowerCase(),
    sessionToken: sessionToken.toLowerCase(),
  };
}

const DATE = ["x-amz-date", [{ variable: "date" }]] as const;

export function signatureOf(sent: Sent, scope: Scope): Pick<HurlEntry, "headers" | "options"> {
  const signing = signingOf(sent);
  if (signing.kind === "none" || signing.kind === "unknown") return { headers: [], options: [] };
  if (signing.kind === "verbatim") return { headers: [DATE, ["authorization", [signing.authorization]]], options: [] };
  const region = signing.kind === "wrong-region" ? signing.region : scope.region;
  const service = signing.kind === "wrong-service" ? signing.service : scope.service;
  const { accessKey, secretKey, sessionToken } = keysOf(signing);
  const hasToken = hasHeader(sent, TOKEN) && signing.kind !== "unknown-key";
  const token = hasToken ? [[TOKEN, [{ variable: sessionToken }]] as const] : [];
  if (signing.kind === "corrupt-signature") {
    const words = `/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
    const value: HurlText[] = [
      "AWS4-HMAC-SHA256 Credential=",
      { variable: accessKey },
      "/",
      { variable: "day" },
      words,
    ];
    return { headers: [DATE, ["authorization", value], ...token], options: [] };
  }
  const another = [["x-amz-content-sha256", [hashOfAnotherBody(bodyBytes(sent.request.body))]] as const];
  const secret = signing.kind === "wrong-secret" ? WRONG_SECRET : { variable: secretKey };
  const { accessKeyId, secretAccessKey } = UNKNOWN_KEY;
  const user =
    signing.kind === "unknown-key" ? [`${accessKeyId}:${secretAccessKey}`] : [{ variable: accessKey }, ":", secret];
  return {
    headers: [...token, ...(signing.kind === "body-not-covered" ? another : [])],
    options: [
      ["aws-sigv4", [`aws:amz:${region}:${service}`]],
      ["user", user],
    ],
  };
}

export function bodyBytes(body: BodyEvidence | undefined): Uint8Array {
  const { text, base64 = "" } = body ?? {};
  return text === undefined ? Buffer.from(base64, "base64") : Buffer.from(text, "utf8");
}
