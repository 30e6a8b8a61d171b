import type { Fault, Patch } from "../fault.ts";
import { accept, matches } from "../input/check.ts";
import { names } from "../input/registration-checks.ts";
import { family, refuse } from "./family.ts";

/** Names are matched by another pattern. */
function pattern(regExp: RegExp): Patch {
  return () => ({ namePattern: matches("name", names, regExp) });
}

/** Names are changed before they are matched; what is kept is the name as sent. */
function matchedAs(change: (name: string) => string): Patch {
  return (behaviours) => ({
    namePattern: (input, call) =>
      behaviours.namePattern(input.name === undefined ? input : { ...input, name: change(input.name) }, call),
  });
}

const CHARACTERS: readonly (readonly [label: string, character: string, first: boolean])[] = [
  ["digit-0", "0", true],
  ["digit-9", "9", true],
  ["capital-a", "A", true],
  ["capital-z", "Z", true],
  ["small-a", "a", true],
  ["small-z", "z", true],
  ["hyphen", "-", false],
  ["underscore", "_", false],
];

/** One fault for each edge of the allowed ranges, at the first place and at the later ones. */
const EDGES: readonly Omit<Fault, "area">[] = CHARACTERS.flatMap(([label, character, first]) => [
  ...(first
    ? [
        {
          id: `name-first-${label}-refused`,
          sentence: `Refuses names that start with ${character}.`,
          requirements: ["register.name.pattern.accepts"],
          patch: refuse(({ name }) => name?.startsWith(character) === true),
        },
      ]
    : []),
  {
    id: `name-later-${label}-refused`,
    sentence: `Refuses names that hold ${character} after the first character.`,
    // Every name of a run holds a hyphen, so that what is refused there is the plain registration.
    requirements: [label === "hyphen" ? "register.valid" : "register.name.pattern.accepts"],
    patch: refuse(({ name }) => name?.slice(1).includes(character) === true),
  },
]);

/** The characters of a name: allowed ones refused, others let through, and patterns written or applied wrongly. */
export const NAME_CHARACTERS = family("input-constraints", [
  ...EDGES,
  {
    id: "name-first-digit-refused",
    sentence: "Wants a letter at the start of a name.",
    requirements: ["register.name.pattern.accepts"],
    patch: refuse(({ name }) => /^[0-9]/.test(name ?? "")),
  },
  {
    id: "name-capitals-refused",
    sentence: "Refuses capital letters in names.",
    requirements: ["register.name.pattern.accepts"],
    patch: refuse(({ name }) => /[A-Z]/.test(name ?? "")),
  },
  {
    id: "name-last-hyphen-refused",
    sentence: "Refuses names that end in a hyphen, as DNS does.",
    requirements: ["register.name.pattern.accepts"],
    patch: refuse(({ name }) => name?.endsWith("-") === true),
  },
  {
    id: "name-last-underscore-refused",
    sentence: "Refuses names that end in an underscore.",
    requirements: ["register.name.pattern.accepts"],
    patch: refuse(({ name }) => name?.endsWith("_") === true),
  },
  {
    id: "name-first-hyphen-accepted",
    sentence: "Accepts names that start with a hyphen.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[-0-9A-Za-z][A-Za-z0-9\-_]*$/),
  },
  {
    id: "name-first-underscore-accepted",
    sentence: "Accepts names that start with an underscore.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[_0-9A-Za-z][A-Za-z0-9\-_]*$/),
  },
  {
    id: "name-full-stop-accepted",
    sentence: "Accepts full stops in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_.]*$/),
  },
  {
    id: "name-space-accepted",
    sentence: "Accepts spaces in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_ ]*$/),
  },
  {
    id: "name-slash-accepted",
    sentence: "Accepts slashes in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_/]*$/),
  },
  {
    id: "name-colon-accepted",
    sentence: "Accepts the colon, the character after 9.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-:A-Za-z][A-Za-z0-:\-_]*$/),
  },
  {
    id: "name-at-sign-accepted",
    sentence: "Accepts the at sign, the character before A.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9@-Za-z][@-Za-z0-9\-_]*$/),
  },
  {
    id: "name-range-from-capital-a-to-small-z",
    sentence: "Writes the letters as A-z, and so accepts the six characters in between.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-z][A-z0-9\-_]*$/),
  },
  {
    id: "name-range-from-plus-to-underscore",
    sentence: "Forgets to escape the hyphen, and so accepts a range of characters.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z+-_]*$/),
  },
  {
    id: "name-brace-accepted",
    sentence: "Accepts the opening brace, the character after z.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-{][A-Za-{0-9\-_]*$/),
  },
  {
    id: "name-aws-tag-characters-accepted",
    sentence: "Accepts in names what other services accept in tags.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_+=.:@]*$/),
  },
  {
    id: "name-unicode-letters-accepted",
    sentence: "Accepts the letters of every script in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[\p{L}0-9][\p{L}0-9\-_]*$/u),
  },
  {
    id: "name-unicode-digits-accepted",
    sentence: "Accepts the digits of every script in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[\p{Nd}A-Za-z][A-Za-z\p{Nd}\-_]*$/u),
  },
  {
    id: "name-unicode-case-folded",
    sentence: "Ignores case by the rules of Unicode, and so accepts the Kelvin sign and the long s.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9a-z][a-z0-9\-_]*$/iu),
  },
  {
    id: "name-accents-accepted",
    sentence: "Accepts combining accents in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_\p{M}]*$/u),
  },
  {
    id: "name-emoji-accepted",
    sentence: "Accepts characters beyond the first plane of Unicode in names.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z\u{10000}-\u{10ffff}][A-Za-z0-9\-_\u{10000}-\u{10ffff}]*$/u),
  },
  {
    id: "name-invisible-characters-accepted",
    sentence: "Accepts characters that cannot be seen in names.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.replace(/\p{Cf}/gu, "")),
  },
  {
    id: "name-control-characters-accepted",
    sentence: "Accepts control characters in names.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.replace(/\p{Cc}/gu, "")),
  },
  {
    id: "name-cut-at-nul",
    sentence: "Looks at a name up to its first NUL.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.replace(/(?<=.)\0.*$/s, "")),
  },
  {
    id: "name-trailing-newline-accepted",
    sentence: "Accepts a newline after the name, as a dollar sign does in some languages.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*\n?$/),
  },
  {
    id: "name-pattern-multiline",
    sentence: "Is content when one line of the name matches.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*$/m),
  },
  {
    id: "name-matched-trimmed",
    sentence: "Matches the name without the white space around it.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.trim()),
  },
  {
    id: "name-matched-normalised",
    sentence: "Matches the compatibility form of the name, and so accepts full-width letters.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.normalize("NFKC")),
  },
  {
    id: "name-matched-without-accents",
    sentence: "Matches the name without its accents.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.normalize("NFD").replace(/\p{M}/gu, "")),
  },
  {
    id: "name-matched-percent-decoded",
    sentence: "Drops percent signs from the name before it is matched.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.replaceAll("%", "")),
  },
  {
    id: "name-pattern-searched",
    sentence: "Looks for the name pattern anywhere at the start of a name instead of matching the whole name.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[0-9A-Za-z][A-Za-z0-9\-_]*/),
  },
  {
    id: "name-pattern-searched-anywhere",
    sentence: "Is content when the name pattern matches anywhere in a name.",
    requirements: ["register.name.pattern"],
    patch: pattern(/[0-9A-Za-z][A-Za-z0-9\-_]*/),
  },
  {
    id: "name-pattern-not-anchored-at-start",
    sentence: "Matches the end of the name alone.",
    requirements: ["register.name.pattern"],
    patch: pattern(/[0-9A-Za-z][A-Za-z0-9\-_]*$/),
  },
  {
    id: "name-first-character-as-the-rest",
    sentence: "Holds the first character of a name to the rule of the others.",
    requirements: ["register.name.pattern"],
    patch: pattern(/^[A-Za-z0-9\-_]*$/),
  },
  {
    id: "name-ends-alone-checked",
    sentence: "Checks the first and the last character of a name, and none between.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.slice(0, 1) + name.slice(-1)),
  },
  {
    id: "name-last-character-not-checked",
    sentence: "Checks every character of a name but the last.",
    requirements: ["register.name.pattern"],
    patch: matchedAs((name) => name.replace(/(?<=.).$/su, "")),
  },
  {
    id: "name-pattern-not-enforced",
    sentence: "Accepts any characters in names.",
    requirements: ["register.name.pattern"],
    patch: () => ({ namePattern: accept }),
  },
]);
