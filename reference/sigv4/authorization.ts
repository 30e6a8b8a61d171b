/** The parts of an `Authorization: AWS4-HMAC-SHA256 …` header. Source: SigV4, "Create a signed AWS API request", step 4. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** Lower case, as listed. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** What a signing key is good for. */
export interface CredentialScope {
  /** YYYYMMDD. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";

/** The parsed header, or a sentence that says what it lacks. */
export function parseAuthorization(header: string): Authorization | string {
  const space = header.indexOf(" ");
  if (space < 0 || header.slice(0, space) !== ALGORITHM)
    return `The Authorization header must start with ${ALGORITHM}.`;
  const parameters = parseParameters(header.slice(space + 1));
  const credential = parseCredential(parameters.get("Credential"));
  const signedHeaders = parameters.get("SignedHeaders");
  const signature = parameters.get("Signature");
  if (credential === undefined) return "The Authorization header needs a Credential with five parts.";
  if (signedHeaders === undefined || signedHeaders === "") return "The Authorization header needs SignedHeaders.";
  if (signature === undefined || signature === "") return "The Authorization header needs a Signature.";
  return { ...credential, signedHeaders: signedHeaders.split(";"), signature };
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) parameters.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  return parameters;
}

function parseCredential(text: string | undefined): Pick<Authorization, "accessKeyId" | "scope"> | undefined {
  const [accessKeyId, date, region, service, terminator, ...more] = text?.split("/") ?? [];
  if (!accessKeyId || !date || !region || !service || !terminator || more.length > 0) return undefined;
  return { accessKeyId, scope: { date, region, service, terminator } };
}
