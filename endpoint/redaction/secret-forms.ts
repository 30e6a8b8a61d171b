/**
 * Forms in which a whole secret may be written, each before it is folded: what separates their characters is left out
 * of the text and of them, so none says how bytes are set apart.
 */
export interface SecretForm {
  readonly write: (secret: string) => string;
  /** Its beginning is made of the secret's end. */
  readonly fromEnd?: boolean;
  /** Without a match, it is the secret as it is. */
  readonly differsBy?: RegExp;
}

/** Each byte as a number of so many digits at least, 1 for as many as it takes. */
function numerals(base: number, digits: number, prefix = ""): SecretForm {
  const ofByte = Array.from({ length: 256 }, (_, byte) => prefix + byte.toString(base).padStart(digits, "0"));
  return {
    write: (secret) => {
      let text = "";
      for (const byte of Buffer.from(secret)) text += ofByte[byte] ?? "";
      return text;
    },
  };
}

type CharacterCode = "utf8" | "utf16le";

/** As it is written within a longer text, so many plain characters after one that begins a group. */
function base64(code: CharacterCode, before: number): SecretForm {
  return grouped({ code, before, bits: 6, encode: toBase64 });
}

function base32(before: number): SecretForm {
  return grouped({ code: "utf8", before, bits: 5, encode: toBase32 });
}

interface Grouping {
  readonly code: CharacterCode;
  readonly before: number;
  /** Of a byte that a character stands for. */
  readonly bits: number;
  readonly encode: (bytes: Buffer) => string;
}

/** The characters that depend only on the secret. */
function grouped({ code, before, bits, encode }: Grouping): SecretForm {
  const padding = "\0".repeat(before);
  const first = Math.ceil((Buffer.byteLength(padding, code) * 8) / bits);
  return {
    write: (secret) => {
      const bytes = Buffer.from(padding + secret, code);
      return encode(bytes).slice(first, Math.floor((bytes.length * 8) / bits));
    },
  };
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
  return Array.from(Buffer.from(secret), (byte) => {
    return byte === 0x3d || byte > 0x7e ? byte.toString(16) : String.fromCharCode(byte);
  }).join("");
}

export const SECRET_FORMS: readonly SecretForm[] = [
  { write: (secret) => secret },
  { write: (secret) => [...secret].reverse().join(""), fromEnd: true },
  // Percent-encoding, and a body that is no text, have the bytes of what is not ASCII one by one.
  { write: (secret) => Buffer.from(secret).toString("latin1"), differsBy: /[^\0-\x7f]/ },
  { write: quotedPrintable, differsBy: /[^ -<>-~]/ },
  numerals(16, 2),
  // UTF-16 in either order, and characters by their four digits.
  numerals(16, 4),
  { write: (secret) => Buffer.from(secret, "utf16le").toString("hex") },
  numerals(10, 1),
  numerals(10, 3),
  numerals(8, 3),
  numerals(8, 4),
  numerals(8, 3, "0o"),
  numerals(2, 8),
  numerals(2, 8, "0b"),
  ...[0, 1, 2].flatMap((before) => [base64("utf8", before), base64("utf16le", before)]),
  ...[0, 1, 2, 3, 4].map(base32),
];
