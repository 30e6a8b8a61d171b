import { createHmac } from "node:crypto";

/** Words and what stands in their place: of the same length and signs, another for each, and the same at each occurrence. */
export interface PseudonymWords {
  /** The pseudonym of a word, which gets one now if it has none. */
  readonly of: (word: string) => string;
  /** Whether a word has one. */
  readonly has: (word: string) => boolean;
  /** The word that a pseudonym stands for. */
  readonly meantBy: (pseudonym: string) => string | undefined;
  /** An IPv4 address in the place of another. */
  readonly address: (address: string) => string;
}

export interface PseudonymWordOptions {
  /** Decides the pseudonyms. */
  readonly salt: string | Uint8Array;
  /** Words that stand for themselves, and so for nothing else. */
  readonly isPlain: (word: string) => boolean;
}

/** How often another pseudonym of the same length is tried where two words would have the same. */
const TRIES = 50;

export function pseudonymWords({ salt, isPlain }: PseudonymWordOptions): PseudonymWords {
  const made = new Map<string, string>();
  const meant = new Map<string, string>();
  const isTaken = (pseudonym: string): boolean => meant.has(pseudonym) || isPlain(pseudonym);
  return {
    of: (word) => {
      const known = made.get(word);
      if (known !== undefined) return known;
      let [pseudonym, tried] = [drawn(word, salt, 0), 0];
      while (isTaken(pseudonym) && tried < TRIES) pseudonym = drawn(word, salt, (tried += 1));
      if (isTaken(pseudonym)) pseudonym += `-${made.size}`;
      meant.set(pseudonym, word);
      made.set(word, pseudonym);
      return pseudonym;
    },
    has: (word) => made.has(word),
    meantBy: (pseudonym) => meant.get(pseudonym),
    address: (address) => {
      const bytes = createHmac("sha256", salt).update(`address ${address}`).digest();
      return [...bytes.subarray(0, 4)].join(".");
    },
  };
}

/** How AWS's ids begin, which says what they are of. */
const ID = /^((?:sg|vpc|subnet|lt|eni|i|ami|eipalloc|rtb|igw|nat|vol|acl|pl|a)-)([0-9a-f]{8}|[0-9a-f]{17})$/;

/** Letters for letters and digits for digits; hexadecimal ones where there are no others. */
function drawn(whole: string, salt: string | Uint8Array, tried: number): string {
  const [, beginning = "", word = whole] = ID.exec(whole) ?? [];
  const last = /^[0-9a-f-]{8,}$/i.test(word) ? 6 : 26;
  let bytes = Buffer.alloc(0);
  for (let block = 0; bytes.length < word.length; block += 1) {
    const next = createHmac("sha256", salt).update(`${tried} ${block} ${word}`).digest();
    bytes = Buffer.concat([bytes, next]);
  }
  return beginning + [...word].map((sign, at) => standIn(sign, bytes[at] ?? 0, last)).join("");
}

function standIn(sign: string, byte: number, letters: number): string {
  if (sign === "-" || sign === "_") return sign;
  if (/\d/.test(sign)) return String(byte % 10);
  const letter = String.fromCharCode(97 + (byte % letters));
  return /\p{Lu}/u.test(sign) ? letter.toUpperCase() : letter;
}
