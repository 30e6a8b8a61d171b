import { isPlain } from "../../protocol/shell/curl-line.ts";
import { printCommand } from "../../protocol/shell/shell-bytes.ts";
import { shellQuote } from "../../protocol/shell/shell-quote.ts";
import type { BodyEvidence } from "../../suites/record/record.ts";
import { originOf } from "./answers-before.ts";
import type { Step } from "./steps.ts";
import type { Variable } from "./variables.ts";

/** What stands for the texts of a run in a script: variables, and members of answers before. */
export interface Replacing {
  readonly variables: readonly Variable[];
  readonly before: readonly Step[];
}

/** A path and query as a word of the shell. */
export function pathWord(path: string, replacing: Replacing): string {
  return path
    .split(/([/?&=])/)
    .map((part) => (/^[/?&=]?$/.test(part) ? quoted(part) : partWord(part, replacing)))
    .join("");
}

function quoted(text: string): string {
  return text === "" ? "" : shellQuote(text);
}

function partWord(part: string, { variables, before }: Replacing): string {
  const text = decoded(part);
  const variable = variables.find((one) => one.text === text);
  if (variable !== undefined) {
    if (part === text && /^[\w.~-]+$/.test(text)) return `"$${variable.name}"`;
    return `"$(percent "$${variable.name}"${part === encodedWhole(text) ? " all" : ""})"`;
  }
  const origin = originOf(text, before);
  return origin === undefined ? shellQuote(part) : `"$(percent "$(value ${origin.step} ${shellQuote(origin.at)})")"`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function encodedWhole(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** The command that prints a body. */
export function bodyCommand({ text, base64 }: BodyEvidence, variables: readonly Variable[]): string {
  const bytes = Buffer.from(text ?? base64 ?? "", text === undefined ? "base64" : "utf8");
  const parts = pieces(bytes.toString("latin1"), variables);
  if (text !== undefined && isPlain(text)) {
    const word = parts.map((part) => (typeof part === "string" ? quoted(utf8(part)) : `"$${part.name}"`)).join("");
    return `printf '%s' ${word === "" ? "''" : word}`;
  }
  const commands = parts.map((part) =>
    typeof part === "string" ? printCommand(Buffer.from(part, "latin1")) : `printf '%s' "$${part.name}"`,
  );
  return commands.length === 1 ? (commands[0] ?? "") : `{ ${commands.join("; ")}; }`;
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}

/** A body cut where a variable's text stands as a string of JSON. */
function pieces(text: string, variables: readonly Variable[]): (string | Variable)[] {
  let parts: (string | Variable)[] = [text];
  for (const variable of variables) {
    parts = parts.flatMap((part) =>
      typeof part === "string"
        ? part.split(`"${variable.text}"`).flatMap((piece, at) => (at === 0 ? [piece] : [variable, piece]))
        : [part],
    );
  }
  // The quotes around a variable stay.
  return parts.map((part, at) =>
    typeof part === "string" ? `${at > 0 ? '"' : ""}${part}${at < parts.length - 1 ? '"' : ""}` : part,
  );
}
