import type { Patch } from "../../fault.ts";
import { accept, matches } from "../../input/check.ts";
import { names } from "../../input/registration-checks.ts";
import { before } from "../../patches.ts";
import { breaking, family, refuse, type Defect } from "../defect.ts";

/** Names are matched by another pattern. */
function pattern(regExp: RegExp): Patch {
  return () => ({ namePattern: matches("name", names, regExp) });
}

/** Names are changed before they are matched; what is kept is the name as sent. */
function matchedAs(change: (name: string) => string): Patch {
  return before("namePattern", (input, call) => [
    input.name === undefined ? input : { ...input, name: change(input.name) },
    call,
  ]);
}

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
  const first: Defect = [
    `Refuses names that start with ${character}.`,
    refuse(({ name }) => name?.startsWith(character) === true),
  ];
  const later: Defect = [
    `Refuses names that hold ${character} after the first character.`,
    refuse(({ name }) => name?.slice(1).includes(character) === true),
  ];
  const canBeFirst = /[0-9A-Za-z]/.test(character);
  return [
    ...breaking("register.name.pattern.accepts", canBeFirst ? { [`name-first-${label}-refused`]: first } : {}),
    // Every name of a run holds a hyphen, so that what is refused there is the plain registration.
    ...breaking(label === "hyphen" ? "register.valid" : "register.name.pattern.accepts", {
      [`name-later-${label}-refused`]: later,
    }),
  ];
});

/** The characters of a name: allowed ones refused, others let through, and patterns written or applied wrongly. */
export const NAME_CHARACTERS = family(
  "input-constraints",
  EDGES,
  breaking("register.name.pattern.accepts", {
    "name-first-digit-refused": [
      "Wants a letter at the start of a name.",
      refuse(({ name }) => /^[0-9]/.test(name ?? "")),
    ],
    "name-capitals-refused": ["Refuses capital letters in names.", refuse(({ name }) => /[A-Z]/.test(name ?? ""))],
    "name-last-hyphen-refused": [
      "Refuses names that end in a hyphen, as DNS does.",
      refuse(({ name }) => name?.endsWith("-") === true),
    ],
    "name-last-underscore-refused": [
      "Refuses names that end in an underscore.",
      refuse(({ name }) => name?.endsWith("_") === true),
    ],
  }),
  breaking("register.name.pattern", {
    "name-first-hyphen-accepted": ["Accepts names that start with a hyphen.", pattern(/^[-0-9A-Za-z][A-Za-z0-9\-_]*$/)],
    "name-first-underscore-accepted": [
      "Accepts names that start with an underscore.",
      pattern(/^[_0-9A-Za-z][A-Za-z0-9\-_]*$/),
    ],
    "name-full-stop-accepted": ["Accepts full stops in names.", pattern(/^[0-9A-Za-z][A-Za-z0-9\-_.]*$/)],
    "name-space-accepted": ["Accepts spaces in names.", pattern(/^[0-9A-Za-z][A-Za-z0-9\-_ ]*$/)],
    "name-slash-accepted": ["Accepts slashes in names.", pattern(/^[0-9A-Za-z][A-Za-z0-9\-_/]*$/)],
    "name-colon-accepted": ["Accepts the colon, the character after 9.", pattern(/^[0-:A-Za-z][A-Za-z0-:\-_]*$/)],
    "name-at-sign-accepted": ["Accepts the at sign, the character before A.", pattern(/^[0-9@-Za-z][@-Za-z0-9\-_]*$/)],
    "name-range-from-capital-a-to-small-z": [
      "Writes the letters as A-z, and so accepts the six characters in between.",
      pattern(/^[0-9A-z][A-z0-9\-_]*$/),
    ],
    "name-range-from-plus-to-underscore": [
      "Forgets to escape the hyphen, and so accepts a range of characters.",
      pattern(/^[0-9A-Za-z][A-Za-z+-_]*$/),
    ],
    "name-brace-accepted": [
      "Accepts the opening brace, the character after z.",
      pattern(/^[0-9A-Za-{][A-Za-{0-9\-_]*$/),
    ],
    "name-aws-tag-characters-accepted": [
      "Accepts in names what other services accept in tags.",
      pattern(/^[0-9A-Za-z][A-Za-z0-9\-_+=.:@]*$/),
    ],
    "name-unicode-letters-accepted": [
      "Accepts the letters of every script in names.",
      pattern(/^[\p{L}0-9][\p{L}0-9\-_]*$/u),
    ],
    "name-unicode-digits-accepted": [
      "Accepts the digits of every script in names.",
      pattern(/^[\p{Nd}A-Za-z][A-Za-z\p{Nd}\-_]*$/u),
    ],
    "name-unicode-case-folded": [
      "Ignores case by the rules of Unicode, and so accepts the Kelvin sign and the long s.",
      pattern(/^[0-9a-z][a-z0-9\-_]*$/iu),
    ],
    "name-accents-accepted": ["Accepts combining accents in names.", pattern(/^[0-9A-Za-z][A-Za-z0-9\-_\p{M}]*$/u)],
    "name-emoji-accepted": [
      "Accepts characters beyond the first plane of Unicode in names.",
      pattern(/^[0-9A-Za-z\u{10000}-\u{10ffff}][A-Za-z0-9\-_\u{10000}-\u{10ffff}]*$/u),
    ],
    "name-invisible-characters-accepted": [
      "Accepts characters that cannot be seen in names.",
      matchedAs((name) => name.replace(/\p{Cf}/gu, "")),
    ],
    "name-control-characters-accepted": [
      "Accepts control characters in names.",
      matchedAs((name) => name.replace(/\p{Cc}/gu, "")),
    ],
    "name-cut-at-nul": ["Looks at a name up to its first NUL.", matchedAs((name) => name.replace(/(?<=.)\0.*$/s, ""))],
    "name-trailing-newline-accepted": [
      "Accepts a newline after the name, as a dollar sign does in some languages.",
      pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*\n?$/),
    ],
    "name-pattern-multiline": [
      "Is content when one line of the name matches.",
      pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*$/m),
    ],
    "name-matched-trimmed": ["Matches the name without the white space around it.", matchedAs((name) => name.trim())],
    "name-matched-normalised": [
      "Matches the compatibility form of the name, and so accepts full-width letters.",
      matchedAs((name) => name.normalize("NFKC")),
    ],
    "name-matched-without-accents": [
      "Matches the name without its accents.",
      matchedAs((name) => name.normalize("NFD").replace(/\p{M}/gu, "")),
    ],
    "name-matched-percent-decoded": [
      "Drops percent signs from the name before it is matched.",
      matchedAs((name) => name.replaceAll("%", "")),
    ],
    "name-pattern-searched": [
      "Looks for the name pattern anywhere at the start of a name instead of matching the whole name.",
      pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*/),
    ],
    "name-pattern-searched-anywhere": [
      "Is content when the name pattern matches anywhere in a name.",
      pattern(/[0-9A-Za-z][A-Za-z0-9\-_]*/),
    ],
    "name-pattern-not-anchored-at-start": [
      "Matches the end of the name alone.",
      pattern(/[0-9A-Za-z][A-Za-z0-9\-_]*$/),
    ],
    "name-first-character-as-the-rest": [
      "Holds the first character of a name to the rule of the others.",
      pattern(/^[A-Za-z0-9\-_]*$/),
    ],
    "name-ends-alone-checked": [
      "Checks the first and the last character of a name, and none between.",
      matchedAs((name) => name.slice(0, 1) + name.slice(-1)),
    ],
    "name-last-character-not-checked": [
      "Checks every character of a name but the last.",
      matchedAs((name) => name.replace(/(?<=.).$/su, "")),
    ],
    "name-pattern-not-enforced": ["Accepts any characters in names.", () => ({ namePattern: accept })],
  }),
);
