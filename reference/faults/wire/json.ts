import type { Patch } from "#reference/fault.ts";
import { before, failing } from "#reference/patches.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { breaking, breakingBy, family, warned, warnedBy } from "#reference/faults/defect.ts";

const readAs = (rewrite: (text: string) => string): Patch => before("parseJson", rewrite);

/** Text that is no JSON is rewritten, and read after all when that makes it JSON. */
const readAfter = (rewrite: (text: string) => string): Patch => readAs((text) => (isJson(text) ? text : rewrite(text)));
const mended = breakingBy(readAfter);
const mendedWithWarning = warnedBy(readAfter);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Roots that are no objects are turned into one. */
const rootAs = (change: (value: unknown) => unknown): Patch =>
  before("readDocument", (value) => (isObject(value) ? value : change(value)));

const SOMETHING = JSON.stringify({ name: "default", connectorConfig: { roleArn: "arn", provider: "OTHER" } });

/** Bodies that are read although they are not JSON, or no object, and JSON that is not. */
export const JSON_READING = family(
  "protocol",
  mended("api.body.invalid-json", {
    "json-comments-accepted": [
      "Reads over comments in JSON.",
      (text) => text.replace(/\/\/[^\n]*\n|\/\*.*?\*\//gs, ""),
    ],
    "json-trailing-comma-accepted": [
      "Reads over a comma after the last member.",
      (text) => text.replace(/,\s*\}/g, "}"),
    ],
    "json-leading-comma-accepted": [
      "Reads over a comma before the first member.",
      (text) => text.replace(/\{\s*,/g, "{"),
    ],
    "json-leading-text-accepted": [
      "Looks for the first brace of a body.",
      (text) => text.slice(Math.max(0, text.indexOf("{"))),
    ],
    "json-single-quotes-accepted": ["Reads strings in single quotes.", (text) => text.replaceAll("'", '"')],
    "json-unquoted-names-accepted": [
      "Reads names without quotes.",
      (text) => text.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":'),
    ],
    "json-missing-colon-accepted": [
      "Reads a name and its value without a colon in between.",
      (text) => text.replace(/" "/, '":"'),
    ],
    "json-unclosed-object-accepted": ["Closes the braces that a body leaves open.", (text) => `${text}}`],
    "json-other-white-space-accepted": [
      "Takes every white space of Unicode for that of JSON.",
      (text) => text.replace(/[\f\u00a0]/g, " "),
    ],
    "json-hexadecimal-escapes-accepted": [
      "Reads escapes of other languages in strings.",
      (text) => text.replace(/\\x(..)/g, "\\u00$1").replace(/\\u061/g, "\\u0061"),
    ],
    "json-null-keys-accepted": [
      "Takes null as a key for its name.",
      (text) => text.replace(/([{,])null:/g, '$1"null":'),
    ],
  }),
  mendedWithWarning("api.body.trailing-text", {
    "json-trailing-text-accepted": ["Reads the first value of a body and leaves the rest.", firstObject],
    "json-extra-brace-accepted": ["Reads over a brace too many.", (text) => text.replace(/\}$/, "")],
    "json-trailing-nul-accepted": ["Reads a body up to its first NUL.", (text) => text.split("\0", 1)[0] ?? ""],
  }),
  mendedWithWarning("api.body.invalid-json", {
    "json-numbers-of-other-languages-read-as-null": [
      "Reads NaN, Infinity and undefined as null.",
      (text) => text.replace(/:(?:NaN|Infinity|undefined)/, ":null"),
    ],
    "json-line-breaks-in-strings-accepted": [
      "Reads strings that go over several lines, and then refuses the name for it.",
      (text) => text.replaceAll("\n", "\\n"),
    ],
    "invalid-json-read-as-empty": ["Takes a body that it cannot read for an empty object.", () => "{}"],
  }),
  breaking("api.body.not-an-object", {
    "root-array-unwrapped": [
      "Takes an array of one object for the object.",
      rootAs((value) => (Array.isArray(value) ? (value as unknown[])[0] : value)),
    ],
    "root-text-parsed": [
      "Takes an object that is spelt as a string.",
      rootAs((value) => (typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value)),
    ],
  }),
  warned("api.body.not-an-object", {
    "root-of-wrong-type-read-as-empty": ["Takes a body that is no object for an empty object.", rootAs(() => ({}))],
  }),
  mended("api.body.empty", {
    "empty-body-accepted": [
      "Registers a cluster for an empty body.",
      (text) => (text.trim() === "" ? SOMETHING : text),
    ],
  }),
  warned("api.body.encoding", {
    "invalid-utf-8-replaced": [
      "Reads bytes that are no UTF-8 as replacement characters.",
      () => ({ decodeText: (body) => Buffer.from(body).toString("utf8") }),
    ],
    "invalid-utf-8-read-as-latin-1": [
      "Reads a body that is no UTF-8 as Latin-1.",
      failing("decodeText", (body) => Buffer.from(body).toString("latin1")),
    ],
  }),
  breaking("register.valid", {
    "json-escapes-not-decoded": [
      "Takes the Unicode escapes of a string as they are written.",
      readAs((text) => text.replaceAll("\\u", "\\\\u")),
    ],
    "json-white-space-refused": [
      "Refuses JSON with line breaks between its members.",
      readAs((text) => text.replaceAll("\n", "\v")),
    ],
    "json-members-in-one-order-alone": [
      "Wants the name to be the first member.",
      readAs((text) => (text.startsWith('{"connectorConfig"') ? `!${text}` : text)),
    ],
  }),
);

/** Up to the brace that closes the first one. */
function firstObject(text: string): string {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}" && (depth -= 1) === 0) return text.slice(0, index + 1);
  }
  return text;
}
