import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { withoutValueAt } from "./answers/pointer.ts";
import type { Habits } from "./habits.ts";
import type { Operation } from "./model/operation.ts";
import type { Shape } from "./model/shape.ts";

type Rewriting = (value: JsonValue, name: string | undefined) => JsonValue;

/** Answers in which each value is another one, from within; those of some operations, where it is told of which. */
export function throughout(change: Rewriting, when: (operation: Operation) => boolean = () => true): Habits["answers"] {
  const visit = (value: JsonValue, name?: string): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => visit(item));
    if (!isObject(value)) return change(value, name);
    const members = Object.entries(value).map(([key, member]): [string, JsonValue] => [key, visit(member, key)]);
    return change(Object.fromEntries(members), name);
  };
  return (operation, document) => (when(operation) ? (visit(document as JsonObject) as OutputDocument) : document);
}

/** Answers whose structures have their members in another order each time. */
export function reordered(): Habits["answers"] {
  let answers = 0;
  return (operation, document) => {
    answers += 1;
    const turned = (value: JsonValue): JsonValue => {
      if (!isObject(value)) return value;
      const members = Object.entries(value) as [string, JsonValue][];
      const from = members.length === 0 ? 0 : answers % members.length;
      return Object.fromEntries([...members.slice(from), ...members.slice(0, from)]);
    };
    return throughout(turned)(operation, document);
  };
}

export function cutTimes(value: JsonValue, name: string | undefined): JsonValue {
  return typeof value === "number" && name?.endsWith("At") === true ? Math.floor(value) : value;
}

export function withTag(value: JsonValue, name: string | undefined): JsonValue {
  return name === "tags" && isObject(value) ? { ...value, "aws:cloudformation:stack-name": "platform" } : value;
}

export function withoutLate(value: JsonValue): JsonValue {
  return isObject(value) ? ["/endpoint", "/health", "/platformVersion"].reduce(withoutValueAt, value) : value;
}

type StructureRewriting = (structure: JsonObject, shape: Shape) => JsonObject;

/** Answers in which each structure of the model is another one, from within: what a map holds stays as it is. */
export function ofStructures(change: StructureRewriting): Habits["answers"] {
  const visit = (value: JsonValue, shape: Shape | undefined): JsonValue => {
    if (shape === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => visit(item, shape.element));
    if (!isObject(value) || shape.kind !== "structure") return value;
    const members = shape.members.flatMap(({ name, shape: own }): [string, JsonValue][] => {
      const there = value[name];
      return there === undefined ? [] : [[name, visit(there, own)]];
    });
    return change({ ...value, ...Object.fromEntries(members) }, shape);
  };
  return ({ output }, document) => visit(document as JsonObject, output) as OutputDocument;
}

export function withFuture(structure: JsonObject): JsonObject {
  return { ...structure, ofTheFuture: { is: true } };
}

/** Something in the place of each member that the shape has and the structure has not. */
export function absentAs(instead: (shape: Shape) => JsonValue | undefined): StructureRewriting {
  return (structure, { members }) => {
    const absent = members.flatMap(({ name, shape }): [string, JsonValue][] => {
      const filled = (structure[name] ?? null) === null ? instead(shape) : undefined;
      return filled === undefined ? [] : [[name, filled]];
    });
    return { ...structure, ...Object.fromEntries(absent) };
  };
}

export function emptyOf({ kind }: Shape): JsonValue | undefined {
  return kind === "list" ? [] : kind === "map" ? {} : undefined;
}
