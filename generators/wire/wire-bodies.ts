import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { splitAtFreeText } from "./free-text.ts";
import { ROOTS, SYNTAX } from "./wire-malformed.ts";
import { bytesOf, inside, textVariants } from "./wire-text.ts";
import type { WireFamily, WireVariant } from "./wire-variant.ts";
import { isMap } from "#generators/schema/schema-type.ts";

/** The very same value written differently. */
const EQUIVALENT = textVariants("json-equivalent", [
  [
    "indented",
    "indented, with carriage returns and tabs",
    (json) => JSON.stringify(JSON.parse(json), null, "\t").replaceAll("\n", "\r\n"),
  ],
  ["surrounding-space", "white space around the object", (json) => ` \r\n\t${json}\n\n `],
  [
    "escaped-names",
    "the first letter of the first name escaped",
    (json) => json.replace(/"([A-Za-z])/, (_, letter: string) => `"${escaped(letter)}`),
  ],
  ["escaped-values", "every letter of the strings escaped", (json) => escapeStrings(json)],
  [
    "reversed",
    "members in reverse order",
    (_, input) => JSON.stringify(Object.fromEntries(Object.entries(input).reverse())),
  ],
]);

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Every letter and slash of a JSON text's strings as an escape; what is escaped already stays. */
function escapeStrings(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, (text) =>
    text.replace(/\\u[0-9a-fA-F]{4}|\\.|[A-Za-z/]/g, (part) => (part.length > 1 ? part : escaped(part))),
  );
}

const TWO_MEGABYTES = 2 * 1024 * 1024;
const DEEP = 10_000;

const addMember = (json: string, raw: string): string => `${json.slice(0, -1)},"unknownMember":${raw}}`;

const MEMBERS = [
  ...textVariants("unknown-member", [
    ["string", "an unknown member that is a string", (json) => addMember(json, '"value"')],
    ["object", "an unknown member that is an object", (json) => addMember(json, '{"a":[1,null]}')],
    ["null", "an unknown member that is null", (json) => addMember(json, "null")],
    ["other-case", "the first name again with a capital", (json, input) => addCapitalised(json, input)],
    ["type-hint", "a member __type", (json) => `${json.slice(0, -1)},"__type":"UnknownShape"}`],
    ["proto", "a member __proto__", (json) => `${json.slice(0, -1)},"__proto__":{"name":"polluted"}}`],
  ]),
  ...textVariants("duplicate-member", [
    ["same", "the first member twice, with the same value", (json, input) => `{${firstMember(input)},${inside(json)}}`],
    [
      "null-first",
      "the first member twice, null at first",
      (json, input) => `{${firstName(input)}:null,${inside(json)}}`,
    ],
    [
      "null-last",
      "the first member twice, null at last",
      (json, input) => `${json.slice(0, -1)},${firstName(input)}:null}`,
    ],
  ]),
  ...textVariants("deep", [
    [
      "arrays",
      "an unknown member of 10 000 nested arrays",
      (json) => addMember(json, "[".repeat(DEEP) + "]".repeat(DEEP)),
    ],
    [
      "objects",
      "an unknown member of 10 000 nested objects",
      (json) => addMember(json, `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`),
    ],
  ]),
  ...textVariants("large", [
    ["unknown-string", "an unknown member of 2 MB", (json) => addMember(json, `"${"a".repeat(TWO_MEGABYTES)}"`)],
    ["white-space", "2 MB of white space before the object", (json) => " ".repeat(TWO_MEGABYTES) + json],
  ]),
];

function firstName(input: JsonObject): string {
  return JSON.stringify(Object.keys(input)[0] ?? "member");
}

function firstMember(input: JsonObject): string {
  return `${firstName(input)}:${JSON.stringify(Object.values(input)[0] ?? null)}`;
}

function addCapitalised(json: string, input: JsonObject): string {
  const name = Object.keys(input)[0] ?? "member";
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return `${json.slice(0, -1)},${JSON.stringify(capital)}:"other"}`;
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index += 1) view.setUint16(2 * index, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

const BYTES: readonly WireVariant[] = [
  bytesVariant("json-bytes", "utf-16le", "UTF-16, little-endian", (json) => utf16(json, true)),
  bytesVariant("json-bytes", "utf-16be", "UTF-16, big-endian", (json) => utf16(json, false)),
  bytesVariant("json-bytes", "utf-16-with-mark", "UTF-16 with a byte order mark", (json) =>
    utf16(`\ufeff${json}`, true),
  ),
  bytesVariant("json-bytes", "gzip-magic", "bytes that look compressed", () =>
    Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3),
  ),
  bytesVariant("byte-order-mark", "utf-8", "a byte order mark before the object", (json) => bytesOf(`\ufeff${json}`)),
];

function bytesVariant(
  family: WireFamily,
  name: string,
  note: string,
  bytes: (json: string) => Uint8Array,
): WireVariant {
  return { key: `${family}/${name}`, family, note, body: (input) => bytes(JSON.stringify(input)) };
}

/** Raw bytes inside a string: none is UTF-8, but for the escape, which names half of a surrogate pair. */
const IN_TEXT = [
  ["json-bytes", "lone-continuation", "a continuation byte alone", [0x80]],
  ["json-bytes", "cut-sequence", "the first of three bytes alone", [0xe2]],
  ["json-bytes", "overlong", "a slash in two bytes", [0xc0, 0xaf]],
  ["json-bytes", "encoded-surrogate", "half a surrogate pair in three bytes", [0xed, 0xa0, 0x80]],
  ["json-bytes", "byte-ff", "a byte that UTF-8 never has", [0xff]],
  ["json-bytes", "latin-1", "an accented letter in Latin-1", [0xe9]],
  ["lone-surrogate", "high", "half a surrogate pair, escaped", [...bytesOf("\\ud800")]],
  ["lone-surrogate", "low", "the other half, escaped", [...bytesOf("\\udc00")]],
] as const;

/** Bytes put into a string that the schema leaves free; an input without one keeps its body. */
function inTextVariants(schema: JsonSchema): WireVariant[] {
  return IN_TEXT.map(([family, name, note, bytes]) => ({
    key: `${family}/${name}`,
    family,
    note: `${note}, inside a string`,
    body: (input) => {
      const [before, after] = splitAtFreeText(schema, input) ?? splitFirstString(input);
      return Uint8Array.from([...bytesOf(before), ...bytes, ...bytesOf(after)]);
    },
  }));
}

function splitFirstString(input: JsonObject): readonly [string, string] {
  const json = JSON.stringify(input);
  const start = json.indexOf(':"') + 2;
  return [json.slice(0, start), json.slice(start)];
}

/** A key that is null, for operations whose body holds a map. Source: restJson1, RestJsonBodyMalformedMapNullKey. */
function nullKeyVariants(schema: JsonSchema): WireVariant[] {
  const map = Object.entries(schema.properties ?? {}).find(([, member]) => isMap(member));
  if (map === undefined) return [];
  const others = (input: JsonObject): [string, JsonValue][] =>
    Object.entries(input).filter(([name]) => name !== map[0]);
  return textVariants("null-key", [
    ["unquoted", "an entry of a map whose key is null", (_, input) => addEntry(others(input), map[0], 'null:"value"')],
  ]);
}

function addEntry(members: readonly [string, JsonValue][], name: string, entry: string): string {
  const texts = members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{${[...texts, `${JSON.stringify(name)}:{${entry}}`].join(",")}}`;
}

/** Every variant of a JSON body; `schema` is the body's. */
export function bodyVariants(schema: JsonSchema): WireVariant[] {
  return [
    ...SYNTAX,
    ...ROOTS,
    ...BYTES,
    ...inTextVariants(schema),
    ...nullKeyVariants(schema),
    ...EQUIVALENT,
    ...MEMBERS,
  ];
}
