import { isObject } from "#reference/wire/json-document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

type Text = (text: string) => string;

interface Blurring {
  readonly id: string;
  readonly sentence: string;
  readonly keys?: Text;
  readonly values?: Text;
}

const BLURRINGS: readonly Blurring[] = [
  {
    id: "trimmed",
    sentence: "Keeps tags without the blanks around them.",
    keys: (key) => key.trim(),
    values: (value) => value.trim(),
  },
  { id: "folded", sentence: "Keeps the keys of tags in small letters.", keys: (key) => key.toLowerCase() },
  { id: "cut", sentence: "Keeps the first 63 characters of the keys of tags.", keys: (key) => key.slice(0, 63) },
  {
    id: "ascii",
    sentence: "Keeps question marks in the values of tags for what is not ASCII.",
    values: (value) => value.replace(/[^ -~]/gu, "?"),
  },
  {
    id: "inherited-lost",
    sentence: "Loses tags whose keys every object inherits.",
    keys: (key) => (key in {} ? "" : key),
  },
];

/** Tags that are kept otherwise than they were sent: by a creation that shows them, and by what adds them. */
export const blurredTagFaults: FaultRule = (operation, service) => {
  const { table } = service;
  const role = roleOf(table, operation.name);
  const [kind] = role.name === "create" ? role.kinds : [];
  const isShown = kind?.tags !== undefined && shapeAt(shownShape(service, kind), kind.tags.shown) !== undefined;
  const at = role.name === "tag" ? table.tagging?.tag.tags : isShown ? kind?.tags?.input : undefined;
  const member = at?.slice(1) ?? "";
  if (at === undefined || member.includes("/")) return [];
  return BLURRINGS.map(({ id, sentence, ...texts }): UnnamedFault => {
    const takes = (_operation: unknown, input: JsonObject): JsonObject =>
      input[member] === undefined ? input : { ...input, [member]: blurred(input[member], texts) };
    return { id: `tags.${id}`, kind: "tags-blurred", sentence, habits: { takes } };
  });
};

const asItIs: Text = (text) => text;

/** Tags as a map, or as a list of entries that have the key first. */
function blurred(tags: JsonValue, { keys = asItIs, values = asItIs }: Pick<Blurring, "keys" | "values">): JsonValue {
  const text = (change: Text, value: JsonValue): JsonValue => (typeof value === "string" ? change(value) : value);
  if (isObject(tags)) {
    const kept = Object.entries(tags).map(([key, value]) => [keys(key), text(values, value)] as const);
    return Object.fromEntries(kept.filter(([key]) => key !== ""));
  }
  if (!Array.isArray(tags)) return tags;
  return tags.map((entry) => {
    if (!isObject(entry)) return entry;
    const changed = Object.entries(entry).map(([name, value]) => [
      name,
      text(/value/i.test(name) ? values : keys, value),
    ]);
    return Object.fromEntries(changed) as JsonObject;
  });
}
