/**
 * Forms in which a whole secret may be written, each before it is folded: what separates their characters is left out
 * of the text and of them, so none says how bytes are set apart.
 */
export interface SecretForm {
  readonly write: (secret: string) => string;
  /** Its beginning is made of the secret's end. */
  readonly fromEnd?: boolean;
}

type ToBytes = (secret: string) => Buffer;

const utf8: ToBytes = (secret) => Buffer.from(secret);
const utf16: ToBytes = (secret) => Buffer.from(secret, "utf16le");

/** Each byte as a number of so many digits at least, 1 for as many as it takes. */
function numerals(base: number, digits: number, prefix = ""): SecretForm {
  const ofByte = Array.from({ length: 256 }, (_, byte) => prefix + byte.toString(base).padStart(digits, "0"));
  return { write: (secret) => Array.from(utf8(secret), (byte) => ofByte[byte]).join("") };
}

/** As it is written within a longer text, so many bytes after one that begins a group. */
function base64(toBytes: ToBytes, before: number): SecretForm {
  return { write: (secret) => within(toBytes(secret), { before, bits: 6, encode: toBase64 }) };
}

function base32(before: number): SecretForm {
  return { write: (secret) => within(utf8(secret), { before, bits: 5, encode: toBase32 }) };
}

interface Grouped {
  readonly before: number;
  /** Of a byte that a character stands for. */
  readonly bits: number;
  readonly encode: (bytes: Buffer) => string;
}

/** The characters that depend only on the secret. */
function within(bytes: Buffer, { before, bits, encode }: Grouped): string {
  const whole = encode(Buffer.concat([Buffer.alloc(before), bytes]));
  return whole.slice(Math.ceil((before * 8) / bits), Math.floor(((before + bytes.length) * 8) / bits));
}

function toBase64(bytes: Buffer): string {
  return bytes.toString("base64");
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648, 6, without padding. */
function toBase32(bytes: Buffer): string {
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += BASE32.charAt((held >> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + BASE32.charAt((held << (5 - bits)) & 31);
}

/** RFC 2045, 6.7. */
function quotedPrintable(secret: string): string {
  return Array.from(utf8(secret), (byte) => {
    return byte === 0x3d || byte > 0x7e ? byte.toString(16) : String.fromCharCode(byte);
  }).join("");
}

export const SECRET_FORMS: readonly SecretForm[] = [
  { write: (secret) => secret },
  { write: (secret) => [...secret].reverse().join(""), fromEnd: true },
  // Percent-encoding, and a body that is no text, have the bytes of what is not ASCII one by one.
  { write: (secret) => utf8(secret).toString("latin1") },
  { write: quotedPrintable },
  numerals(16, 2),
  // UTF-16 in either order, and characters by their four digits.
  numerals(16, 4),
  { write: (secret) => utf16(secret).toString("hex") },
  numerals(10, 1),
  numerals(10, 3),
  numerals(8, 3),
  numerals(8, 4),
  numerals(8, 3, "0o"),
  numerals(2, 8),
  numerals(2, 8, "0b"),
  ...[0, 1, 2].flatMap((before) => [base64(utf8, before), base64(utf16, before)]),
  ...[0, 1, 2, 3, 4].map(base32),
];
