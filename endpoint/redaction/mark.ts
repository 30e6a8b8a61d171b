import { createHmac } from "node:crypto";

/** What stands for a secret: shows its length, and whether two were the same. */
export type Mark = (secret: string) => string;

const MARK = String.raw`\[redacted \d{1,7} chars [0-9a-f]{6}\]`;
const WHOLE = new RegExp(`^${MARK}$`);

/** A mark that stands for nothing: behind a text, it says that the text may go on, and is not cut off there. */
export const SEAL = "[redacted 0 chars 000000]";

/** Marks that are comparable between those that have the same salt. */
export function marksWith(salt: string | Uint8Array): Mark {
  return (secret) => {
    const digest = createHmac("sha256", salt).update(secret).digest("hex").slice(0, 6);
    return `[redacted ${secret.length} chars ${digest}]`;
  };
}

/** Finds the next mark in a text; has too few characters of a target's choice to hide a secret. */
export function marksIn(): RegExp {
  return new RegExp(MARK, "g");
}

export function isMark(text: string): boolean {
  return WHOLE.test(text);
}
