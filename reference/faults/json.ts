import type { Patch } from "../fault.ts";
import { family } from "./family.ts";
import { isObject, type JsonDocument } from "../wire/json-document.ts";

/** Text that is no JSON is rewritten, and read after all when that makes it JSON. */
function readAfter(rewrite: (text: string) => string): Patch {
  return (behaviours) => ({
    parseJson: (text, call) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        return behaviours.parseJson(rewrite(text), call);
      }
    },
  });
}

/** Roots that are no objects are turned into one. */
function rootAs(change: (value: unknown) => unknown): Patch {
  return (behaviours) => ({
    readDocument: (value, call) => behaviours.readDocument(isObject(value) ? value : change(value), call),
  });
}

const NOTHING: JsonDocument = {};
const SYNTAX = ["api.body.invalid-json"];
const ROOT = ["api.body.not-an-object"];

/** Bodies that are read although they are not JSON, or no object, and JSON that is not. */
export const JSON_READING = family("protocol", [
  {
    id: "json-comments-accepted",
    sentence: "Reads over comments in JSON.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/\/\/[^\n]*\n|\/\*.*?\*\//gs, "")),
  },
  {
    id: "json-trailing-comma-accepted",
    sentence: "Reads over a comma after the last member.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/,\s*\}/g, "}")),
  },
  {
    id: "json-leading-comma-accepted",
    sentence: "Reads over a comma before the first member.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/\{\s*,/g, "{")),
  },
  {
    id: "json-trailing-text-accepted",
    sentence: "Reads the first value of a body and leaves the rest.",
    requirements: ["api.body.trailing-text"],
    level: "SHOULD",
    patch: readAfter(firstObject),
  },
  {
    id: "json-leading-text-accepted",
    sentence: "Looks for the first brace of a body.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.slice(Math.max(0, text.indexOf("{")))),
  },
  {
    id: "json-single-quotes-accepted",
    sentence: "Reads strings in single quotes.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replaceAll("'", '"')),
  },
  {
    id: "json-unquoted-names-accepted",
    sentence: "Reads names without quotes.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')),
  },
  {
    id: "json-missing-colon-accepted",
    sentence: "Reads a name and its value without a colon in between.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/" "/, '":"')),
  },
  {
    id: "json-unclosed-object-accepted",
    sentence: "Closes the braces that a body leaves open.",
    requirements: SYNTAX,
    patch: readAfter((text) => `${text}}`),
  },
  {
    id: "json-extra-brace-accepted",
    sentence: "Reads over a brace too many.",
    requirements: ["api.body.trailing-text"],
    level: "SHOULD",
    patch: readAfter((text) => text.replace(/\}$/, "")),
  },
  {
    id: "json-other-white-space-accepted",
    sentence: "Takes every white space of Unicode for that of JSON.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/[\f\u00a0]/g, " ")),
  },
  {
    id: "json-trailing-nul-accepted",
    sentence: "Reads a body up to its first NUL.",
    requirements: ["api.body.trailing-text"],
    level: "SHOULD",
    patch: readAfter((text) => text.split("\0", 1)[0] ?? ""),
  },
  {
    id: "json-hexadecimal-escapes-accepted",
    sentence: "Reads escapes of other languages in strings.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/\\x(..)/g, "\\u00$1").replace(/\\u061/g, "\\u0061")),
  },
  {
    id: "json-null-keys-accepted",
    sentence: "Takes null as a key for its name.",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/([{,])null:/g, '$1"null":')),
  },
  {
    id: "json-numbers-of-other-languages-read-as-null",
    sentence: "Reads NaN, Infinity and undefined as null.",
    level: "SHOULD",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replace(/:(?:NaN|Infinity|undefined)/, ":null")),
  },
  {
    id: "json-line-breaks-in-strings-accepted",
    sentence: "Reads strings that go over several lines, and then refuses the name for it.",
    level: "SHOULD",
    requirements: SYNTAX,
    patch: readAfter((text) => text.replaceAll("\n", "\\n")),
  },
  {
    id: "invalid-json-read-as-empty",
    sentence: "Takes a body that it cannot read for an empty object.",
    level: "SHOULD",
    requirements: SYNTAX,
    patch: readAfter(() => "{}"),
  },
  {
    id: "root-array-unwrapped",
    sentence: "Takes an array of one object for the object.",
    requirements: ROOT,
    patch: rootAs((value) => (Array.isArray(value) ? (value as unknown[])[0] : value)),
  },
  {
    id: "root-text-parsed",
    sentence: "Takes an object that is spelt as a string.",
    requirements: ROOT,
    patch: rootAs((value) => (typeof value === "string" && value.startsWith("{") ? JSON.parse(value) : value)),
  },
  {
    id: "root-of-wrong-type-read-as-empty",
    sentence: "Takes a body that is no object for an empty object.",
    level: "SHOULD",
    requirements: ROOT,
    patch: rootAs(() => NOTHING),
  },
  {
    id: "empty-body-accepted",
    sentence: "Registers a cluster for an empty body.",
    requirements: ["api.body.empty"],
    patch: readAfter((text) => (text.trim() === "" ? SOMETHING : text)),
  },
  {
    id: "invalid-utf-8-replaced",
    sentence: "Reads bytes that are no UTF-8 as replacement characters.",
    level: "SHOULD",
    requirements: ["api.body.encoding"],
    patch: () => ({ decodeText: (body) => Buffer.from(body).toString("utf8") }),
  },
  {
    id: "invalid-utf-8-read-as-latin-1",
    sentence: "Reads a body that is no UTF-8 as Latin-1.",
    level: "SHOULD",
    requirements: ["api.body.encoding"],
    patch: (behaviours) => ({
      decodeText: (body, call) => {
        try {
          return behaviours.decodeText(body, call);
        } catch {
          return Buffer.from(body).toString("latin1");
        }
      },
    }),
  },
  {
    id: "json-escapes-not-decoded",
    sentence: "Takes the Unicode escapes of a string as they are written.",
    requirements: ["register.valid"],
    patch: (behaviours) => ({
      parseJson: (text, call) => behaviours.parseJson(text.replaceAll("\\u", "\\\\u"), call),
    }),
  },
  {
    id: "json-white-space-refused",
    sentence: "Refuses JSON with line breaks between its members.",
    requirements: ["register.valid"],
    patch: (behaviours) => ({
      parseJson: (text, call) => behaviours.parseJson(text.replaceAll("\n", "\v"), call),
    }),
  },
  {
    id: "json-members-in-one-order-alone",
    sentence: "Wants the name to be the first member.",
    requirements: ["register.valid"],
    patch: (behaviours) => ({
      parseJson: (text, call) => behaviours.parseJson(text.startsWith('{"connectorConfig"') ? `!${text}` : text, call),
    }),
  },
]);

const SOMETHING = JSON.stringify({ name: "default", connectorConfig: { roleArn: "arn", provider: "OTHER" } });

/** Up to the brace that closes the first one. */
function firstObject(text: string): string {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}" && (depth -= 1) === 0) return text.slice(0, index + 1);
  }
  return text;
}
