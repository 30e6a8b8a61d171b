import type { Variant } from "../fault.ts";
import { Refusal } from "../refusal.ts";
import { all, around } from "../patches.ts";
import { refusedAs, TEXT } from "./answers.ts";

const BYTE_ORDER_MARK = "\uFEFF";
const HALF_KIBIBYTES = 512 * 1024;

function unreadable(sentence: string): Refusal {
  return new Refusal("SerializationException", sentence);
}

/** How a body's bytes become a document, where the sources are silent or readers are known to be lenient. */
export const BODY_VARIANTS: readonly Variant[] = [
  {
    id: "text-after-the-object-ignored",
    sentence: "Reads the first JSON value of a body and leaves what follows it.",
    source: "Jackson, FAIL_ON_TRAILING_TOKENS off; Go encoding/json, Decoder",
    patch: (behaviours) => ({
      parseJson: (text, call) => {
        try {
          return behaviours.parseJson(text, call);
        } catch (error) {
          const first = firstValue(text);
          if (first === undefined) throw error;
          return first;
        }
      },
    }),
  },
  {
    id: "invalid-utf-8-replaced",
    sentence: "Reads bytes that are no UTF-8 as replacement characters.",
    source: "Java, new String(bytes, UTF_8); Go encoding/json",
    patch: () => ({ decodeText: (body) => new TextDecoder().decode(body) }),
  },
  {
    id: "utf-16-read",
    sentence: "Tells UTF-16 by its NUL bytes or its mark, and reads it.",
    source: "Jackson, ByteSourceJsonBootstrapper; Python json, detect_encoding",
    patch: (behaviours) => ({
      decodeText: (body, call) => {
        const [first, second] = body;
        if (first === 0 || (first === 0xfe && second === 0xff)) return new TextDecoder("utf-16be").decode(body);
        if (second === 0 || (first === 0xff && second === 0xfe)) return new TextDecoder("utf-16le").decode(body);
        return behaviours.decodeText(body, call);
      },
    }),
  },
  {
    id: "byte-order-mark-refused",
    sentence: "Refuses a body that begins with a byte order mark.",
    source: "RFC 8259, section 8.1; serde_json, Go encoding/json",
    patch: (behaviours) => ({
      decodeText: (body, call) => {
        if (new TextDecoder("utf-8", { ignoreBOM: true }).decode(body.subarray(0, 3)) === BYTE_ORDER_MARK) {
          throw unreadable("The body begins with a byte order mark.");
        }
        return behaviours.decodeText(body, call);
      },
    }),
  },
  {
    id: "half-surrogates-refused",
    sentence: "Refuses a text that holds half a surrogate pair.",
    source: "serde_json; RFC 8259, section 8.2",
    patch: (behaviours) => ({
      readString: (value, at, call) => {
        const text = behaviours.readString(value, at, call);
        if (text?.isWellFormed() === false) throw unreadable("Half a surrogate pair.");
        return text;
      },
    }),
  },
  {
    id: "half-surrogates-replaced",
    sentence: "Reads half a surrogate pair as a replacement character.",
    source: "Go encoding/json, unquote",
    patch: (behaviours) => ({
      readString: (value, at, call) => behaviours.readString(value, at, call)?.toWellFormed(),
    }),
  },
  {
    id: "repeated-members-refused",
    sentence: "Refuses an object that names a member twice.",
    source: "serde, duplicate field; RFC 8259, section 4",
    patch: (behaviours) => ({
      parseJson: (text, call) => {
        const value = behaviours.parseJson(text, call);
        const [, first = ""] = /^\s*\{\s*("(?:[^"\\]|\\.)*")\s*:/.exec(text) ?? [];
        if (first !== "" && text.split(`${first}:`).length > 2) throw unreadable("A member stands twice.");
        return value;
      },
    }),
  },
  {
    id: "unknown-members-refused",
    sentence: "Refuses a registration with a member that it does not know.",
    source: "protocol.md, P30; pydantic, extra=forbid; Jackson, FAIL_ON_UNKNOWN_PROPERTIES",
    patch: (behaviours) => ({
      readRegistration: (document, call) => {
        const known = ["name", "connectorConfig", "clientRequestToken", "tags"];
        if (!Object.keys(document).every((member) => known.includes(member)))
          throw unreadable("A member is not known.");
        return behaviours.readRegistration(document, call);
      },
    }),
  },
  {
    id: "deep-nesting-refused",
    sentence: "Refuses a body nested deeper than 128.",
    source: "serde_json, recursion limit; Jackson, StreamReadConstraints",
    patch: (behaviours) => ({
      parseJson: (text, call) => {
        const value = behaviours.parseJson(text, call);
        if (isDeeper(value, 128)) throw unreadable("The body is nested too deep.");
        return value;
      },
    }),
  },
  {
    id: "empty-body-read-as-no-members",
    sentence: "Reads a body without a byte as an object without members.",
    source: "Smithy servers in Rust and TypeScript",
    patch: (behaviours) => ({
      parseJson: (text, call) => behaviours.parseJson(text.trim() === "" ? "{}" : text, call),
    }),
  },
  {
    id: "large-bodies-refused-in-plain-text",
    sentence: "Refuses a body of more than half a mebibyte with 413 in plain text.",
    source: "axum, DefaultBodyLimit; Express, body-parser limit",
    patch: all(
      around("checkSize", (own, call) =>
        call.request.body.length > HALF_KIBIBYTES
          ? new Refusal("RequestEntityTooLargeException", "Too large.")
          : own(call),
      ),
      refusedAs("RequestEntityTooLargeException", { status: 413, headers: [TEXT], body: "length limit exceeded" }),
    ),
  },
];

/** The value of the shortest text from the start that is JSON and ends with a brace. */
function firstValue(text: string): unknown {
  for (let end = text.indexOf("}"); end >= 0; end = text.indexOf("}", end + 1)) {
    try {
      return JSON.parse(text.slice(0, end + 1)) as unknown;
    } catch {
      // Not the brace that closes the object.
    }
  }
  return undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
