import { randomBytes } from "node:crypto";
import { type Exchange, type Header, readAs, type WireRequest } from "#protocol/exchange.ts";
import { readResponse } from "#protocol/answers/reply.ts";
import { decoded } from "#protocol/decoded.ts";
import { pathLabel } from "#protocol/path-label.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { childSchemas } from "#spec/contract/child-schemas.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { dottedPointer, valueAt } from "#spec/json/json-pointer.ts";
import { PARTITIONS, REGIONS } from "#endpoint/aws/partitions.ts";
import { pseudonymWords } from "./pseudonym-words.ts";
import { withTexts } from "./texts-of.ts";

/** What a value of an enumeration may look like; anything else there is none. */
const ENUMERATED = /^[A-Za-z][A-Za-z0-9_.-]{0,60}$/;
/** A version of a release, as in `v1.15.1-eksbuild.1` and `1.29.0-20240129`: in a member that is called so it is the service's. */
const VERSION = /^v?\d{1,4}(?:\.\d{1,4}){1,3}(?:-(?:[a-z]{1,10}\.)?\d{1,8})?$/;
const CALLED_VERSION = /versions?$/i;

/** The texts in an answer that are the service's words: where its schema has an enumeration, listed there or not, and versions. */
function textsOfService(body: JsonValue, schema: JsonSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: JsonValue, schema: JsonSchema, isVersion: boolean): void => {
    const { enum: listed, properties = {}, items = {}, additionalProperties } = schema;
    if (typeof value === "string") {
      if ((listed !== undefined && ENUMERATED.test(value)) || (isVersion && VERSION.test(value))) found.add(value);
    } else if (Array.isArray(value)) for (const element of value) visit(element, items, isVersion);
    else if (isJsonObject(value)) {
      const others = typeof additionalProperties === "object" ? additionalProperties : {};
      for (const [name, part] of Object.entries(value)) {
        visit(part, properties[name] ?? others, properties[name] !== undefined && CALLED_VERSION.test(name));
      }
    }
  };
  visit(body, schema, false);
  return found;
}

export interface PseudonymOptions {
  readonly contract: Contract;
  /** Ids of the operations whose answers show what an account has. */
  readonly operations: ReadonlySet<string>;
  /** Decides the pseudonyms. Default: random, so that none can be looked up. */
  readonly salt?: string | Uint8Array;
}

/** Both ways between what an account has and what a run is shown of it. */
export interface Pseudonyms {
  /**
   * Puts pseudonyms in the place of what an answer shows of an account: names, ids, tags, certificates, accounts, addresses,
   * each the same wherever it occurs, of the same length and signs. What was sent, what the contract names and page tokens
   * stay; of an error, all but what is a name.
   */
  readonly shown: (exchange: Exchange) => Exchange;
  /** A request about what answers showed, by its real names, as the endpoint has to get it. */
  readonly meant: (request: WireRequest) => WireRequest;
}

/** A word of a text: what stands between the signs of ARNs, addresses and sentences. */
const WORD = /[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu;
/** The same, and ARNs and IPv4 addresses as a whole. */
const TOKEN = new RegExp(
  String.raw`(?<arn>\barn:[^\s"'<>,;]+)|(?<address>(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]))|${WORD.source}`,
  "gu",
);
/** Words of ARNs and addresses that the contract does not have; numbers of versions. */
const PLAIN =
  /^(?:arn|aws|eks|iam|sts|ec2|kms|https?|com|amazonaws|role|user|subnet|sg|vpc|access-entry|oidc|id|\d{1,3})$/;
const PLACES: ReadonlySet<string> = new Set([...REGIONS, ...PARTITIONS.map(({ id }) => id)]);
/** Headers that name what was asked for. */
const LEADS_ON = /^(?:content-)?location$|^link$/i;
/** An address that stands for all of them. */
const ANY_ADDRESS = "0.0.0.0";

/** Shorter words are part of sentences, too. */
const SHORTEST_NAME = 4;
/** What names something in a sentence of its own accord: numbers of accounts, ids of letters and digits, keys. */
const NAMES_SOMETHING = /^(?:\d{8,}|(?=.{0,99}\d)(?=.{0,99}\p{L}).{6,}|[A-Z]{12,})$/u;

export function pseudonymous({ contract, operations, salt = randomBytes(32) }: PseudonymOptions): Pseudonyms {
  const ofContract = plainWords(contract);
  const isPlain = (word: string): boolean => PLAIN.test(word) || PLACES.has(word) || ofContract.has(word.toLowerCase());
  const words = pseudonymWords({ salt, isPlain });

  /** What replaces words in an answer to this request. */
  const hiderFor = (request: WireRequest, isError: boolean): ((text: string) => string) => {
    const asked = wordsIn(`${decoded(request.path)} ${Buffer.from(request.body ?? []).toString()}`);
    const sent = new Set(asked.filter((word) => words.meantBy(word) === undefined));
    const meant = new Set(asked.map((word) => words.meantBy(word)));
    const isName = (word: string): boolean =>
      meant.has(word) || NAMES_SOMETHING.test(word) || (word.length >= SHORTEST_NAME && words.has(word));
    const hideWord = (word: string): string => (sent.has(word) || isPlain(word) ? word : words.of(word));
    return (text) =>
      text.replace(TOKEN, (token, ...match) => {
        const { arn, address } = match.at(-1) as { readonly arn?: string; readonly address?: string };
        if (address !== undefined) return address === ANY_ADDRESS ? address : words.address(address);
        if (arn !== undefined) return arn.replace(WORD, hideWord);
        return isError && !isName(token) ? token : hideWord(token);
      });
  };

  const shown = (exchange: Exchange): Exchange => {
    const { request, response } = exchange;
    if (response === undefined) return exchange;
    const operation = matchRoute(contract, readAs(exchange))?.operation;
    const isError = response.status >= 300;
    if (!isError && (operation === undefined || !operations.has(operation.id))) return exchange;
    const { json, text: body } = readResponse(response);
    const token = tokenIn(json, operation);
    const ofService: ReadonlySet<string> =
      isError || operation === undefined || json === undefined
        ? new Set()
        : textsOfService(json, operation.success.schema);
    const hide = hiderFor(request, isError);
    const hidden = withTexts(body, ({ text, kind }) =>
      kind === "number" || text === token || (kind === "string" && ofService.has(text)) ? text : hide(text),
    ) as string;
    const headers = response.headers.map(([name, value]): Header => [name, LEADS_ON.test(name) ? hide(value) : value]);
    const isSame = hidden === body && headers.every(([, value], at) => value === response.headers[at]?.[1]);
    return isSame ? exchange : { ...exchange, response: { ...response, headers, body: Buffer.from(hidden) } };
  };

  const meant = (request: WireRequest): WireRequest => {
    const path = request.path.replace(/[^/?&=]+/g, (part) => {
      const text = decoded(part);
      const real = text.replace(WORD, (word) => words.meantBy(word) ?? word);
      return real === text ? part : pathLabel(real);
    });
    return { ...request, path };
  };

  return { shown, meant };
}

function wordsIn(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** It is sent back, so it has to stay as it is. */
function tokenIn(json: JsonValue | undefined, operation: Operation | undefined): string | undefined {
  const pages = operation?.pages;
  const token = json === undefined || pages === undefined ? undefined : valueAt(json, dottedPointer(pages.outputToken));
  return typeof token === "string" ? token : undefined;
}

/** Names of members and of errors, and values of enumerations, in lower case. */
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
  for (const { path, input, success, errors } of operations.values()) {
    add(path);
    visit(input);
    visit(success.schema);
    for (const { name } of errors) add(name);
  }
  return words;
}
