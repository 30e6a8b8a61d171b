import { decodedViews } from "./decoded-views.ts";
import { foldedText, withoutSigns } from "./plain-letters.ts";
import { digestShapes, EVERY_FORM, isDigest } from "./digest-shapes.ts";
import { ELLIPSIS, type TextView } from "./text-view.ts";
import { hashTable, type HashTable } from "./hash-table.ts";
import { SECRET_FORMS } from "./secret-forms.ts";

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
export const SHORTEST_SECRET = 8;

/** How much of a form's beginning is looked up, so that one cut off at the end of a text is found, too. */
const WINDOW = 8;
const BASE = 0x01000193;
const BASE_TO_WINDOW = Array.from({ length: WINDOW - 1 }).reduce<number>((power) => Math.imul(power, BASE), 1);

/**
 * A longer secret is looked for in overlapping parts of this length: what is compared at each place of a text which
 * repeats itself must not be as long as the text.
 */
const LONGEST_PART = 256;
/** Characters that two parts have in common: more than the window of any form. */
const OVERLAP = 16;
/** So many characters of a part have a form's window in them, unless some are signs. */
const BEGINNING = 10;

/**
 * How many signatures and activations are remembered at least: more than a default run has, since an endpoint may
 * repeat the first one at the end. Where they are long, fewer, so that memory is bounded.
 */
const NOTED = 10_000;
const NOTED_CHARACTERS = 2 ** 21;
/** Forms that were compared and are held, which saves making them again. */
const HELD_FORMS = 20_000;

/** A secret, or a part of a long one. */
interface SecretPart {
  readonly secret: string;
  readonly text: string;
}

/** Secrets by the hash of the beginning of each of their forms (Rabin and Karp), however many there are. */
interface FormIndex {
  readonly secrets: Set<string>;
  readonly parts: SecretPart[];
  /** An entry is a part and a form, see `entryOf`. Of forms without their signs, and of those that are nothing else. */
  readonly bare: HashTable;
  readonly signs: HashTable;
  readonly made: Map<number, FormText>;
  characters: number;
  hasSigns: boolean;
  /** Forms that are not made until a text has something of their shape, as bits. */
  unmade: number;
}

/** How a part is written in a form, folded. */
interface FormText {
  readonly text: string;
  /** So much of it is enough where a text is cut off: what stands for the secret's first characters. */
  readonly least: number;
}

/**
 * Finds secrets as they are and in each of their forms, in upper or lower case, behind JSON's, HTML's and percent escapes,
 * whatever signs and spaces stand between their characters.
 */
export function secretSearch(): SecretSearch {
  const kept = emptyIndex();
  const noted = notedSecrets(0);
  const digests = notedSecrets(EVERY_FORM);
  return {
    keep: (secret) => addTo(kept, secret),
    note: (secret) => (isDigest(secret) ? digests : noted).note(secret),
    find: (text) => {
      const indices = [kept, ...noted.indices(), ...digests.indices()].filter(({ secrets }) => secrets.size > 0);
      if (indices.length === 0 || text.length < WINDOW) return [];
      const found: SecretFound[] = [];
      for (const view of decodedViews(text)) {
        const bare = withoutSigns(view);
        for (const index of indices) {
          if (index.unmade !== 0) makeForms(index, shapesIn(bare.codes, index.unmade));
          findIn(bare, index, index.bare, found);
          if (index.hasSigns) findIn(view, index, index.signs, found);
        }
      }
      return merged(found);
    },
  };
}

const shapesIn = digestShapes(SHORTEST_SECRET);

interface NotedSecrets {
  note(secret: string): void;
  indices(): readonly FormIndex[];
}

/** The last ones, in two indices of which the older one goes when the newer one is full. */
function notedSecrets(unmade: number): NotedSecrets {
  let [older, newer] = [emptyIndex(unmade), emptyIndex(unmade)];
  return {
    note: (secret) => {
      if (newer.secrets.size >= NOTED || newer.characters >= NOTED_CHARACTERS)
        [older, newer] = [newer, emptyIndex(newer.unmade)];
      addTo(newer, secret);
    },
    indices: () => [older, newer],
  };
}

function emptyIndex(unmade = 0): FormIndex {
  return {
    secrets: new Set(),
    parts: [],
    bare: hashTable(),
    signs: hashTable(),
    made: new Map(),
    characters: 0,
    hasSigns: false,
    unmade,
  };
}

function addTo(index: FormIndex, given: string): void {
  if (given.length < SHORTEST_SECRET || index.secrets.has(given)) return;
  // A copy: a slice of an answer's text would keep the whole text in memory.
  const secret = JSON.parse(JSON.stringify(given)) as string;
  index.secrets.add(secret);
  index.characters += secret.length;
  for (const text of partsOf(secret)) {
    index.parts.push({ secret, text });
    SECRET_FORMS.forEach((_form, form) => {
      if ((index.unmade & (1 << form)) === 0) addForm(index, index.parts.length - 1, form);
    });
  }
}

function makeForms(index: FormIndex, forms: number): void {
  index.unmade &= ~forms;
  SECRET_FORMS.forEach((_form, form) => {
    if ((forms & (1 << form)) !== 0) index.parts.forEach((_part, part) => addForm(index, part, form));
  });
}

function addForm(index: FormIndex, part: number, form: number): void {
  const text = index.parts[part]?.text ?? "";
  const { write, fromEnd = false, differsBy } = SECRET_FORMS[form] ?? { write: String };
  if (differsBy?.test(text) === false) return;
  const beginning = fromEnd ? text.slice(-BEGINNING) : text.slice(0, BEGINNING);
  const hash = hashOfBeginning(folded(write(beginning).slice(0, BEGINNING))) ?? hashOfBeginning(folded(write(text)));
  if (hash !== undefined) return index.bare.add(hash, entryOf(part, form));
  const withSigns = hashOfBeginning(foldedText(write(text)));
  if (withSigns === undefined) return;
  index.signs.add(withSigns, entryOf(part, form));
  index.hasSigns = true;
}

function entryOf(part: number, form: number): number {
  return part * SECRET_FORMS.length + form;
}

function formText(index: FormIndex, entry: number, fold: (text: string) => string): FormText {
  const known = index.made.get(entry);
  if (known !== undefined) return known;
  const { write, fromEnd = false } = SECRET_FORMS[entry % SECRET_FORMS.length] ?? { write: String };
  const part = index.parts[Math.floor(entry / SECRET_FORMS.length)]?.text ?? "";
  const first = fromEnd ? part.slice(-SHORTEST_SECRET) : part.slice(0, SHORTEST_SECRET);
  const made = { text: fold(write(part)), least: Math.max(WINDOW, fold(write(first)).length) };
  if (index.made.size >= HELD_FORMS) index.made.clear();
  index.made.set(entry, made);
  return made;
}

/** Each overlaps the next one, so that what is found of a whole secret is one piece. A part that recurs comes once. */
function partsOf(text: string): string[] {
  if (text.length <= LONGEST_PART) return [text];
  const last = text.length - LONGEST_PART;
  const step = LONGEST_PART - OVERLAP;
  const starts = Array.from({ length: Math.ceil(last / step) + 1 }, (_, index) => Math.min(index * step, last));
  return [...new Set(starts.map((start) => text.slice(start, start + LONGEST_PART)))];
}

/** As views without signs show it. */
function folded(text: string): string {
  return foldedText(text, true);
}

function hashOfBeginning(text: string): number | undefined {
  return text.length < WINDOW ? undefined : hashOf((at) => text.charCodeAt(at));
}

function hashOf(codeAt: (at: number) => number): number {
  let hash = 0;
  for (let at = 0; at < WINDOW; at += 1) hash = (Math.imul(hash, BASE) + codeAt(at)) | 0;
  return hash;
}

function findIn({ codes, from, to }: TextView, index: FormIndex, table: HashTable, found: SecretFound[]): void {
  if (codes.length < WINDOW) return;
  const fold = table === index.bare ? folded : foldedText;
  let hash = hashOf((at) => codes[at] ?? 0);
  for (let at = 0; at + WINDOW <= codes.length; at += 1) {
    for (let link = table.first(hash); link >= 0; link = table.next(link)) {
      const entry = table.entryAt(link);
      const { text, least } = formText(index, entry, fold);
      const shared = sharedLength(codes, at, text);
      const isCut = at + shared === codes.length || codes[at + shared] === ELLIPSIS;
      if (shared < text.length && !(isCut && shared >= least)) continue;
      const { secret = "" } = index.parts[Math.floor(entry / SECRET_FORMS.length)] ?? {};
      found.push({ secret, from: from[at] ?? 0, to: to[at + shared - 1] ?? 0 });
    }
    const [first = 0, next = 0] = [codes[at], codes[at + WINDOW]];
    hash = (Math.imul(hash - Math.imul(first, BASE_TO_WINDOW), BASE) + next) | 0;
  }
}

function sharedLength(codes: Uint16Array, at: number, text: string): number {
  const most = Math.min(text.length, codes.length - at);
  let length = 0;
  while (length < most && codes[at + length] === text.charCodeAt(length)) length += 1;
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
