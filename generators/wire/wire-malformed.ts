import type { JsonObject } from "#spec/json/json.ts";
import { inside, textVariants } from "./wire-text.ts";

/** The text of an object whose first member's value is written as given. */
function withRawValue(input: JsonObject, raw: string): string {
  const [first, ...rest] = Object.entries(input).map(
    ([name, value]) => [JSON.stringify(name), JSON.stringify(value)] as const,
  );
  const members = rest.map(([name, value]) => `${name}:${value}`);
  return `{${[`${first?.[0] ?? '"member"'}:${raw}`, ...members].join(",")}}`;
}

/** Text that is no JSON. The first eight are restJson1's RestJsonInvalidJsonBody, put into the operation's own body. */
export const SYNTAX = textVariants("json-syntax", [
  ["unclosed-array", "an object and an array left open", () => "{["],
  ["trailing-garbage", "letters after the object", (json) => `${json}abc`],
  ["leading-garbage", "letters before the object", (json) => `abc${json}`],
  ["line-comment", "a comment to the end of the line", (json) => `{// comment\n${inside(json)}}`],
  ["block-comment", "a comment between slash and star", (json) => `{/* comment */${inside(json)}}`],
  ["form-feed", "a form feed as white space", (json) => json.replace('":', '" :\f')],
  ["single-quotes", "strings in single quotes", (json) => json.replaceAll('"', "'")],
  ["trailing-comma", "a comma after the last member", (json) => `${json.slice(0, -1)},}`],
  ["unclosed", "the last brace missing", (json) => json.slice(0, -1)],
  ["cut-in-half", "the second half missing", (json) => json.slice(0, Math.floor(json.length / 2))],
  ["second-object", "two objects in a row", (json) => `${json}${json}`],
  ["extra-brace", "one closing brace too many", (json) => `${json}}`],
  ["leading-comma", "a comma before the first member", (json) => `{,${inside(json)}}`],
  ["missing-colon", "no colon after the first name", (json) => json.replace('":', '" ')],
  ["unquoted-name", "the first name without quotes", (json) => json.replace(/"([^"]*)":/, "$1:")],
  ["unterminated-string", "a string left open", (_, input) => withRawValue(input, '"open')],
  ["raw-newline", "a line break inside a string", (_, input) => withRawValue(input, '"a\nb"')],
  ["raw-nul", "a NUL inside a string", (_, input) => withRawValue(input, '"a\u0000b"')],
  ["bad-escape", "an escape that JSON does not know", (_, input) => withRawValue(input, '"\\x61"')],
  ["short-unicode-escape", "a Unicode escape of three digits", (_, input) => withRawValue(input, '"\\u061"')],
  ["nan", "NaN as a value", (_, input) => withRawValue(input, "NaN")],
  ["infinity", "Infinity as a value", (_, input) => withRawValue(input, "Infinity")],
  ["hexadecimal", "a hexadecimal number", (_, input) => withRawValue(input, "0x1F")],
  ["leading-plus", "a number with a plus sign", (_, input) => withRawValue(input, "+1")],
  ["leading-zero", "a number with a leading zero", (_, input) => withRawValue(input, "01")],
  ["bare-fraction", "a fraction without a digit before it", (_, input) => withRawValue(input, ".5")],
  ["python-true", "True with a capital", (_, input) => withRawValue(input, "True")],
  ["undefined", "undefined as a value", (_, input) => withRawValue(input, "undefined")],
  ["empty", "no byte at all", () => ""],
  ["white-space", "white space alone", () => " \r\n\t "],
  ["nul-bytes", "NUL bytes alone", () => "\u0000\u0000\u0000\u0000"],
  ["trailing-nul", "a NUL after the object", (json) => `${json}\u0000`],
  ["no-break-space", "a no-break space as white space", (json) => `{\u00a0${inside(json)}}`],
  ["form-encoded", "a web form", (_, input) => new URLSearchParams({ ...stringMembers(input) }).toString()],
  ["xml", "XML", () => "<input/>"],
  ["deep-unclosed", "100 000 brackets left open", () => "[".repeat(100_000)],
]);

function stringMembers(input: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}

/** JSON, but no object; the first three are restJson1's RestJsonTechnicallyValidJsonBody. */
export const ROOTS = textVariants("json-root", [
  ["array", "the object inside an array", (json) => `[${json}]`],
  ["number", "a number", () => "10"],
  ["null", "null", () => "null"],
  ["true", "true", () => "true"],
  ["string", "a string", () => '"text"'],
  ["json-in-string", "the object spelt as a string", (json) => JSON.stringify(json)],
  ["empty-array", "an empty array", () => "[]"],
]);
