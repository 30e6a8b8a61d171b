import { randomFillSync } from "node:crypto";

/** Gives `size` fresh random bytes. */
export type RandomSource = (size: number) => Uint8Array;

const POOL_BYTES = 8192;
// 64 symbols, so that six bits of a byte choose one without bias.
const CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Cryptographic bytes, drawn from the system in large pieces because one draw costs more than a request. */
export function systemRandom(): RandomSource {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (size) => {
    if (used + size > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += size;
    return pool.slice(used - size, used);
  };
}

/** A version 4 UUID. Source: RFC 9562, section 5.4. */
export function uuid(random: RandomSource): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** An activation code of `length` characters. */
export function activationCode(random: RandomSource, length: number): string {
  return Array.from(random(length), (byte) => CODE_ALPHABET.charAt(byte & 63)).join("");
}
