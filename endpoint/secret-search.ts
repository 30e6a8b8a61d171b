import { decodedViews, foldedText, type TextView } from "./decoded-views.ts";

/** A secret found in a text, in whatever form. */
export interface SecretFound {
  readonly secret: string;
  readonly from: number;
  readonly to: number;
}

export interface SecretSearch {
  /** From now on this is always looked for. */
  keep(secret: string): void;
  /** From now on this is looked for, until thousands of others have been noted after it. */
  note(secret: string): void;
  /** Where secrets are, in order; overlapping ones are merged. Takes time linear in the text, whatever it contains. */
  find(text: string): SecretFound[];
}

/** Shorter values, such as an emulator's `test`, are not secrets, and removing them would garble the evidence. */
const SHORTEST_SECRET = 8;

/** How much of a secret's beginning is looked up, so that one cut off at the end of a text is found, too. */
const WINDOW = 8;
const BASE = 0x01000193;
const BASE_TO_WINDOW = Array.from({ length: WINDOW - 1 }).reduce<number>((power) => Math.imul(power, BASE), 1);
/** The sign that ends texts that we have shortened. */
const ELLIPSIS = 0x2026;

/**
 * How long a needle is at most. A longer secret is looked for in overlapping parts of this length: a needle that is
 * compared at each place of a text which repeats itself must not be as long as the text.
 */
const LONGEST_NEEDLE = 256;

/** A form in which a secret may occur, or a part of one. */
interface Needle {
  readonly secret: string;
  /** Folded, as views are. */
  readonly text: string;
}

/** Secrets by the hash of the beginning of each of their forms (Rabin and Karp), however many there are. */
interface PrefixTable {
  readonly secrets: Set<string>;
  readonly needles: Map<number, Needle[]>;
}

/**
 * How many signatures and activations are remembered at least: more than a default run has, since an endpoint may
 * repeat the first one at the end.
 */
const NOTED = 10_000;

/**
 * Finds secrets as they are, in upper or lower case, split by white space, behind JSON's, HTML's and percent escapes,
 * in hexadecimal, and in base64 of either alphabet at any of its three alignments.
 */
export function secretSearch(): SecretSearch {
  const kept = emptyTable();
  let [older, newer] = [emptyTable(), emptyTable()];
  return {
    keep: (secret) => addTo(kept, secret),
    note: (secret) => {
      if (newer.secrets.size >= NOTED) [older, newer] = [newer, emptyTable()];
      addTo(newer, secret);
    },
    find: (text) => {
      const tables = [kept, older, newer].filter(({ secrets }) => secrets.size > 0);
      if (tables.length === 0 || text.length < WINDOW) return [];
      return merged([...decodedViews(text)].flatMap((view) => foundIn(view, tables)));
    },
  };
}

function emptyTable(): PrefixTable {
  return { secrets: new Set(), needles: new Map() };
}

function addTo({ secrets, needles }: PrefixTable, given: string): void {
  if (given.length < SHORTEST_SECRET || secrets.has(given)) return;
  // A copy: a slice of an answer's text would keep the whole text in memory.
  const secret = JSON.parse(JSON.stringify(given)) as string;
  secrets.add(secret);
  for (const text of formsOf(secret).flatMap(partsOf)) {
    if (text.length < WINDOW) continue;
    const hash = hashOf((at) => text.charCodeAt(at));
    needles.set(hash, [...(needles.get(hash) ?? []), { secret, text }]);
  }
}

/** Each overlaps the next one, so that what is found of a whole secret is one piece. A part that recurs comes once. */
function partsOf(text: string): string[] {
  if (text.length <= LONGEST_NEEDLE) return [text];
  const last = text.length - LONGEST_NEEDLE;
  const step = LONGEST_NEEDLE - WINDOW;
  const starts = Array.from({ length: Math.ceil(last / step) + 1 }, (_, index) => Math.min(index * step, last));
  return [...new Set(starts.map((start) => text.slice(start, start + LONGEST_NEEDLE)))];
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Percent-encoding, and a body that is no text, have the bytes of what is not ASCII one by one.
  const forms = [
    secret,
    bytes.toString("latin1"),
    bytes.toString("hex"),
    ...[0, 1, 2].map((before) => base64Within(bytes, before)),
  ];
  return [...new Set(forms.map(foldedText))];
}

/** The characters of base64 that depend only on the secret, if so many bytes come before it. */
function base64Within(bytes: Uint8Array, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}

function hashOf(codeAt: (at: number) => number): number {
  let hash = 0;
  for (let at = 0; at < WINDOW; at += 1) hash = (Math.imul(hash, BASE) + codeAt(at)) | 0;
  return hash;
}

function foundIn({ codes, from, to }: TextView, tables: readonly PrefixTable[]): SecretFound[] {
  const found: SecretFound[] = [];
  let hash = hashOf((at) => codes[at] ?? 0);
  for (let at = 0; at + WINDOW <= codes.length; at += 1) {
    for (const { needles } of tables) {
      for (const { secret, text: needle } of needles.get(hash) ?? []) {
        const end = at + sharedLength(codes, at, needle);
        const isCut = end === codes.length || codes[end] === ELLIPSIS;
        if (end - at < needle.length && !(isCut && end - at >= WINDOW)) continue;
        found.push({ secret, from: from[at] ?? 0, to: to[end - 1] ?? 0 });
      }
    }
    const [first = 0, next = 0] = [codes[at], codes[at + WINDOW]];
    hash = (Math.imul(hash - Math.imul(first, BASE_TO_WINDOW), BASE) + next) | 0;
  }
  return found;
}

function sharedLength(codes: Uint16Array, at: number, needle: string): number {
  const most = Math.min(needle.length, codes.length - at);
  let length = 0;
  while (length < most && codes[at + length] === needle.charCodeAt(length)) length += 1;
  return length;
}

function merged(found: SecretFound[]): SecretFound[] {
  const inOrder = found.sort((a, b) => a.from - b.from || b.to - a.to);
  const apart: SecretFound[] = [];
  for (const each of inOrder) {
    const last = apart.at(-1);
    if (last === undefined || each.from >= last.to) apart.push(each);
    else apart[apart.length - 1] = { ...last, to: Math.max(last.to, each.to) };
  }
  return apart;
}
