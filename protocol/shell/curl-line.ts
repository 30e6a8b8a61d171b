import type { Header, OtherCaller, Signing, WireRequest } from "#protocol/exchange.ts";
import { hasDotSegments } from "#protocol/dot-segments.ts";
import { headerValue } from "#protocol/headers.ts";
import { printCommand, printfFormat } from "./shell-bytes.ts";
import { shellQuote } from "./shell-quote.ts";
import { hashOfAnotherBody, UNKNOWN_KEY, WRONG_SECRET } from "#protocol/signing/broken-signatures.ts";

export interface CurlOptions {
  readonly region: string;
  /** Origin and base path. */
  readonly endpoint: string;
  /** What stands for it in the shell. Default: itself. */
  readonly endpointWord?: string;
  /** Default: `eks`. */
  readonly service?: string;
  /** Default: signed as it should be. */
  readonly signing?: Signing;
  /** The credentials have a session token. Default: whether the request bears one. */
  readonly sessionToken?: boolean;
  /** Cuts the text of a body; FRESH stands for seven digits that are others each time. Default: the whole as it was. */
  readonly cut?: (body: string) => readonly (string | typeof FRESH)[];
}

/** Seven digits of the clock in a text that must not be the same twice. */
export const FRESH = Symbol("seven digits");
const FRESH_WORD = '"$(date +%s | tail -c 8)"';

/** Variables of the shell in which a caller's credentials stand. */
export interface KeyVariables {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken: string;
}

const OWN_KEYS = keyVariables("AWS");
const OTHER_CALLER_PREFIX: Readonly<Record<OtherCaller, string>> = {
  "expired-token": "EXPIRED_TOKEN",
  "no-permission": "NO_PERMISSION",
};

const SIGNATURE_HEADERS = new Set(["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"]);
/** Longer words than this no Linux shell passes to a program; printf is part of the shell. */
const WORD_LIMIT = 100_000;
/** curl asks for a go-ahead before it sends more than this. */
const EXPECT_LIMIT = 1024 * 1024;

/**
 * A POSIX shell line that sends a request again with curl 7.87 or newer, byte for byte. Takes a request as it is planned or
 * as it was sent: what a signature added is left out and made anew. Keys are variables of the environment, and go to curl by
 * a pipe: what stands in its arguments every user of a machine can read. Undefined for an endpoint that is not of HTTP, which
 * curl might take for an option.
 * curl's own limits remain: older releases (7.88 does) sign a percent-encoded path without encoding it again, and a
 * given date not at all well, which AWS refuses; servers that check no signature do not mind. Newer ones (8.19 does) sign no
 * path that is to stay as it is.
 */
export function curlLine(request: WireRequest, options: CurlOptions): string | undefined {
  if (!/^https?:\/\//.test(options.endpoint)) return undefined;
  const signing = options.signing ?? { kind: "sign" };
  const body = bodyWords(request, options);
  const signature = signatureWords(request, signing, options);
  const secrets = signature.secrets.length === 0 ? undefined : `${secretsCommand(signature.secrets)} |`;
  const config = secrets === undefined ? [] : [`-K ${body.pipe === undefined ? "-" : "/dev/fd/3"}`];
  const words = [
    "curl -i --max-time 60",
    ...(hasDotSegments(request.path) ? ["--path-as-is"] : []),
    ...config,
    ...methodWords(request),
    ...signature.words,
    ...headersOf(request, signing).map(headerWord),
    ...body.words,
    urlWord(request.path, options),
  ].join(" ");
  const piped = body.pipe === undefined ? words : `${body.pipe} | ${words}`;
  if (secrets === undefined) return piped;
  return body.pipe === undefined ? `${secrets} ${piped}` : `${secrets} { ${piped}; } 3<&0`;
}

/** A line of curl's configuration, and the variables that its format prints; printf is part of the shell. */
interface Secret {
  readonly format: string;
  readonly variables: readonly string[];
}

function secretsCommand(secrets: readonly Secret[]): string {
  const variables = secrets.flatMap((each) => each.variables).map((name) => `"$${name}"`);
  return [`printf '${secrets.map(({ format }) => format).join("\\n")}\\n'`, ...variables].join(" ");
}

function methodWords({ method, body }: WireRequest): string[] {
  if (method === "HEAD") return ["--head"];
  return method === (body === undefined ? "GET" : "POST") ? [] : [`-X ${shellQuote(method)}`];
}

/**
 * The request's own headers, and one to take out each that curl would add. An Accept or Expect of curl's is left where
 * curl signs, since curl before 8.3 signs what is taken out.
 */
function headersOf(request: WireRequest, signing: Signing): Header[] {
  const own = request.headers.filter(([name]) => signing.kind === "none" || !SIGNATURE_HEADERS.has(name.toLowerCase()));
  const unwanted = hasBody(request) ? ["content-type"] : [];
  if (!curlSigns(signing)) unwanted.push("accept");
  if (!curlSigns(signing) && (request.body?.length ?? 0) > EXPECT_LIMIT) unwanted.push("expect");
  return [
    ...own,
    ...unwanted.filter((name) => headerValue(own, name) === undefined).map((name): Header => [`${name}:`, ""]),
  ];
}

function curlSigns({ kind }: Signing): boolean {
  return kind !== "none" && kind !== "verbatim" && kind !== "corrupt-signature";
}

/** curl drops a header given as `name:`, and sends one given as `name;` with an empty value. */
function headerWord([name, value]: Header): string {
  if (name.endsWith(":")) return `-H ${shellQuote(name)}`;
  const text = value === "" ? `${name};` : `${name}: ${value}`;
  return `-H ${/^[ -~]*$/.test(text) ? shellQuote(text) : `"$(printf ${printfFormat(text)})"`}`;
}

interface Signature {
  readonly words: readonly string[];
  readonly secrets: readonly Secret[];
}

function signatureWords(request: WireRequest, signing: Signing, options: CurlOptions): Signature {
  if (signing.kind === "none") return { words: [], secrets: [] };
  const region = signing.kind === "wrong-region" ? signing.region : options.region;
  const service = signing.kind === "wrong-service" ? signing.service : (options.service ?? "eks");
  const date = `-H "x-amz-date: ${dateWord("%Y%m%dT%H%M%SZ", signing.kind === "skewed" ? signing.seconds : 0)}"`;
  if (signing.kind === "verbatim") {
    return { words: [date, headerWord(["authorization", signing.authorization])], secrets: [] };
  }
  const { accessKey, sessionToken } = signerKeys(signing);
  const hasToken = options.sessionToken ?? headerValue(request.headers, "x-amz-security-token") !== undefined;
  const token = { format: 'header = "x-amz-security-token: %s"', variables: [sessionToken] };
  const tokens = hasToken && signing.kind !== "unknown-key" ? [token] : [];
  if (signing.kind === "corrupt-signature") {
    const scope = shellQuote(`/${region}/${service}/aws4_request`);
    const rest = `', SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}'`;
    const value = `"authorization: AWS4-HMAC-SHA256 Credential=$${accessKey}/${dateWord("%Y%m%d", 0)}"${scope}${rest}`;
    return { words: [date, `-H ${value}`], secrets: tokens };
  }
  const words = [`--aws-sigv4 ${shellQuote(`aws:amz:${region}:${service}`)}`];
  if (signing.kind === "skewed") words.push(date);
  if (signing.kind === "body-not-covered") words.push(`-H 'x-amz-content-sha256: ${hashOfAnotherBody(request.body)}'`);
  if (signing.kind === "unknown-key") {
    const { accessKeyId, secretAccessKey } = UNKNOWN_KEY;
    return { words: [...words, `--user ${accessKeyId}:${secretAccessKey}`], secrets: [] };
  }
  return { words, secrets: [userOf(signing), ...tokens] };
}

function userOf(signing: Signing): Secret {
  const { accessKey, secretKey } = signerKeys(signing);
  if (signing.kind === "wrong-secret") return { format: `user = "%s:${WRONG_SECRET}"`, variables: [accessKey] };
  return { format: 'user = "%s:%s"', variables: [accessKey, secretKey] };
}

/** Where the credentials stand that a request is signed with. */
export function signerKeys(signing: Signing): KeyVariables {
  return signing.kind === "other-caller" ? keyVariables(OTHER_CALLER_PREFIX[signing.caller]) : OWN_KEYS;
}

function keyVariables(prefix: string): KeyVariables {
  return {
    accessKey: `${prefix}_ACCESS_KEY_ID`,
    secretKey: `${prefix}_SECRET_ACCESS_KEY`,
    sessionToken: `${prefix}_SESSION_TOKEN`,
  };
}

/** The time when the line is run, moved by so many seconds; GNU and BusyBox take it in one way, BSD and macOS in another. */
function dateWord(format: string, seconds: number): string {
  if (seconds === 0) return `$(date -u +${format})`;
  const then = `$(($(date +%s)${seconds < 0 ? "-" : "+"}${Math.abs(seconds)}))`;
  return `$(date -u -d "@${then}" +${format} 2>/dev/null || date -u -r "${then}" +${format})`;
}

function hasBody({ method, body }: WireRequest): boolean {
  return body !== undefined || ["POST", "PUT", "PATCH"].includes(method);
}

function bodyWords(request: WireRequest, { cut = (text) => [text] }: CurlOptions): { words: string[]; pipe?: string } {
  if (!hasBody(request)) return { words: [] };
  const bytes = request.body ?? new Uint8Array();
  const text = plainText(bytes);
  if (text === "") return { words: ["--data-binary ''"] };
  if (text !== undefined) {
    const word = cut(text).map((part) => (part === FRESH ? FRESH_WORD : shellQuote(part)));
    return { words: [`--data-binary ${word.join("")}`] };
  }
  return { words: ["--data-binary @-"], pipe: printCommand(bytes) };
}

/** The text of a body that can stand in a shell word, and be read there. */
function plainText(bytes: Uint8Array): string | undefined {
  if (bytes.length > WORD_LIMIT) return undefined;
  const text = Buffer.from(bytes).toString("utf8");
  return isPlain(text) && !text.startsWith("@") && Buffer.from(text).equals(bytes) ? text : undefined;
}

/** Fit to stand on one line of a terminal as it is: no control, format or unassigned characters. */
function isPlain(text: string): boolean {
  return !/\p{C}/u.test(text);
}

/** curl takes braces and brackets in a URL for patterns. */
function urlWord(path: string, { endpoint, endpointWord }: CurlOptions): string {
  const word = endpointWord === undefined ? shellQuote(endpoint + path) : endpointWord + shellQuote(path);
  return `${/[[\]{}]/.test(endpoint + path) ? "--globoff " : ""}${word}`;
}
