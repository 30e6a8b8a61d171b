import type { ContractError } from "#spec/contract/contract-error.ts";
import type { ContractText } from "./contract-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";

/** Below these keys stand values, in which a member called `$ref` means itself. */
const LITERAL = new Set(["example", "examples", "enum", "const", "x-trace"]);

/** Keywords that may stand beside a `$ref`: they describe, and so cannot contradict what it points to. */
const ANNOTATION = /^(?:\$ref|summary|description|title|deprecated|x-.*)$/;

/** How large a part of a document is once each reference is followed. */
interface ExpandedSize {
  readonly nodes: number;
  readonly depth: number;
}

/** Several times what the largest service has, which is QuickSight, and as deep as functions that call themselves can go. */
const MOST_NODES = 10_000_000;
const DEEPEST = 500;

function isObject(value: JsonValue): value is JsonObject | JsonValue[] {
  return typeof value === "object" && value !== null;
}

const REFERENCE_MENDING = "refer to a part of this document, such as #/components/schemas/TagMap";

/**
 * A contract document in which every `$ref` is replaced by what it points to. Equal targets give the same object, and
 * each object remembers where it is written. The constructor throws a ContractError for a reference that is not local,
 * leads nowhere or leads back to itself.
 */
export class DereferencedDocument {
  readonly value: JsonValue;
  readonly #text: ContractText;
  readonly #done = new Map<string, JsonValue>();
  readonly #open = new Set<string>();
  readonly #pointers = new WeakMap<object, string>();
  readonly #sizes = new WeakMap<object, ExpandedSize>();

  constructor(text: ContractText) {
    this.#text = text;
    this.value = this.#visit(text.value, "", false);
  }

  /** Where an object of `value` is written: a JSON pointer into the document as it stands. */
  pointerOf(node: object): string {
    return this.#pointers.get(node) ?? "";
  }

  /** Lets an object made from parts of the document stand for the place of one of them. */
  adopt(made: object, like: object): void {
    this.#pointers.set(made, this.pointerOf(like));
  }

  /** An error about a member of an object, or about the object itself. */
  problem(node: object, member: string | undefined, what: string, mend: string): ContractError {
    const pointer = this.pointerOf(node);
    return this.#text.problem(member === undefined ? pointer : childPointer(pointer, member), what, mend);
  }

  /** 1-based line and text of the line that a member of an object is written on. */
  excerpt(node: object, member: string): { readonly line: number; readonly quote: string } {
    const pointer = childPointer(this.pointerOf(node), member);
    return { line: this.#text.lineOf(pointer), quote: this.#text.quoteOf(pointer) };
  }

  #visit(raw: JsonValue, pointer: string, names: boolean): JsonValue {
    if (typeof raw !== "object" || raw === null) return raw;
    const known = this.#done.get(pointer);
    if (known !== undefined) return known;
    if (this.#open.has(pointer)) {
      throw this.#text.problem(pointer, "it refers back to itself", "unroll the recursive schema");
    }
    if (this.#open.size > DEEPEST) throw this.#tooLarge(pointer);
    this.#open.add(pointer);
    const value = Array.isArray(raw)
      ? raw.map((item, index) => this.#visit(item, childPointer(pointer, index), false))
      : this.#visitObject(raw, pointer, names);
    this.#open.delete(pointer);
    this.#done.set(pointer, value);
    const { nodes, depth } = this.#sizeOf(value);
    if (nodes > MOST_NODES || depth > DEEPEST) throw this.#tooLarge(pointer);
    if (!this.#pointers.has(value as object)) this.#pointers.set(value as object, pointer);
    return value;
  }

  #tooLarge(pointer: string): ContractError {
    const limits = `${DEEPEST} levels and ${MOST_NODES / 1_000_000} million values`;
    return this.#text.problem(pointer, "with all that it refers to, it is too large", `give one of up to ${limits}`);
  }

  /** Read through once for each time that it is referred to. What is a value only, such as an example, counts as one. */
  #sizeOf(value: JsonValue): ExpandedSize {
    const parts = typeof value === "object" && value !== null ? Object.values(value) : [];
    const size = { nodes: 1, depth: 1 };
    for (const part of parts) {
      const { nodes, depth } = (isObject(part) ? this.#sizes.get(part) : undefined) ?? { nodes: 1, depth: 0 };
      size.nodes += nodes;
      size.depth = Math.max(size.depth, depth + 1);
    }
    if (isObject(value)) this.#sizes.set(value, size);
    return size;
  }

  /** `names`: the keys are names that the document's author chose, not keywords. */
  #visitObject(raw: JsonObject, pointer: string, names: boolean): JsonValue {
    if (!names && typeof raw["$ref"] === "string") return this.#follow(raw, raw["$ref"], pointer);
    const copy: JsonObject = {};
    for (const [key, member] of Object.entries(raw)) {
      const literal = !names && LITERAL.has(key);
      const value = literal ? member : this.#visit(member, childPointer(pointer, key), !names && key === "properties");
      // Plain assignment would lose a member called `__proto__`.
      Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true });
    }
    return copy;
  }

  #follow(raw: JsonObject, reference: string, pointer: string): JsonValue {
    const beside = Object.keys(raw).find((key) => !ANNOTATION.test(key));
    if (beside !== undefined) {
      throw this.#text.problem(pointer, `${beside} stands beside a $ref`, "move it into the schema referred to");
    }
    const to = localPointer(reference);
    const target = to === undefined ? undefined : resolvePointer(this.#text.value, to);
    if (to === undefined || !isJsonObject(target)) {
      throw this.#text.problem(pointer, `$ref ${reference} leads to no object of this document`, REFERENCE_MENDING);
    }
    const value = this.#visit(target, to, false) as JsonObject;
    const annotations = Object.entries(raw).filter(([key]) => key !== "$ref");
    if (annotations.length === 0) return value;
    const merged = { ...value, ...Object.fromEntries(annotations) };
    this.adopt(merged, value);
    return merged;
  }
}

/** `#/components/schemas/A%20b` to the JSON pointer it carries; undefined when it is not local. */
function localPointer(reference: string): string | undefined {
  if (!/^#(?:\/|$)/.test(reference)) return undefined;
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
}

function resolvePointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let node: JsonValue | undefined = root;
  for (const token of pointerTokens(pointer)) {
    if (Array.isArray(node)) node = node[Number(token)];
    else if (isJsonObject(node) && Object.hasOwn(node, token)) node = node[token];
    else return undefined;
  }
  return node;
}
