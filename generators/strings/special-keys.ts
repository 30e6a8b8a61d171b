interface NamedKey {
  readonly name: string;
  readonly text: string;
}

/** Keys of plain characters that a map must keep apart, each named for what is special about it. */
export const PLAIN_KEYS: readonly NamedKey[] = [
  { name: "null-word", text: "null" },
  { name: "integer-like", text: "0" },
  { name: "capital-twin", text: "Key" },
  { name: "lower-twin", text: "key" },
  { name: "upper-twin", text: "KEY" },
  { name: "accented", text: "caf\u00e9" },
  { name: "inner-space", text: "two words" },
  { name: "slashes", text: "kubernetes.io/cluster/x" },
  { name: "right-to-left", text: "אבג" },
];

/** Keys that name something in every object of a language, and so get lost or switch checks off. */
export const SPECIAL_KEYS: readonly NamedKey[] = [
  { name: "proto", text: "__proto__" },
  { name: "constructor", text: "constructor" },
  { name: "prototype", text: "prototype" },
  { name: "to-string", text: "toString" },
  { name: "has-own-property", text: "hasOwnProperty" },
  { name: "length", text: "length" },
];
