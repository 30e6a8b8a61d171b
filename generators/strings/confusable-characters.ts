/** A character that a lax check may let through, and the class it stands for. */
export interface NamedCharacter {
  readonly name: string;
  readonly character: string;
}

const named = (name: string, character: string): NamedCharacter => ({ name, character });

const CONTROLS = [
  named("nul", "\u0000"),
  named("start-of-heading", "\u0001"),
  named("backspace", "\b"),
  named("tab", "\t"),
  named("newline", "\n"),
  named("vertical-tab", "\v"),
  named("form-feed", "\f"),
  named("carriage-return", "\r"),
  named("escape", "\u001b"),
  named("delete", "\u007f"),
  named("next-line", "\u0085"),
];

const BLANKS = [
  named("space", " "),
  named("no-break-space", "\u00a0"),
  named("ideographic-space", "\u3000"),
  named("line-separator", "\u2028"),
];

const INVISIBLE = [
  named("zero-width-space", "\u200b"),
  named("zero-width-joiner", "\u200d"),
  named("soft-hyphen", "\u00ad"),
  named("right-to-left-override", "\u202e"),
  named("byte-order-mark", "\ufeff"),
  named("hangul-filler", "\u3164"),
  named("variation-selector", "\ufe0f"),
  named("combining-acute", "\u0301"),
];

/** Each ASCII character that is neither letter nor digit. */
const PUNCTUATION: readonly NamedCharacter[] = [
  ["exclamation-mark", "!"],
  ["double-quote", '"'],
  ["number-sign", "#"],
  ["dollar", "$"],
  ["percent", "%"],
  ["ampersand", "&"],
  ["apostrophe", "'"],
  ["left-parenthesis", "("],
  ["right-parenthesis", ")"],
  ["asterisk", "*"],
  ["plus", "+"],
  ["comma", ","],
  ["hyphen", "-"],
  ["full-stop", "."],
  ["slash", "/"],
  ["colon", ":"],
  ["semicolon", ";"],
  ["less-than", "<"],
  ["equals", "="],
  ["greater-than", ">"],
  ["question-mark", "?"],
  ["at", "@"],
  ["left-bracket", "["],
  ["backslash", "\\"],
  ["right-bracket", "]"],
  ["caret", "^"],
  ["underscore", "_"],
  ["backtick", "`"],
  ["left-brace", "{"],
  ["vertical-bar", "|"],
  ["right-brace", "}"],
  ["tilde", "~"],
].map(([name = "", character = ""]) => named(name, character));

const LETTERS = [
  named("e-acute", "é"),
  named("sharp-s", "ß"),
  named("long-s", "ſ"),
  named("kelvin-sign", "\u212a"),
  named("dotless-i", "ı"),
  named("dotted-capital-i", "İ"),
  named("cyrillic-a", "\u0430"),
  named("cyrillic-o", "\u043e"),
  named("cyrillic-capital-a", "\u0410"),
  named("greek-omicron", "\u03bf"),
  named("full-width-a", "ａ"),
  named("full-width-capital-a", "Ａ"),
  named("mathematical-a", "𝒂"),
  named("circled-a", "ⓐ"),
  named("han", "漢"),
  named("arabic-letter", "\u0639"),
];

const DIGITS = [
  named("full-width-digit", "１"),
  named("arabic-indic-digit", "\u0663"),
  named("devanagari-digit", "\u0967"),
  named("superscript-two", "²"),
  named("roman-numeral", "Ⅷ"),
  named("mathematical-digit", "𝟙"),
];

const LOOK_ALIKES = [
  named("unicode-hyphen", "\u2010"),
  named("en-dash", "–"),
  named("minus-sign", "\u2212"),
  named("full-width-underscore", "＿"),
  named("full-width-hyphen", "－"),
];

const SYMBOLS = [named("emoji", "😀"), named("replacement-character", "\ufffd"), named("private-use", "\ue000")];

/** One or more characters of every class that implementations take for letters, digits, blanks or nothing at all. */
export const CONFUSABLES: readonly NamedCharacter[] = [
  ...CONTROLS,
  ...BLANKS,
  ...INVISIBLE,
  ...PUNCTUATION,
  ...LETTERS,
  ...DIGITS,
  ...LOOK_ALIKES,
  ...SYMBOLS,
];
