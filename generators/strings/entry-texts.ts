/** Keys of a map of free text, such as tags, with their values. */
export type Entries = Readonly<Record<string, string>>;

/** A key that is its value. */
export const ITSELF: Entries = { same: "same" };

export const OF_ONE_VALUE: Entries = { one: "same", two: "same" };

export const BLANKS_AROUND: Entries = { " key ": " value ", "two  words": "two  words" };

/** Keys that differ in case alone. */
export const CASE_TWINS: Entries = { key: "small", Key: "capital", KEY: "capitals" };

/** One letter in two forms, which look the same. */
export const FORM_TWINS: Entries = { "caf\u00e9": "caf\u00e9", "cafe\u0301": "cafe\u0301" };

export const LIKE_OTHER_TYPES: Entries = { a: "null", b: "true", c: "007", d: "1.50", e: "1e5", f: "undefined" };

/** Characters that HTML, JSON, SQL or URLs give a meaning. */
export const MARKUP: Entries = {
  "<a href='x'>": '<b>&amp;"',
  "a%20b+c": "%41%25+%",
  "\\n": "\\u0041\\",
  "'; --": "'' OR 1",
};

/** Letters of other scripts, those beyond the first plane of Unicode among them, and every sign that tags mostly may have. */
export const OF_OTHER_SCRIPTS: Entries = {
  ключ: "Größe ÆØÅ",
  鍵: "値 7",
  ["\u{2070e}".repeat(60)]: "\u{10348}".repeat(100),
  "a.b/c:d=e+f-g@h_i": "A.b/C:d=e+f-G@h_i",
  "Mixed Case": "Mixed Case",
};

export function countedEntries(count: number, entry: (at: number) => readonly [key: string, value: string]): Entries {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => entry(at)));
}
