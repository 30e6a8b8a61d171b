import { SECRET_FORMS } from "./secret-forms.ts";
import { foldedText } from "./plain-letters.ts";

/** Signatures: many are noted, one for each request, and hardly ever is one said again. */
const DIGEST = /^[0-9a-f]{32,}$/;

export function isDigest(secret: string): boolean {
  return DIGEST.test(secret);
}

/** Forms are bits of a number. */
export const EVERY_FORM = 2 ** SECRET_FORMS.length - 1;

/** So many characters of a text are compared at each place: what most forms make of the least that is looked for. */
const PLACES = 24;
const OTHER = 0x80;
const DIGITS = [..."0123456789abcdef"];
/** A form's character depends on two bytes in a row at most, so these show all that it may be. */
const PAIRS = DIGITS.flatMap((first) => DIGITS.map((second) => first + second));

/** For each place and each character, or any other, the forms in which a digest may have that one there. */
function shapesOf(least: number): Int32Array {
  const shapes = new Int32Array(PLACES * (OTHER + 1));
  const allow = (place: number, code: number, form: number): void => {
    const at = place * (OTHER + 1) + code;
    shapes[at] = (shapes[at] ?? 0) | (1 << form);
  };
  SECRET_FORMS.forEach(({ write }, form) => {
    const shown = (text: string): string => foldedText(write(text), true);
    const lengths = PAIRS.map((pair) => shown(pair.repeat(least / 2)).length);
    const compared = Math.min(...lengths);
    // Where digits are written at different lengths, any character of theirs may stand anywhere.
    const anywhere = new Set(compared === Math.max(...lengths) ? "" : PAIRS.map(shown).join(""));
    for (let place = 0; place < PLACES; place += 1) {
      for (const character of anywhere) allow(place, character.charCodeAt(0), form);
      if (place >= compared) for (let code = 0; code <= OTHER; code += 1) allow(place, code, form);
    }
    for (const pair of PAIRS) {
      const text = shown(pair.repeat(PLACES / 2));
      for (let place = 0; place < PLACES; place += 1) allow(place, text.charCodeAt(place), form);
    }
  });
  return shapes;
}

/**
 * Tells, of those asked for, the forms in which a text without signs may have the first characters of a digest; `least`
 * of them, an even number, are enough where a text is cut off.
 */
export function digestShapes(least: number): (codes: Uint16Array, asked: number) => number {
  let shapes: Int32Array | undefined;
  return (codes, asked) => {
    shapes ??= shapesOf(least);
    let found = 0;
    for (let at = 0; at + least <= codes.length; at += 1) {
      let forms = asked & ~found;
      for (let place = 0; place < PLACES && forms !== 0; place += 1) {
        forms &= shapes[place * (OTHER + 1) + Math.min(codes[at + place] ?? OTHER, OTHER)] ?? 0;
      }
      found |= forms;
    }
    return found;
  };
}
