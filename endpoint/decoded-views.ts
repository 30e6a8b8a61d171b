/**
 * A text as it is searched: in lower case, without white space, in one alphabet of base64. Each code knows its original
 * place.
 */
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

/** The text as it is, and with each layer of escapes decoded: JSON's and JavaScript's, JSON pointers', percent, HTML's. */
export function* decodedViews(text: string): Iterable<TextView> {
  let view = plainView(text);
  yield view;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = unescaped(view);
    if (next.codes.length === view.codes.length) return;
    yield next;
    view = next;
  }
}

/** A secret as views show it. */
export function foldedText(text: string): string {
  let folded = "";
  for (let at = 0; at < text.length; at += 1) {
    const code = fold(text.charCodeAt(at));
    if (code !== GONE) folded += String.fromCharCode(code);
  }
  return folded;
}

function plainView(text: string): TextView {
  const { push, view } = growingView(text.length);
  for (let at = 0; at < text.length; at += 1) push(text.charCodeAt(at), at, at + 1);
  return view();
}

function unescaped({ codes, from, to }: TextView): TextView {
  const { push, view } = growingView(codes.length);
  for (let at = 0; at < codes.length;) {
    const { code, length } = readEscape(codes, at) ?? { code: codes[at] ?? GONE, length: 1 };
    push(code, from[at] ?? 0, to[at + length - 1] ?? 0);
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

/** Takes up to `size` codes, folds each, and leaves out white space. */
function growingView(size: number): { push: (code: number, from: number, to: number) => void; view: () => TextView } {
  const codes = new Uint16Array(size);
  const [from, to] = [new Uint32Array(size), new Uint32Array(size)];
  let length = 0;
  return {
    push: (code, start, end) => {
      const folded = fold(code);
      if (folded === GONE) return;
      codes[length] = folded;
      from[length] = start;
      to[length] = end;
      length += 1;
    },
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
