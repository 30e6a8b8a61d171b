import type { JsonSchema } from "#spec/contract/schema.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import type { ResourceTable } from "#spec/resources/resource-table.ts";
import { isTimePlace } from "#suites/mutations/kinds/member-places.ts";
import { isGood } from "#suites/mutations/passing-answer.ts";
import { describedPlaces } from "#suites/mutations/places.ts";
import { type AnswerVariant, everywhere } from "./answer-variant.ts";

/** Makes something of each structure of an answer, the innermost first. */
type OfStructure = (structure: JsonObject, schema: JsonSchema, name: string) => JsonObject;

function throughout(schema: JsonSchema, value: JsonValue, change: OfStructure, name = ""): JsonValue {
  if (Array.isArray(value)) return value.map((item) => throughout(schema.items ?? {}, item, change));
  if (!isJsonObject(value)) return value;
  const { properties = {}, additionalProperties } = schema;
  const inner = (member: string): JsonSchema => {
    if (Object.hasOwn(properties, member)) return properties[member] ?? {};
    return typeof additionalProperties === "object" ? additionalProperties : {};
  };
  const entries = Object.entries(value).map(([member, own]) => {
    return [member, throughout(inner(member), own, change, member)] as const;
  });
  return change(Object.fromEntries(entries), schema, name);
}

function ofStructures(change: (table: ResourceTable) => OfStructure): AnswerVariant["change"] {
  return (_fault, answer, { service: { table } }) => {
    if (!isGood(answer)) return undefined;
    return { json: throughout(answer.operation.success.schema, answer.json, change(table)) };
  };
}

const isStructure = ({ properties }: JsonSchema): boolean => properties !== undefined;

const membersReordered: AnswerVariant = {
  id: "members-reordered",
  title: "members in another order",
  why: "an object of JSON has no order (RFC 8259, section 4)",
  places: everywhere,
  change: ofStructures(() => (structure) => Object.fromEntries(Object.entries(structure).reverse())),
};

const nullsForAbsent: AnswerVariant = {
  id: "nulls-for-absent",
  title: "null where a member is absent",
  why: "restJson1 has clients read null as nothing",
  places: everywhere,
  change: ofStructures(() => (structure, { properties = {} }) => {
    const absent = Object.keys(properties).filter((name) => !Object.hasOwn(structure, name));
    return { ...structure, ...Object.fromEntries(absent.map((name) => [name, null])) };
  }),
};

const unknownMembers: AnswerVariant = {
  id: "unknown-members",
  title: "members that the model does not have yet",
  why: "AWS adds members to answers without a new version",
  places: everywhere,
  change: ofStructures(() => (structure, schema) => {
    return isStructure(schema) ? { ...structure, addedLater: { of: ["another", 1, null] } } : structure;
  }),
};

const awsTags: AnswerVariant = {
  id: "aws-tags",
  title: "tags that AWS has added",
  why: "AWS's own services put tags that begin with aws: on resources",
  places: everywhere,
  change: ofStructures((table) => {
    const names = tagMembers(table);
    return (structure, schema, name) => {
      const isTags = names.has(name) && typeof schema.additionalProperties === "object";
      return isTags ? { ...structure, "aws:cloudformation:stack-name": "made-by-a-stack" } : structure;
    };
  }),
};

/** What members that show tags are called. */
function tagMembers({ resources, tagging }: ResourceTable): ReadonlySet<string> {
  const shown = [...resources.map(({ tags }) => tags?.shown), tagging?.list.shows];
  return new Set(shown.flatMap((pointer) => (pointer === undefined ? [] : pointerTokens(pointer).slice(-1))));
}

const fractionalTimes: AnswerVariant = {
  id: "fractional-times",
  title: "times with fractions of a second",
  why: "restJson1's times may have milliseconds, and those of EKS do",
  places: ({ answers }) => {
    const times = answers.filter(isGood).flatMap(({ operation, json }) => {
      return describedPlaces(operation.success.schema, json).filter(isTimePlace);
    });
    return times.length === 0 ? [] : [{}];
  },
  change: ofStructures(() => (structure, { properties = {} }) => {
    const entries = Object.entries(structure).map(([name, value]): [string, JsonValue] => {
      const schema = Object.hasOwn(properties, name) ? (properties[name] ?? {}) : {};
      const isWhole = typeof value === "number" && Number.isInteger(value);
      return [name, isWhole && isTimePlace({ schema, value }) ? value + 0.123 : value];
    });
    return Object.fromEntries(entries);
  }),
};

/** What may be other about what an answer says. */
export const BODY_VARIANTS: readonly AnswerVariant[] = [
  membersReordered,
  nullsForAbsent,
  unknownMembers,
  awsTags,
  fractionalTimes,
];
