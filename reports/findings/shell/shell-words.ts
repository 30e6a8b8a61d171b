import { isPlain } from "../../../protocol/shell/curl-line.ts";
import { printCommand } from "../../../protocol/shell/shell-bytes.ts";
import { shellQuote } from "../../../protocol/shell/shell-quote.ts";
import type { BodyEvidence } from "../../../suites/record/kept-evidence.ts";
import { originOf } from "../steps/answers-before.ts";
import { decoded } from "../../../protocol/decoded.ts";
import type { Step } from "../steps/steps.ts";
import type { Variable } from "./variables.ts";

/** What stands for the texts of a run in a script: variables, and members of answers before. */
export interface Replacing {
  readonly variables: readonly Variable[];
  readonly before: readonly Step[];
  /** Texts for which a word of the shell stands. */
  readonly words?: ReadonlyMap<string, string>;
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

function partWord(part: string, { variables, before, words }: Replacing): string {
  const text = decoded(part);
  const word = words?.get(text);
  if (word !== undefined) return `"$(percent ${word})"`;
  const variable = variables.find((one) => one.text === text);
  if (variable !== undefined) {
    if (part === text && /^[\w.~-]+$/.test(text)) return `"$${variable.name}"`;
    return `"$(percent "$${variable.name}"${part === encodedWhole(text) ? " all" : ""})"`;
  }
  const origin = originOf(text, before);
  if (origin !== undefined) return `"$(percent "$(value ${origin.step} ${shellQuote(origin.at)})")"`;
  return hasVariable(text, variables) ? `"$(percent ${textWord(text, variables)})"` : shellQuote(part);
}

function encodedWhole(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function hasVariable(text: string, variables: readonly Variable[]): boolean {
  return variables.some((one) => one.within === true && text.includes(one.text));
}

/** A text as a word of the shell, variables in it that may stand within others. */
export function textWord(text: string, variables: readonly Variable[]): string {
  const whole = variables.find((one) => one.text === text);
  if (whole !== undefined) return `"$${whole.name}"`;
  const within = variables.filter((one) => one.within === true).map(insteadOf);
  const word = cut([text], within).map(wordOf).join("");
  return word === "" ? "''" : word;
}

/** A body of one line as a word of the shell. */
export function bodyWord(text: string, replacing: Omit<Replacing, "before">): string {
  const word = pieces(Buffer.from(text).toString("latin1"), replacing)
    .map((part) => wordOf(typeof part === "string" ? utf8(part) : part))
    .join("");
  return word === "" ? "''" : word;
}

/** The command that prints a body. */
export function bodyCommand({ text, base64 }: BodyEvidence, replacing: Omit<Replacing, "before">): string {
  const bytes = Buffer.from(text ?? base64 ?? "", text === undefined ? "base64" : "utf8");
  if (text !== undefined && isPlain(text)) return `printf '%s' ${bodyWord(text, replacing)}`;
  const commands = pieces(bytes.toString("latin1"), replacing).map((part) =>
    typeof part === "string" ? printCommand(Buffer.from(part, "latin1")) : `printf '%s' ${part.word}`,
  );
  return commands.length === 1 ? (commands[0] ?? "") : `{ ${commands.join("; ")}; }`;
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}

/** A word of the shell that stands instead of a text. */
interface WordInstead {
  readonly text: string;
  readonly word: string;
}

function insteadOf({ text, name }: Variable): WordInstead {
  return { text, word: `"$${name}"` };
}

function wordOf(part: string | WordInstead): string {
  return typeof part === "string" ? quoted(part) : part.word;
}

/** A body cut where a variable's text stands as a string of JSON, or where it may stand within one. */
function pieces(text: string, { variables, words = new Map<string, string>() }: Omit<Replacing, "before">) {
  const known = [...words].map(([known, word]): WordInstead => ({ text: known, word }));
  const whole = [...known, ...variables.filter(({ within }) => within !== true).map(insteadOf)];
  const parts = whole.reduce(cutStrings, [text]);
  return cut(parts, variables.filter(({ within }) => within === true).map(insteadOf));
}

/** The quotes around a string of JSON stay. */
function cutStrings(parts: readonly (string | WordInstead)[], instead: WordInstead): (string | WordInstead)[] {
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    const between = part.split(`"${instead.text}"`);
    return between.flatMap((piece, at) => {
      const quotedPiece = `${at > 0 ? '"' : ""}${piece}${at < between.length - 1 ? '"' : ""}`;
      return at === 0 ? [quotedPiece] : [instead, quotedPiece];
    });
  });
}

/** Longer texts first: they may have shorter ones in them. */
function cut(parts: readonly (string | WordInstead)[], words: readonly WordInstead[]): (string | WordInstead)[] {
  const longestFirst = words.toSorted((one, other) => other.text.length - one.text.length);
  return longestFirst.reduce<readonly (string | WordInstead)[]>(
    (all, instead) =>
      all.flatMap((part) =>
        typeof part === "string"
          ? part.split(instead.text).flatMap((piece, at) => (at === 0 ? [piece] : [instead, piece]))
          : [part],
      ),
    parts,
  ) as (string | WordInstead)[];
}
