/** A text as it is searched: letters small, white space gone, one alphabet of base64; each code knows where it stood. */
export interface TextView {
  /** UTF-16 codes. */
  readonly codes: Uint16Array;
  /** For each code, where in the text what it was read from begins and ends. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** JSON within JSON, percent-encoding done twice: each layer takes a round. */
const ROUNDS = 4;

const GONE = 0;

/** The text as it stands, and with each layer of escapes read: JSON's and JavaScript's, JSON pointers', percent, HTML's. */
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
export function foldedCodes(text: string): Uint16Array {
  return plainView(text).codes;
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
  /** Codes that it is written with. */
  readonly length: number;
}

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;
const CONTROLS = new Set([..."nrtbfv0"].map((letter) => letter.charCodeAt(0)));
const ENTITIES: readonly (readonly [name: string, code: number])[] = [
  ["amp;", 0x26],
  ["lt;", 0x3c],
  ["gt;", 0x3e],
  ["quot;", 0x22],
  ["apos;", 0x27],
  ["sol;", 0x2f],
  ["plus;", 0x2b],
  ["equals;", 0x3d],
];

function readEscape(codes: Uint16Array, at: number): Escape | undefined {
  switch (codes[at]) {
    case PERCENT:
      return ofDigits(codes, at, { skip: 1, digits: 2 });
    case BACKSLASH:
      return backslashEscape(codes, at);
    case AMPERSAND:
      return entity(codes, at);
    case TILDE:
      return pointerEscape(codes[at + 1]);
    default:
      return undefined;
  }
}

function backslashEscape(codes: Uint16Array, at: number): Escape | undefined {
  const letter = codes[at + 1];
  if (letter === undefined) return undefined;
  if (letter === 0x75) return ofDigits(codes, at, { skip: 2, digits: 4 });
  if (letter === 0x78) return ofDigits(codes, at, { skip: 2, digits: 2 });
  return { code: CONTROLS.has(letter) ? GONE : letter, length: 2 };
}

/** RFC 6901, 3: a member's name in a JSON pointer. */
function pointerEscape(digit: number | undefined): Escape | undefined {
  if (digit === 0x30) return { code: TILDE, length: 2 };
  return digit === 0x31 ? { code: 0x2f, length: 2 } : undefined;
}

function ofDigits(
  codes: Uint16Array,
  at: number,
  { skip, digits }: { readonly skip: number; readonly digits: number },
): Escape | undefined {
  const text = textOf(codes, at + skip, digits);
  return text.length === digits && /^[0-9a-f]+$/.test(text)
    ? { code: Number.parseInt(text, 16), length: skip + digits }
    : undefined;
}

function entity(codes: Uint16Array, at: number): Escape | undefined {
  const text = textOf(codes, at + 1, 10);
  const [all, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/.exec(text) ?? [];
  if (all !== undefined) {
    return { code: Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16), length: 1 + all.length };
  }
  const named = ENTITIES.find(([name]) => text.startsWith(name));
  return named === undefined ? undefined : { code: named[1], length: 1 + named[0].length };
}

function textOf(codes: Uint16Array, at: number, length: number): string {
  return String.fromCharCode(...codes.subarray(at, at + length));
}

/** Takes up to `size` codes, folds each, and leaves out those that are no more than space. */
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

/** Between the bytes of a fingerprint. */
const COLON = 0x3a;
/** From an ASCII character to the one of the same look as wide as an ideograph. */
const FULL_WIDTH = 0xfee0;
/** The soft hyphen, line and paragraph separators, the word joiner, the byte order mark. */
const UNSEEN = new Set([0xad, 0x2028, 0x2029, 0x2060, 0xfeff]);

/** The same for both cases of a letter, both alphabets of base64 and both widths; `GONE` for what is no more than a gap. */
function fold(code: number): number {
  if (code <= 0x20 || code === COLON || (code >= 0x7f && code <= 0xa0)) return GONE;
  if (code >= 0xff01 && code <= 0xff5e) return fold(code - FULL_WIDTH);
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  if (code === 0x2d) return 0x2b;
  if (code === 0x5f) return 0x2f;
  return UNSEEN.has(code) || (code >= 0x200b && code <= 0x200f) ? GONE : code;
}
