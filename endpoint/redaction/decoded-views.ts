import { marksIn } from "./mark.ts";

/** A text as it is searched: in lower case, without white space. Each code knows its original place. */
export interface TextView {
  /** UTF-16 codes. */
  readonly codes: Uint16Array;
  /** For each code, where the part of the text that it was read from begins and ends. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** How many layers of encoding are read, such as JSON within JSON, or percent-encoding applied twice. */
const ROUNDS = 4;

const GONE = 0;
/** What a mark of ours reads as, which nothing else does: no secret goes across it. */
const BARRIER = 0xffff;
/** The sign that ends texts that we have shortened. */
export const ELLIPSIS = 0x2026;

/**
 * The text as it is, and with each layer of escapes decoded: JSON's and JavaScript's, JSON pointers', percent, HTML's,
 * and characters by their hexadecimal numbers.
 */
export function* decodedViews(text: string): Iterable<TextView> {
  let view = plainView(text);
  yield view;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = unescaped(view);
    if (next === undefined) return;
    yield next;
    view = next;
  }
}

/** The letters and digits of a view, each of Unicode's compatible ones as the plain one that it stands for. */
export function withoutSigns({ codes, from, to }: TextView): TextView {
  const { add, view } = growingView(codes.length);
  for (let at = 0; at < codes.length; at += 1) {
    const isPair = isHigh(codes[at] ?? 0) && isLow(codes[at + 1] ?? 0);
    const code = isPair ? bareOf(pairOf(codes[at] ?? 0, codes[at + 1] ?? 0)) : bareOf(codes[at] ?? 0);
    const last = isPair ? at + 1 : at;
    if (code !== GONE) add(code, from[at] ?? 0, to[last] ?? 0);
    at = last;
  }
  return view();
}

/** A secret as views show it, or as they do without signs. */
export function foldedText(text: string, bare = false): string {
  let folded = "";
  for (let at = 0; at < text.length; at += 1) {
    const code = fold(text.charCodeAt(at));
    if (!bare) folded += code === GONE ? "" : String.fromCharCode(code);
    else if (isHigh(code) && isLow(text.charCodeAt(at + 1))) {
      const plain = bareOf(pairOf(code, text.charCodeAt(at + 1)));
      folded += plain === GONE ? "" : String.fromCharCode(plain);
      at += 1;
    } else {
      const plain = bareOf(code);
      if (plain !== GONE) folded += String.fromCharCode(plain);
    }
  }
  return folded;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function pairOf(high: number, low: number): number {
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

const UNKNOWN = -1;
/** What `bareOf` has found of the characters of the first plane. */
const BARE = new Int32Array(0x10000).fill(UNKNOWN);

/** A folded letter or digit, or `GONE`. */
function bareOf(code: number): number {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? code : GONE;
  if (code > 0xffff) return plainLetter(code);
  if (BARE[code] === UNKNOWN) BARE[code] = plainLetter(code);
  return BARE[code] ?? GONE;
}

function plainLetter(code: number): number {
  if (code === ELLIPSIS || code === BARRIER) return code;
  const [letter = ""] = String.fromCodePoint(code).normalize("NFKD").toLowerCase();
  return /^[\p{L}\p{N}]/u.test(letter) ? (letter.codePointAt(0) ?? GONE) & 0xffff : GONE;
}

function plainView(text: string): TextView {
  const { push, add, view } = growingView(text.length);
  let from = 0;
  for (const { index, 0: mark } of text.includes("[redacted ") ? text.matchAll(marksIn()) : []) {
    for (let at = from; at < index; at += 1) push(text.charCodeAt(at), at, at + 1);
    from = index + mark.length;
    add(BARRIER, index, from);
  }
  for (let at = from; at < text.length; at += 1) push(text.charCodeAt(at), at, at + 1);
  return view();
}

/** The view with one layer of escapes read; undefined where there is none. */
function unescaped({ codes, from, to }: TextView): TextView | undefined {
  const first = codes.findIndex((_code, at) => readEscape(codes, at) !== undefined);
  if (first === -1) return undefined;
  const { push, add, view } = growingView(codes.length);
  for (let at = 0; at < codes.length;) {
    const { code, length } = (at < first ? undefined : readEscape(codes, at)) ?? { code: UNKNOWN, length: 1 };
    if (code === UNKNOWN) add(codes[at] ?? GONE, from[at] ?? 0, to[at] ?? 0);
    else push(code, from[at] ?? 0, to[at + length - 1] ?? 0);
    at += length;
  }
  return view();
}

interface Escape {
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

function readEscape(codes: Uint16Array, at: number): Escape | undefined {
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

interface GrowingView {
  /** Folds the code, and leaves out white space. */
  push(code: number, from: number, to: number): void;
  /** A code that is folded already. */
  add(code: number, from: number, to: number): void;
  view(): TextView;
}

/** Takes up to `size` codes. */
function growingView(size: number): GrowingView {
  const codes = new Uint16Array(size);
  const [from, to] = [new Uint32Array(size), new Uint32Array(size)];
  let length = 0;
  const add = (code: number, start: number, end: number): void => {
    codes[length] = code;
    from[length] = start;
    to[length] = end;
    length += 1;
  };
  return {
    push: (code, start, end) => {
      const folded = fold(code);
      if (folded !== GONE) add(folded, start, end);
    },
    add,
    view: () => ({ codes: codes.subarray(0, length), from: from.subarray(0, length), to: to.subarray(0, length) }),
  };
}

/** Space, controls and what is unseen, beyond ASCII: first and last of each range. */
const UNSEEN: readonly (readonly [first: number, last: number])[] = [
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [BARRIER, BARRIER],
];

/** Between the bytes of a fingerprint. */
const COLON = 0x3a;
/** From an ASCII character to the one of the same look as wide as an ideograph. */
const FULL_WIDTH = 0xfee0;

/** The same for both cases of a letter, both alphabets of base64 and both widths; `GONE` for what is no more than a gap. */
function fold(code: number): number {
  if (code <= 0x20 || code === COLON) return GONE;
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  if (code >= 0xff01 && code <= 0xff5e) return fold(code - FULL_WIDTH);
  if (code === 0x2d) return 0x2b;
  if (code === 0x5f) return 0x2f;
  return code >= 0x7f && UNSEEN.some(([first, last]) => code >= first && code <= last) ? GONE : code;
}
