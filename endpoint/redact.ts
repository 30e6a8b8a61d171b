import { createHmac, randomBytes } from "node:crypto";
import type { Header } from "../protocol/exchange.ts";

/** Takes secrets out of evidence. What replaces one tells its length, and whether two were the same. */
export interface Redactor {
  headers(headers: readonly Header[]): Header[];
  /** Bytes of a body, JSON or not, whole or cut. */
  body(bytes: Uint8Array): Uint8Array;
  /** URLs, messages, and bodies decoded already. */
  text(text: string): string;
}

export interface RedactorOptions {
  /** Values never to be shown, wherever they appear; some may be added later, when credentials are fetched again. */
  readonly secrets?: readonly string[];
  /** Makes the marks comparable between redactors. Default: random, so that no mark can be looked up. */
  readonly salt?: string | Uint8Array;
}

/** Shorter values, such as an emulator's `test`, are no secrets, and taking them out would garble the evidence. */
const SHORTEST_SECRET = 8;

/** Activations remembered, so that words about a body are redacted as the body was. */
const REMEMBERED = 64;

/** A member that activates a cluster, with its string value: whole, or cut by the end of the text; alone or in a list. */
const ACTIVATION_MEMBER = /("activation(?:Code|Id)"\s*:\s*(?:\[\s*)?")((?:[^"\\]|\\[^])*)/gi;

const SECRET_HEADERS = new Set(["x-amz-security-token", "cookie", "set-cookie", "proxy-authorization"]);

/** Redacts Authorization, session tokens, activation ids and codes, and the secrets given. */
export function createRedactor({ secrets = [], salt = randomBytes(16) }: RedactorOptions = {}): Redactor {
  const mark = (secret: string) => {
    const digest = createHmac("sha256", salt).update(secret).digest("hex").slice(0, 6);
    return `[redacted ${secret.length} chars ${digest}]`;
  };
  const seen = new Set<string>();
  let known: readonly string[] = [];
  let counted = 0;
  const knownSecrets = () => {
    if (secrets.length === counted) return known;
    counted = secrets.length;
    known = secrets.filter(isSecret).sort((a, b) => b.length - a.length);
    return known;
  };
  const text = (value: string) => {
    const echoed: string[] = [];
    const redacted = value.replace(ACTIVATION_MEMBER, (_all, before: string, secret: string) => {
      echoed.push(secret);
      return secret === "" ? before : before + mark(secret);
    });
    remember(seen, echoed.filter(isSecret));
    const hide = (shown: string, secret: string) =>
      shown.includes(secret) ? shown.replaceAll(secret, () => mark(secret)) : shown;
    return [...seen].reduce(hide, knownSecrets().reduce(hide, redacted));
  };
  const header = ([name, value]: Header): Header => {
    const lower = name.toLowerCase();
    if (lower === "authorization") return [name, redactedAuthorization(value, mark)];
    return [name, SECRET_HEADERS.has(lower) ? mark(value) : text(value)];
  };
  return {
    headers: (headers) => headers.map(header),
    // Latin-1 keeps every byte as it is, and what is looked for is ASCII.
    body: (bytes) => Buffer.from(text(Buffer.from(bytes).toString("latin1")), "latin1"),
    text,
  };
}

/** Keeps the latest ones. */
function remember(seen: Set<string>, secrets: readonly string[]): void {
  for (const secret of secrets) {
    seen.delete(secret);
    seen.add(secret);
  }
  for (const oldest of seen) {
    if (seen.size <= REMEMBERED) break;
    seen.delete(oldest);
  }
}

function isSecret(value: string): boolean {
  return value.length >= SHORTEST_SECRET;
}

/** A SigV4 header keeps its scope and its list of signed headers; any other value is taken out whole. */
function redactedAuthorization(value: string, mark: (secret: string) => string): string {
  const parts = /^(AWS4-HMAC-SHA256 Credential=)([^/,\s]+)(\/[^,\s]+, SignedHeaders=[^,\s]+, Signature=)([0-9a-f]+)$/;
  const [, before, key, between, signature] = parts.exec(value) ?? [];
  if (before === undefined || key === undefined || between === undefined || signature === undefined) return mark(value);
  return before + mark(key) + between + mark(signature);
}
