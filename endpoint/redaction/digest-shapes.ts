import { SECRET_FORMS } from "./secret-forms.ts";
import { foldedText } from "./plain-letters.ts";

/** Signatures: many are noted, one for each request, and hardly ever is one said again. */
const DIGEST = /^[0-9a-f]{32,}$/;

export function isDigest(secret: string): boolean {
  return DIGEST.test(secret);
}

/** Forms are bits of a number. */
export const EVERY_FORM = 2 ** SECRET_FORMS.length - 1;

const ASCII = 0x80;

/**
 * For each place in a window and each character, the forms in which a digest may have that character there. A form's
 * character depends on two bytes in a row at most, so all pairs of digits show all that there is.
 */
function shapesOf(window: number): Int32Array {
  const shapes = new Int32Array(window * ASCII);
  const digits = [..."0123456789abcdef"];
  for (const pair of digits.flatMap((first) => digits.map((second) => first + second))) {
    SECRET_FORMS.forEach(({ write }, form) => {
      const shown = foldedText(write(pair.repeat(window)), true);
      for (let place = 0; place < window; place += 1) {
        const at = place * ASCII + shown.charCodeAt(place);
        shapes[at] = (shapes[at] ?? 0) | (1 << form);
      }
    });
  }
  return shapes;
}

/** Tells, of those asked for, the forms in which a text without signs may have the first characters of a digest. */
export function digestShapes(window: number): (codes: Uint16Array, asked: number) => number {
  let shapes: Int32Array | undefined;
  return (codes, asked) => {
    shapes ??= shapesOf(window);
    let found = 0;
    for (let at = 0; at + window <= codes.length; at += 1) {
      let forms = asked & ~found;
      for (let place = 0; place < window && forms !== 0; place += 1) {
        const code = codes[at + place] ?? ASCII;
        forms &= code < ASCII ? (shapes[place * ASCII + code] ?? 0) : 0;
      }
      found |= forms;
    }
    return found;
  };
}
