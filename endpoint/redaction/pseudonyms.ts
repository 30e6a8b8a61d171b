import { createHmac, randomBytes } from "node:crypto";
import type { Exchange, WireResponse } from "../../protocol/exchange.ts";
import { readResponse } from "../../protocol/answers/reply.ts";
import { decoded } from "../../protocol/decoded.ts";
import { matchRoute } from "../../protocol/route.ts";
import type { Contract } from "../../spec/contract/contract.ts";
import { childSchemas } from "../../spec/contract/child-schemas.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import type { JsonSchema } from "../../spec/contract/schema.ts";
import { dottedPointer, valueAt } from "../../spec/json/json-pointer.ts";
import { withTexts } from "./texts-of.ts";

export interface PseudonymOptions {
  readonly contract: Contract;
  /** Ids of the operations whose answers show what an account has. */
  readonly operations: ReadonlySet<string>;
  /** Decides the pseudonyms. Default: random, so that none can be looked up. */
  readonly salt?: string | Uint8Array;
}

/** A word of a text: what stands between the signs of ARNs, addresses and sentences. */
const WORD = /[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu;
/** Words of ARNs and addresses that the contract does not have; Regions; numbers of versions. */
const PLAIN =
  /^(?:arn|aws(?:-[a-z]+)*|eks|iam|sts|ec2|kms|https?|com|amazonaws|role|user|subnet|sg|vpc|access-entry|oidc|id|[a-z]{2}(?:-[a-z]+)+-\d|\d{1,3})$/;

/**
 * Puts pseudonyms in the place of what an answer shows of an account: names, ids, tags, certificates, accounts, each the
 * same wherever it occurs, of the same length and signs. What was sent, what the contract names and page tokens stay.
 */
export function pseudonymous({
  contract,
  operations,
  salt = randomBytes(32),
}: PseudonymOptions): (exchange: Exchange) => Exchange {
  const plain = plainWords(contract);
  const pseudonymOf = distinctPseudonyms(salt);
  return (exchange: Exchange): Exchange => {
    const { request, response } = exchange;
    const operation = matchRoute(contract, request)?.operation;
    if (response === undefined || response.status >= 300 || operation === undefined) return exchange;
    if (!operations.has(operation.id)) return exchange;
    const sent = new Set(wordsIn(`${decoded(request.path)} ${Buffer.from(request.body ?? []).toString()}`));
    const token = tokenIn(response, operation);
    const hidden = (text: string): string =>
      text === token
        ? text
        : text.replace(WORD, (word) =>
            sent.has(word) || plain.has(word.toLowerCase()) || PLAIN.test(word) ? word : pseudonymOf(word),
          );
    const body = Buffer.from(response.body).toString();
    const shown = withTexts(body, ({ text, kind }) => (kind === "number" ? text : hidden(text))) as string;
    return shown === body ? exchange : { ...exchange, response: { ...response, body: Buffer.from(shown) } };
  };
}

function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** It is sent back, so it has to stay as it is. */
function tokenIn(response: WireResponse, { pages }: Operation): string | undefined {
  const { json } = readResponse(response);
  const token = json === undefined || pages === undefined ? undefined : valueAt(json, dottedPointer(pages.outputToken));
  return typeof token === "string" ? token : undefined;
}

/** Names of members and values of enumerations, in lower case. */
function plainWords({ operations }: Contract): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (schema: JsonSchema): void => {
    for (const value of schema.enum ?? []) if (typeof value === "string") add(value);
    for (const { schema: child, of } of childSchemas(schema)) {
      if (of.kind === "member") add(of.name);
      visit(child);
    }
  };
  const add = (text: string): void => wordsIn(text).forEach((word) => words.add(word.toLowerCase()));
  for (const { path, input, success } of operations.values()) {
    add(path);
    visit(input);
    visit(success.schema);
  }
  return words;
}

/** How often another pseudonym of the same length is tried where two words would have the same. */
const TRIES = 50;

function distinctPseudonyms(salt: string | Uint8Array): (word: string) => string {
  const made = new Map<string, string>();
  const taken = new Set<string>();
  return (word) => {
    const known = made.get(word);
    if (known !== undefined) return known;
    let [pseudonym, tried] = [drawn(word, salt, 0), 0];
    while (taken.has(pseudonym) && tried < TRIES) pseudonym = drawn(word, salt, (tried += 1));
    if (taken.has(pseudonym)) pseudonym += `-${taken.size}`;
    taken.add(pseudonym);
    made.set(word, pseudonym);
    return pseudonym;
  };
}

/** Letters for letters and digits for digits; hexadecimal ones where there are no others. */
function drawn(word: string, salt: string | Uint8Array, tried: number): string {
  const last = /^[0-9a-f-]{8,}$/i.test(word) ? 6 : 26;
  let bytes = Buffer.alloc(0);
  for (let block = 0; bytes.length < word.length; block += 1) {
    const next = createHmac("sha256", salt).update(`${tried} ${block} ${word}`).digest();
    bytes = Buffer.concat([bytes, next]);
  }
  return [...word].map((sign, at) => standIn(sign, bytes[at] ?? 0, last)).join("");
}

function standIn(sign: string, byte: number, letters: number): string {
  if (sign === "-" || sign === "_") return sign;
  if (/\d/.test(sign)) return String(byte % 10);
  const letter = String.fromCharCode(97 + (byte % letters));
  return /\p{Lu}/u.test(sign) ? letter.toUpperCase() : letter;
}
