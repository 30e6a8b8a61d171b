import {
  astralEntries,
  BLANKS_AROUND,
  type Entries,
  countedEntries,
  ITSELF,
  LIKE_OTHER_TYPES,
  MARKUP,
  OF_ONE_VALUE,
} from "../../../../generators/strings/entry-texts.ts";
import { idWord } from "../../../../generators/strings/id-word.ts";
import { plainText } from "../../../../spec/json/plain-text.ts";
import { validOf } from "../../../../spec/requirement.ts";
import { fullInput } from "../../../../generators/schema/baseline.ts";
import { evenly } from "../../../../generators/schema/evenly.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import type { WireRequest } from "../../../../protocol/exchange.ts";
import type { Case } from "../../session/cluster-case.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { classify } from "../../../oracles/request/expectation.ts";
import { oneRequestCase } from "./one-request.ts";
import { unspecifiedRequirementId } from "../../../../spec/derived/derive-unspecified.ts";
import { OPERATIONS, MEMBERS } from "../../../../spec/registration/registered-cluster.ts";
import { schemaAt } from "../../../../spec/contract/schema-at.ts";
import { changeAt } from "../../../../generators/reduce/value-path.ts";
import { pointerTokens } from "../../../../spec/json/json-pointer.ts";

interface Ordinary {
  readonly key: string;
  readonly note: string;
  /** A valid input, every optional member present, with something made of it; the name stays one of a kind. */
  readonly change: (input: JsonObject, name: string) => JsonObject;
}

/** Lengths next to the powers of two, where buffers and columns end. */
const LENGTHS = [31, 32, 33, 63, 64, 65, 127, 128, 129, 255];

const named =
  (rename: (name: string) => string): Ordinary["change"] =>
  (input, name) => ({ ...input, name: rename(name) });

const tagged =
  (tags: () => Entries): Ordinary["change"] =>
  (input) => ({ ...input, tags: tags() });

const NAMES: readonly Ordinary[] = [
  ...LENGTHS.map((length) => ({
    key: `name-${length}`,
    note: `a name of ${length} characters`,
    change: named((name) => name.padEnd(length, "x").slice(-length)),
  })),
  { key: "name-digits", note: "a name of digits, the first of them 0", change: named(digitsOf) },
  { key: "name-hyphens", note: "a name with two hyphens in a row", change: named((name) => `${name}--x`) },
  { key: "name-underscores", note: "a name with two underscores in a row", change: named((name) => `${name}__x`) },
];

function digitsOf(name: string): string {
  return `0${[...name].map((letter) => letter.charCodeAt(0) % 10).join("")}`;
}

const TAGS: readonly Ordinary[] = [
  ...LENGTHS.map((length) => ({
    key: `tag-key-${length}`,
    note: `a tag key of ${length} characters`,
    change: tagged(() => ({ ["k".repeat(length)]: "value" })),
  })),
  ...LENGTHS.map((length) => ({
    key: `tag-value-${length}`,
    note: `a tag value of ${length} characters`,
    change: tagged(() => ({ key: "v".repeat(length) })),
  })),
  ...[2, 5, 10, 11, 20, 25, 32].map((count) => ({
    key: `tags-${count}`,
    note: `${count} tags`,
    change: tagged(() => countedEntries(count, (at) => [`key-${at}`, `${at}`])),
  })),
  { key: "tag-blanks", note: "tag keys and values with blanks around them", change: tagged(() => BLANKS_AROUND) },
  {
    key: "tag-words",
    note: "tag values that look like values of other types",
    change: tagged(() => LIKE_OTHER_TYPES),
  },
  {
    key: "tag-markup",
    note: "tag keys and values with characters that HTML, JSON, SQL or URLs give a meaning",
    change: tagged(() => MARKUP),
  },
  {
    key: "tags-astral",
    note: "50 kilobytes of tags in letters of four bytes, which any cut into pieces breaks",
    change: tagged(() => astralEntries(50)),
  },
  { key: "tag-alike", note: "a tag whose key is its value", change: tagged(() => ITSELF) },
  { key: "tag-same-values", note: "two tags with one value", change: tagged(() => OF_ONE_VALUE) },
];

/** Providers at most. */
const MOST = 50;

/** Each provider of the contract beside tags and token. */
function providers(contract: Contract): Ordinary[] {
  const { input } = contract.operation(OPERATIONS.register);
  return evenly(schemaAt(input, MEMBERS.provider.at.replaceAll("/", "/properties/"))?.enum ?? [], MOST).map(
    (provider) => ({
      key: `provider-${idWord(plainText(provider))}`,
      note: `the provider ${plainText(provider)} beside tags and token`,
      change: (input) => changeAt(input, pointerTokens(MEMBERS.provider.at), provider),
    }),
  );
}

/**
 * Registrations that no limit asks for and that all the same trip implementations: lengths between the limits, texts
 * that look like something else, and combinations. Those that the contract in use does not allow are left out.
 */
export function ordinaryValueCases(contract: Contract, generation: GenerationContext): Case[] {
  const operation = contract.operation(OPERATIONS.register);
  return [...NAMES, ...TAGS, ...providers(contract)].flatMap(({ key, note, change }) => {
    const tried = encoded(operation, change, fullInput(operation.input, generation, key));
    if (tried === undefined) return [];
    const { expectation, unspecified } = classify(contract, tried);
    if (expectation === "must-reject") return [];
    const [silent] = unspecified;
    return oneRequestCase({
      operation,
      id: `${operation.prefix}/ordinary/${key}`,
      kind: "boundary",
      requirement: silent === undefined ? validOf(operation) : unspecifiedRequirementId(operation, silent),
      summary: note,
      checksState: false,
      label: { side: "accept" },
      request: (session) => {
        const request = encoded(operation, change, session.registration.full(session.salt()));
        if (request === undefined) throw new Error("the input no longer fits into a request");
        return request;
      },
    });
  });
}

function encoded(operation: Operation, change: Ordinary["change"], input: JsonObject): WireRequest | undefined {
  return encodeInput(operation, change(input, plainText(input["name"])));
}
