import { hashHex } from "./hash.ts";

/** A text as part of a case's id: itself, or a hash where it is long, or has what ids have not, such as spaces. */
export function idWord(text: string): string {
  return /^[!-~]{1,200}$/.test(text) ? text : hashHex(text).slice(0, 16);
}
