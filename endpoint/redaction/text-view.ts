/** A text as it is searched: in lower case, without white space. Each code knows its original place. */
export interface TextView {
  /** UTF-16 codes. */
  readonly codes: Uint16Array;
  /** For each code, where the part of the text that it was read from begins and ends. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** What stands for no more than a gap. */
export const GONE = 0;
/** What a mark of ours reads as, which nothing else does: no secret goes across it. */
export const BARRIER = 0xffff;
/** The sign that ends texts that we have shortened. */
export const ELLIPSIS = 0x2026;

interface GrowingView {
  /** Folds the code, and leaves out white space. */
  push(code: number, from: number, to: number): void;
  /** A code that is folded already. */
  add(code: number, from: number, to: number): void;
  view(): TextView;
}

/** Takes up to `size` codes. */
export function growingView(size: number): GrowingView {
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
export function fold(code: number): number {
  if (code <= 0x20 || code === COLON) return GONE;
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  if (code >= 0xff01 && code <= 0xff5e) return fold(code - FULL_WIDTH);
  if (code === 0x2d) return 0x2b;
  if (code === 0x5f) return 0x2f;
  return code >= 0x7f && UNSEEN.some(([first, last]) => code >= first && code <= last) ? GONE : code;
}
