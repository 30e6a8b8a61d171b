import { refuse } from "#reference/patches.ts";
import { breaking, breakingBy, family, type Defect } from "#reference/faults/defect.ts";
import { heldAs, reshaped, unheld } from "./input-rules.ts";

/** Names are refused where this matches. */
const refused = breakingBy((regExp: RegExp) => refuse(({ name = "" }) => regExp.test(name)));

/** Names are matched by another pattern. */
const matchedBy = breakingBy((pattern: RegExp) => reshaped(["/name"], "pattern", { pattern }));

/** Names are changed before they are matched; what is kept is the name as sent. */
const matchedAs = breakingBy((change: (name: string) => string) => heldAs(["/name"], "pattern", change));

const CHARACTERS: readonly (readonly [label: string, character: string])[] = [
  ["digit-0", "0"],
  ["digit-9", "9"],
  ["capital-a", "A"],
  ["capital-z", "Z"],
  ["small-a", "a"],
  ["small-z", "z"],
  ["hyphen", "-"],
  ["underscore", "_"],
];

/** One fault for each edge of the allowed ranges, at the first place and at the later ones. */
const EDGES = CHARACTERS.flatMap(([label, character]) => {
  const first: Defect<RegExp> = [`Refuses names that start with ${character}.`, RegExp(`^${character}`)];
  const later: Defect<RegExp> = [
    `Refuses names that hold ${character} after the first character.`,
    RegExp(`.${character}`, "s"),
  ];
  const canBeFirst = /[0-9A-Za-z]/.test(character);
  return [
    ...refused("register.name.pattern.accepts", canBeFirst ? { [`name-first-${label}-refused`]: first } : {}),
    // Every name of a run holds a hyphen, so that what is refused there is the plain registration.
    ...refused(label === "hyphen" ? "register.valid" : "register.name.pattern.accepts", {
      [`name-later-${label}-refused`]: later,
    }),
  ];
});

/** The characters of a name: allowed ones refused, others let through, and patterns written or applied wrongly. */
export const NAME_CHARACTERS = family(
  "input-constraints",
  EDGES,
  refused("register.name.pattern.accepts", {
    "name-first-digit-refused": ["Wants a letter at the start of a name.", /^[0-9]/],
    "name-capitals-refused": ["Refuses capital letters in names.", /[A-Z]/],
    "name-last-hyphen-refused": ["Refuses names that end in a hyphen, as DNS does.", /-$/],
    "name-last-underscore-refused": ["Refuses names that end in an underscore.", /_$/],
  }),
  matchedBy("register.name.pattern", {
    "name-first-hyphen-accepted": ["Accepts names that start with a hyphen.", /^[-0-9A-Za-z][A-Za-z0-9\-_]*$/],
    "name-first-underscore-accepted": ["Accepts names that start with an underscore.", /^[_0-9A-Za-z][A-Za-z0-9\-_]*$/],
    "name-full-stop-accepted": ["Accepts full stops in names.", /^[0-9A-Za-z][A-Za-z0-9\-_.]*$/],
    "name-space-accepted": ["Accepts spaces in names.", /^[0-9A-Za-z][A-Za-z0-9\-_ ]*$/],
    "name-slash-accepted": ["Accepts slashes in names.", /^[0-9A-Za-z][A-Za-z0-9\-_/]*$/],
    "name-colon-accepted": ["Accepts the colon, the character after 9.", /^[0-:A-Za-z][A-Za-z0-:\-_]*$/],
    "name-at-sign-accepted": ["Accepts the at sign, the character before A.", /^[0-9@-Za-z][@-Za-z0-9\-_]*$/],
    "name-range-from-capital-a-to-small-z": [
      "Writes the letters as A-z, and so accepts the six characters in between.",
      /^[0-9A-z][A-z0-9\-_]*$/,
    ],
    "name-range-from-plus-to-underscore": [
      "Forgets to escape the hyphen, and so accepts a range of characters.",
      /^[0-9A-Za-z][A-Za-z+-_]*$/,
    ],
    "name-brace-accepted": ["Accepts the opening brace, the character after z.", /^[0-9A-Za-{][A-Za-{0-9\-_]*$/],
    "name-aws-tag-characters-accepted": [
      "Accepts in names what other services accept in tags.",
      /^[0-9A-Za-z][A-Za-z0-9\-_+=.:@]*$/,
    ],
    "name-unicode-letters-accepted": ["Accepts the letters of every script in names.", /^[\p{L}0-9][\p{L}0-9\-_]*$/u],
    "name-unicode-digits-accepted": [
      "Accepts the digits of every script in names.",
      /^[\p{Nd}A-Za-z][A-Za-z\p{Nd}\-_]*$/u,
    ],
    "name-unicode-case-folded": [
      "Ignores case by the rules of Unicode, and so accepts the Kelvin sign and the long s.",
      /^[0-9a-z][a-z0-9\-_]*$/iu,
    ],
    "name-accents-accepted": ["Accepts combining accents in names.", /^[0-9A-Za-z][A-Za-z0-9\-_\p{M}]*$/u],
    "name-emoji-accepted": [
      "Accepts characters beyond the first plane of Unicode in names.",
      /^[0-9A-Za-z\u{10000}-\u{10ffff}][A-Za-z0-9\-_\u{10000}-\u{10ffff}]*$/u,
    ],
    "name-trailing-newline-accepted": [
      "Accepts a newline after the name, as a dollar sign does in some languages.",
      /^[0-9A-Za-z][A-Za-z0-9\-_]*\n?$/,
    ],
    "name-pattern-multiline": ["Is content when one line of the name matches.", /^[0-9A-Za-z][A-Za-z0-9\-_]*$/m],
    "name-pattern-searched": [
      "Looks for the name pattern anywhere at the start of a name instead of matching the whole name.",
      /^[0-9A-Za-z][A-Za-z0-9\-_]*/,
    ],
    "name-pattern-searched-anywhere": [
      "Is content when the name pattern matches anywhere in a name.",
      /[0-9A-Za-z][A-Za-z0-9\-_]*/,
    ],
    "name-pattern-not-anchored-at-start": ["Matches the end of the name alone.", /[0-9A-Za-z][A-Za-z0-9\-_]*$/],
    "name-first-character-as-the-rest": [
      "Holds the first character of a name to the rule of the others.",
      /^[A-Za-z0-9\-_]*$/,
    ],
  }),
  matchedAs("register.name.pattern", {
    "name-invisible-characters-accepted": [
      "Accepts characters that cannot be seen in names.",
      (name) => name.replace(/\p{Cf}/gu, ""),
    ],
    "name-control-characters-accepted": [
      "Accepts control characters in names.",
      (name) => name.replace(/\p{Cc}/gu, ""),
    ],
    "name-cut-at-nul": ["Looks at a name up to its first NUL.", (name) => name.replace(/(?<=.)\0.*$/s, "")],
    "name-matched-trimmed": ["Matches the name without the white space around it.", (name) => name.trim()],
    "name-matched-normalised": [
      "Matches the compatibility form of the name, and so accepts full-width letters.",
      (name) => name.normalize("NFKC"),
    ],
    "name-matched-without-accents": [
      "Matches the name without its accents.",
      (name) => name.normalize("NFD").replace(/\p{M}/gu, ""),
    ],
    "name-matched-percent-decoded": [
      "Drops percent signs from the name before it is matched.",
      (name) => name.replaceAll("%", ""),
    ],
    "name-ends-alone-checked": [
      "Checks the first and the last character of a name, and none between.",
      (name) => name.slice(0, 1) + name.slice(-1),
    ],
    "name-last-character-not-checked": [
      "Checks every character of a name but the last.",
      (name) => name.replace(/(?<=.).$/su, ""),
    ],
  }),
  breaking("register.name.pattern", {
    "name-pattern-not-enforced": ["Accepts any characters in names.", unheld(["/name"], "pattern")],
  }),
);
