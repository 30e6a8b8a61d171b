import { BARRIER, ELLIPSIS, fold, GONE, growingView, type TextView } from "./text-view.ts";

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
