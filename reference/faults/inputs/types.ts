import type { Patch } from "#reference/fault.ts";
import { inputShapeAt, contractOperation } from "#reference/input/contract.ts";
import { around, before, inOperation, instead } from "#reference/patches.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import { valueText } from "#reference/value-text.ts";
import { isObject, type JsonDocument } from "#reference/wire/json-document.ts";
import { breakingBy, family, warned, type FaultsOf, type UnplacedFault } from "#reference/faults/defect.ts";
import { found, ruleRequirement } from "./input-rules.ts";

type Convert = (value: unknown) => unknown;

/** Values at this JSON pointer, or one that begins with it, are converted before they are read. */
function converted(place: string, convert: Convert): Patch {
  return before("takeValue", (value, _shape, where) =>
    (place.endsWith("/") ? where.startsWith(place) : where === place) ? convert(value) : value,
  );
}

const at = (place: string): FaultsOf<Convert> => breakingBy((convert) => converted(place, convert));

const soleElement: Convert = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);
const unlessNull: Convert = (value) => (value === null ? 0 : value);
const jsonText: Convert = (value) => {
  try {
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return value;
  }
};

const ofType = (kind: Shape["kind"]): Convert => {
  return (value) => ((kind === "string" ? typeof value === kind : isObject(value)) ? value : undefined);
};

const textOf = (...types: readonly string[]): Convert => {
  return (value) => (types.includes(typeof value) ? valueText(value) : value);
};

/** Members of a registration, and what ids call them. */
const TYPED: readonly (readonly [label: string, path: string])[] = [
  ["name", "/name"],
  ["role-arn", "/connectorConfig/roleArn"],
  ["provider", "/connectorConfig/provider"],
  ["token", "/clientRequestToken"],
  ["tag-value", "/tags/*"],
  ["connector-config", "/connectorConfig"],
  ["tags", "/tags"],
];

/** What a member of a wrong type is taken for, and null for one that need not be there. */
const COERCED = TYPED.flatMap(([label, path]) => {
  const { kind, values } = inputShapeAt("RegisterCluster", path);
  const requirement = ruleRequirement([path], "type");
  const row = (id: string, words: string, convert: Convert, end = ""): UnplacedFault[] =>
    found(
      `${requirement}${end}`,
      `${label}-${id}`,
      `Takes at ${path} ${words}.`,
      converted(path.replace("*", ""), convert),
    );
  const isText = kind === "string" && values === undefined;
  const isOptional = contractOperation("RegisterCluster").input.some(
    ({ name, required }) => path === `/${name}` && !required,
  );
  return [
    ...(isText ? row("number-taken-as-text", "a number for its digits", textOf("number"), ".scalar") : []),
    ...(isText ? row("boolean-taken-as-text", "true and false for words", textOf("boolean"), ".scalar") : []),
    ...(kind === "map" ? [] : row("array-unwrapped", "an array of one value for the value", soleElement)),
    ...(kind === "string" ? [] : row("text-parsed", "an object that is spelt as a string", jsonText)),
    ...(isOptional ? row("null-refused", "anything but null", unlessNull, ".accepts") : []),
    ...(isOptional ? row("of-wrong-type-ignored", "a wrong type for none", ofType(kind)) : []),
  ];
});

const inTagging = (place: string): FaultsOf<Convert> =>
  breakingBy((convert) => inOperation("TagResource", converted(place, convert)));

const withoutNulls = (value: JsonDocument): JsonDocument =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));

/** Values of the wrong JSON type that are taken, and nulls that are not. */
export const TYPES = family(
  "input-constraints",
  COERCED,
  at("/tags/")("register.tags.values.type", {
    "tag-value-object-taken-as-text": [
      "Takes an object as a tag value for its JSON text.",
      (value) => (isObject(value) ? JSON.stringify(value) : value),
    ],
    "tag-value-null-taken-as-empty": ["Takes null as a tag value for the empty string.", (value) => value ?? ""],
  }),
  at("/tags")("register.tags.values.type", {
    "tag-with-null-dropped": [
      "Drops a tag whose value is null.",
      (value) => (isObject(value) ? withoutNulls(value) : value),
    ],
    "tag-with-null-dropped-beside-others": [
      "Drops a tag whose value is null where another tag has a text.",
      (value) => {
        const others = isObject(value) ? withoutNulls(value) : {};
        return Object.keys(others).length > 0 ? others : value;
      },
    ],
  }),
  at("/tags")("register.tags.type", {
    "tags-array-taken": ["Takes tags that are an array.", (value) => (Array.isArray(value) ? {} : value)],
    "tags-false-taken-as-absent": [
      "Takes false, zero and the empty string for no tags.",
      (value) => (value ? value : undefined),
    ],
  }),
  inTagging("/tags")("tag-resource.tags.type", {
    "tagging-with-what-is-no-map": [
      "Takes a TagResource whose tags are a text or a list for one with none.",
      (value) => (value === undefined || isObject(value) ? value : {}),
    ],
  }),
  inTagging("/tags/")("tag-resource.tags.values.type", {
    "tagging-with-values-of-any-type": [
      "Takes a TagResource whose values are lists or objects for their JSON.",
      (value) => (typeof value === "object" ? JSON.stringify(value) : value),
    ],
  }),
  found(
    "tag-resource.tags.values.type.scalar",
    "tagging-with-scalars",
    "Takes numbers and truth values in a TagResource for their text.",
    inOperation("TagResource", converted("/tags/", textOf("number", "boolean"))),
  ),
  warned("list.max-results.type", {
    "max-results-read-up-to-first-letter": [
      "Reads maxResults up to the first character that is no digit.",
      around("readInteger", (own, text, call) => {
        const value = Number.parseInt(text, 10);
        return Number.isNaN(value) ? own(text, call) : value;
      }),
    ],
    "max-results-not-a-number-ignored": [
      "Takes a maxResults that is no number for none.",
      instead(
        "readInteger",
        (text) => Number.isNaN(Number(text)),
        () => 100,
      ),
    ],
    "max-results-fraction-rounded": [
      "Rounds a maxResults with a fraction.",
      instead(
        "readInteger",
        (text) => /^\d+\.\d+$/.test(text),
        (text) => Math.round(Number(text)),
      ),
    ],
    "max-results-true-taken-as-one": [
      "Takes true as maxResults for 1.",
      before("readInteger", (text) => (text === "true" ? "1" : text)),
    ],
  }),
  warned("list.max-results.maximum", {
    "max-results-wrapped-to-32-bits": [
      "Wraps a maxResults that 32 bits do not hold, and takes the largest integers for small ones.",
      () => ({ readInteger: (text) => Math.abs(Number(text) | 0) || 1 }),
    ],
  }),
);
