import { createHmac, timingSafeEqual } from "node:crypto";

/** The end of a line that bears a proof, after the entry without its closing brace. */
const PROVEN = /^(\{.*),"proof":"([\w-]{43})"\}$/s;

/** An entry's line, with the proof that whoever holds the key wrote it. */
export function withProof(json: string, key: string): string {
  const entry = json.slice(0, -1);
  return `${entry},"proof":"${proofOf(entry, key)}"}`;
}

/** Whoever holds the key wrote this very line. */
export function isProven(line: string, key: string): boolean {
  const [, entry = "", proof = ""] = PROVEN.exec(line) ?? [];
  return proof !== "" && timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(entry, key)));
}

function proofOf(entry: string, key: string): string {
  return createHmac("sha256", key).update(entry).digest("base64url");
}
