import { ContractError } from "#spec/contract/contract-error.ts";
import type { ContractText } from "./contract-text.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { holderPointer, childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";

/**
 * A contract document that was made from a model and written by nobody: its lines are those that JSON.stringify would
 * write with one blank as indent, and a problem names none.
 */
export function contractValue(value: JsonValue, file: string): ContractText {
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (pointer: string) => nearest((lines ??= lineNumbers(value)), pointer);
  return {
    file,
    value,
    lineOf,
    quoteOf: (pointer) => quoteOf(value, pointer),
    problem: (pointer, what, mend) => new ContractError({ file, pointer, what, mend }),
  };
}

/** A member, or that an object has none of that name, with what it has. */
function quoteOf(value: JsonValue, pointer: string): string {
  const key = JSON.stringify(pointerTokens(pointer).at(-1) ?? "");
  const found = valueAt(value, pointer);
  if (found !== undefined) return `${key}: ${JSON.stringify(found)}`;
  const holder = valueAt(value, holderPointer(pointer));
  const properties = isJsonObject(holder) && isJsonObject(holder["properties"]) ? holder["properties"] : {};
  return `${JSON.stringify({ properties: Object.keys(properties) }).slice(1, -1)}, and no ${key}`;
}

/** The line of the nearest place above that has one. */
export function nearest(lines: ReadonlyMap<string, number>, pointer: string): number {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return 1;
}

function lineNumbers(root: JsonValue): Map<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  const visit = (value: JsonValue, pointer: string): void => {
    lines.set(pointer, line);
    const children = Array.isArray(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
    for (const [key, child] of children) {
      line += 1;
      visit(child, childPointer(pointer, key));
    }
    // The closing bracket.
    if (children.length > 0) line += 1;
  };
  visit(root, "");
  return lines;
}
