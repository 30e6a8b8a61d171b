import { GONE } from "./text-view.ts";

/** A character that is written in another way. */
export interface Escape {
  readonly code: number;
  /** How many codes it is written with. */
  readonly length: number;
}

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;
const ZERO = 0x30;
const LETTER_U = 0x75;
const CONTROLS = new Set([..."nrtbfv0"].map((letter) => letter.charCodeAt(0)));
/** What stands for a character outside of the first plane, which no secret has. */
const OTHER = 0xfffd;

/** HTML's names of ASCII, in small letters, for the signs that secrets and their encodings have. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["sol", "/"],
  ["plus", "+"],
  ["equals", "="],
  ["lowbar", "_"],
  ["underbar", "_"],
  ["colon", ":"],
  ["semi", ";"],
  ["comma", ","],
  ["period", "."],
  ["num", "#"],
  ["percnt", "%"],
  ["bsol", "\\"],
  ["commat", "@"],
  ["dollar", "$"],
  ["excl", "!"],
  ["quest", "?"],
  ["ast", "*"],
  ["lpar", "("],
  ["rpar", ")"],
  ["lsqb", "["],
  ["rsqb", "]"],
  ["lcub", "{"],
  ["rcub", "}"],
  ["verbar", "|"],
  ["tab", "\t"],
  ["newline", "\n"],
  ["nbsp", " "],
  ["shy", "\u00ad"],
  ["zerowidthspace", "\u200b"],
  ["zwj", "\u200d"],
]);
/** Those that HTML reads without a semicolon, too. */
const BARE_NAME = /^(amp|lt|gt|quot|nbsp|shy)/;
/** The longest reference: any number of zeros may stand before its digits, and this many are read. */
const LONGEST_REFERENCE = 32;

/** The escape that begins there, if one does. */
export function readEscape(codes: Uint16Array, at: number): Escape | undefined {
  switch (codes[at]) {
    case PERCENT:
      return ofDigits(codes, at, /^%([0-9a-f]{2})/) ?? ofDigits(codes, at, /^%u([0-9a-f]{4})/);
    case BACKSLASH:
      return backslashEscape(codes, at);
    case AMPERSAND:
      return reference(codes, at);
    case TILDE:
      return pointerEscape(codes[at + 1]);
    case ZERO:
      return codes[at + 1] === 0x78 ? ofDigits(codes, at, /^0x(?:00)?([0-9a-f]{2})/) : undefined;
    case LETTER_U:
      return codes[at + 1] === 0x2b ? ofDigits(codes, at, /^u\+([0-9a-f]{4})/) : undefined;
    default:
      return undefined;
  }
}

function backslashEscape(codes: Uint16Array, at: number): Escape | undefined {
  const letter = codes[at + 1];
  if (letter === undefined) return undefined;
  if (letter === 0x75) return ofDigits(codes, at, /^\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/);
  if (letter === 0x78) return ofDigits(codes, at, /^\\x([0-9a-f]{2})/);
  const octal = /^\\([0-3][0-7]{2})/.exec(textOf(codes, at, 4))?.[1];
  if (octal !== undefined) return { code: Number.parseInt(octal, 8), length: 4 };
  return { code: CONTROLS.has(letter) ? GONE : letter, length: 2 };
}

/** RFC 6901, 3: a member's name in a JSON pointer. */
function pointerEscape(digit: number | undefined): Escape | undefined {
  if (digit === 0x30) return { code: TILDE, length: 2 };
  return digit === 0x31 ? { code: 0x2f, length: 2 } : undefined;
}

/** Longer than any escape with hexadecimal digits. */
const LONGEST_ESCAPE = 10;

function ofDigits(codes: Uint16Array, at: number, form: RegExp): Escape | undefined {
  const [all, digits, others] = form.exec(textOf(codes, at, LONGEST_ESCAPE)) ?? [];
  return all === undefined ? undefined : { code: inOnePlane(digits ?? others ?? "", 16), length: all.length };
}

/** HTML's reference to a character, by its number or its name. */
function reference(codes: Uint16Array, at: number): Escape | undefined {
  const text = textOf(codes, at + 1, LONGEST_REFERENCE);
  const [all, hex, decimal] = /^#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}));?/.exec(text) ?? [];
  if (all !== undefined) {
    const code = hex === undefined ? inOnePlane(decimal ?? "", 10) : inOnePlane(hex, 16);
    return { code, length: 1 + all.length };
  }
  const [named, name = ""] = /^([a-z]+);/.exec(text) ?? BARE_NAME.exec(text) ?? [];
  const sign = NAMES.get(name);
  return named === undefined || sign === undefined ? undefined : { code: sign.charCodeAt(0), length: 1 + named.length };
}

function inOnePlane(digits: string, base: number): number {
  const code = Number.parseInt(digits, base);
  return code > 0xffff ? OTHER : code;
}

function textOf(codes: Uint16Array, at: number, length: number): string {
  return String.fromCharCode(...codes.subarray(at, at + length));
}
