import { hash } from "node:crypto";

/** HMAC-SHA256 (RFC 2104) of texts in Latin-1 under one key, in hex. */
export type KeyedHash = (text: string) => string;

const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC with the key's two blocks made beforehand: half the time of `createHmac`, which makes them for every text, and
 * a tenth of a signed request's.
 */
export function keyedHash(key: Uint8Array): KeyedHash {
  const block = key.length > BLOCK ? hash("sha256", key, "buffer") : key;
  const inner = padded(block, 0x36);
  const outer = Buffer.concat([padded(block, 0x5c), Buffer.alloc(DIGEST)]);
  return (text) => {
    const message = Buffer.allocUnsafe(BLOCK + text.length);
    message.set(inner);
    message.write(text, BLOCK, "latin1");
    outer.write(hash("sha256", message, "hex"), BLOCK, "hex");
    return hash("sha256", outer, "hex");
  };
}

function padded(key: Uint8Array, byte: number): Buffer {
  const block = Buffer.alloc(BLOCK, byte);
  key.forEach((value, index) => (block[index] = value ^ byte));
  return block;
}
