import { plainText } from "#spec/json/plain-text.ts";
import { errorMessage } from "#spec/error-message.ts";
import { isMap, isPair, isScalar, isSeq, LineCounter, type Document } from "yaml";
import { ContractError } from "#spec/contract/contract-error.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { yamlValue } from "#spec/json/yaml-value.ts";
import { parseYaml } from "#spec/json/parse-yaml.ts";
import { hasManyYamlValues, YAML_VALUES } from "#spec/json/value-count.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";

/** A contract document as parsed, with the way back from a JSON pointer to its text. */
export interface ContractText {
  readonly file: string;
  readonly value: JsonValue;
  /** 1-based line of a member's key or an element's start; of the nearest ancestor where the pointer leads nowhere. */
  lineOf(pointer: string): number;
  /** The line that a member's key stands on, without its indentation. */
  quoteOf(pointer: string): string;
  problem(pointer: string, what: string, mend: string): ContractError;
}

interface TextWithLines extends Pick<ContractText, "file" | "value" | "lineOf"> {
  readonly text: string;
}

/** Parses YAML 1.2, and so JSON. Throws a ContractError at the first syntax error, which says to give `wanted`. */
export function parseContractText(text: string, file: string, wanted = "an OpenAPI 3.1 document"): ContractText {
  if (hasManyYamlValues(text)) {
    const what = `has more than ${YAML_VALUES} values`;
    throw new ContractError({ file, pointer: "", what, mend: `give ${wanted} of fewer` });
  }
  const counter = new LineCounter();
  const document = parseYaml(text, counter);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = counter.linePos(error.pos[0]).line;
    const mend = `give ${wanted} in YAML or JSON`;
    throw new ContractError({ file, pointer: "", line, what: `not YAML: ${error.message}`, mend });
  }
  const lineOf = (pointer: string) => counter.linePos(offsetOf(document, pointer)).line;
  return withLines({ text, file, value: toJson(document, file), lineOf });
}

/** What a text holds, when it is known which line each of its parts stands on. */
export function withLines({ text, file, value, lineOf }: TextWithLines): ContractText {
  const lines = text.split(/\r?\n/);
  return {
    file,
    value,
    lineOf,
    quoteOf: (pointer) => (lines[lineOf(pointer) - 1] ?? "").trim(),
    problem: (pointer, what, mend) => new ContractError({ file, pointer, line: lineOf(pointer), what, mend }),
  };
}

/** Aliases that expand without end, or a tag of another schema, show only when the tree is turned into values. */
function toJson(document: Document.Parsed, file: string): JsonValue {
  try {
    return yamlValue(document);
  } catch (error) {
    const what = `cannot be read: ${errorMessage(error)}`;
    throw new ContractError({ file, pointer: "", what, mend: "write it without YAML aliases" });
  }
}

function offsetOf(document: Document.Parsed, pointer: string): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const token of pointerTokens(pointer)) {
    const step = stepInto(node, token);
    if (step === undefined) break;
    node = step.node;
    offset = step.offset ?? offset;
  }
  return offset;
}

function stepInto(node: unknown, token: string): { node: unknown; offset?: number | undefined } | undefined {
  if (isSeq(node)) {
    const item: unknown = node.items[Number(token)];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && plainText(key.value as JsonValue) === token);
  return isPair(pair) ? { node: pair.value, offset: startOf(pair.key) } : undefined;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
