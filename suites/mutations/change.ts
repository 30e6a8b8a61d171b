import type { Header, WireResponse } from "#protocol/exchange.ts";
import type { JsonValue } from "#spec/json/json.ts";

/** What is other about an answer than the endpoint gave it; what is not named stays. */
export interface GivenChange {
  readonly status?: number;
  readonly json?: JsonValue;
  /** By lower-case name; undefined takes a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that it comes later. */
  readonly delayMs?: number;
  /** The connection is closed after it. */
  readonly closes?: boolean;
  /** The connection is closed in place of it. */
  readonly drops?: boolean;
}

/** An answer to be given in place of another. */
export interface GivenAnswer extends Pick<GivenChange, "delayMs" | "closes" | "drops"> {
  readonly response: WireResponse;
}

/** What an answer is made of where the endpoint gave none. */
export const NOTHING_SENT: WireResponse = { status: 200, headers: [], body: new Uint8Array(), truncated: false };

/** Of a body that is not this one any more. */
const OF_BODY = new Set(["content-length", "content-encoding", "content-md5", "etag", "x-amz-crc32"]);

const encoder = new TextEncoder();

/** The answer as changed, its length right; undefined where nothing about it is other than before. */
export function changedAnswer(response: WireResponse, change: GivenChange): GivenAnswer | undefined {
  const { status = response.status, json, headers = {}, ...way } = change;
  const isSameBody = json === undefined || JSON.stringify(json) === reprinted(response.body);
  const body = isSameBody ? response.body : encoder.encode(JSON.stringify(json));
  const kept = response.headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !Object.hasOwn(headers, lower) && (isSameBody || !OF_BODY.has(lower));
  });
  const added = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const length: readonly Header[] = isSameBody ? [] : [["content-length", String(body.length)]];
  const changed = { ...response, status, headers: [...kept, ...added, ...length], body };
  const isSame = status === response.status && isSameBody && sameHeaders(changed.headers, response.headers);
  return isSame && Object.keys(way).length === 0 ? undefined : { response: changed, ...way };
}

/** JSON as we would print it, so that another server's spaces are no difference; undefined for what is no JSON. */
function reprinted(body: Uint8Array): string | undefined {
  try {
    return JSON.stringify(JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    return undefined;
  }
}

function sameHeaders(one: readonly Header[], other: readonly Header[]): boolean {
  const lines = (headers: readonly Header[]): string[] => headers.map(([name, value]) => `${name}: ${value}`).sort();
  return lines(one).join("\n") === lines(other).join("\n");
}
