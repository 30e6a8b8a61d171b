import { hash } from "node:crypto";

/** A non-negative 256-bit number that depends on every part; parts are kept apart, so ("ab","c") is not ("a","bc"). */
export function hashNumber(...parts: readonly (string | number)[]): bigint {
  return BigInt(`0x${hashHex(...parts)}`);
}

/** 64 hexadecimal digits that depend on every part. */
export function hashHex(...parts: readonly (string | number)[]): string {
  return hash("sha256", JSON.stringify(parts));
}

/** A signed 32-bit seed for fast-check. */
export function hashSeed(...parts: readonly (string | number)[]): number {
  return Number.parseInt(hashHex(...parts).slice(0, 8), 16) | 0;
}
