import { Refusal } from "#reference/refusal.ts";
import { all, around, before } from "#reference/patches.ts";
import { refusedAs, TEXT } from "./answers.ts";
import { variants } from "./rows.ts";

const BYTE_ORDER_MARK = "\uFEFF";
const HALF_KIBIBYTES = 512 * 1024;

function unreadable(sentence: string): Refusal {
  return new Refusal("SerializationException", sentence);
}

/** How a body's bytes become a document, where the sources are silent or readers are known to be lenient. */
export const BODY_VARIANTS = variants({
  "text-after-the-object-ignored": [
    "Reads the first JSON value of a body and leaves what follows it.",
    "Jackson, FAIL_ON_TRAILING_TOKENS off; Go encoding/json, Decoder",
    around("parseJson", (own, text, call) => {
      try {
        return own(text, call);
      } catch (error) {
        const first = firstValue(text);
        if (first === undefined) throw error;
        return first;
      }
    }),
  ],
  "invalid-utf-8-replaced": [
    "Reads bytes that are no UTF-8 as replacement characters.",
    "Java, new String(bytes, UTF_8); Go encoding/json",
    () => ({ decodeText: (body) => new TextDecoder().decode(body) }),
  ],
  "utf-16-read": [
    "Tells UTF-16 by its NUL bytes or its mark, and reads it.",
    "Jackson, ByteSourceJsonBootstrapper; Python json, detect_encoding",
    around("decodeText", (own, body, call) => {
      const [first, second] = body;
      if (first === 0 || (first === 0xfe && second === 0xff)) return new TextDecoder("utf-16be").decode(body);
      if (second === 0 || (first === 0xff && second === 0xfe)) return new TextDecoder("utf-16le").decode(body);
      return own(body, call);
    }),
  ],
  "byte-order-mark-refused": [
    "Refuses a body that begins with a byte order mark.",
    "RFC 8259, section 8.1; serde_json, Go encoding/json",
    around("decodeText", (own, body, call) => {
      if (new TextDecoder("utf-8", { ignoreBOM: true }).decode(body.subarray(0, 3)) === BYTE_ORDER_MARK) {
        throw unreadable("The body begins with a byte order mark.");
      }
      return own(body, call);
    }),
  ],
  "half-surrogates-refused": [
    "Refuses a text that holds half a surrogate pair.",
    "serde_json; RFC 8259, section 8.2",
    before("takeValue", (value) => {
      if (typeof value === "string" && !value.isWellFormed()) throw unreadable("Half a surrogate pair.");
      return value;
    }),
  ],
  "half-surrogates-replaced": [
    "Reads half a surrogate pair as a replacement character.",
    "Go encoding/json, unquote",
    before("takeValue", (value) => (typeof value === "string" ? value.toWellFormed() : value)),
  ],
  "repeated-members-refused": [
    "Refuses an object that names a member twice.",
    "serde, duplicate field; RFC 8259, section 4",
    around("parseJson", (own, text, call) => {
      const value = own(text, call);
      if (namesTwice(text)) throw unreadable("A member stands twice.");
      return value;
    }),
  ],
  "unknown-members-refused": [
    "Refuses a registration with a member that it does not know.",
    "protocol.md, P30; pydantic, extra=forbid; Jackson, FAIL_ON_UNKNOWN_PROPERTIES",
    around("readRegistration", (own, document, call) => {
      const known = ["name", "connectorConfig", "clientRequestToken", "tags"];
      if (!Object.keys(document).every((member) => known.includes(member))) throw unreadable("A member is not known.");
      return own(document, call);
    }),
  ],
  "deep-nesting-refused": [
    "Refuses a body nested deeper than 128.",
    "serde_json, recursion limit; Jackson, StreamReadConstraints",
    around("parseJson", (own, text, call) => {
      const value = own(text, call);
      if (isDeeper(value, 128)) throw unreadable("The body is nested too deep.");
      return value;
    }),
  ],
  "empty-body-read-as-no-members": [
    "Reads a body without a byte as an object without members.",
    "Smithy servers in Rust and TypeScript",
    around("parseJson", (own, text, call) => own(text.trim() === "" ? "{}" : text, call)),
  ],
  "large-bodies-refused-in-plain-text": [
    "Refuses a body of more than half a mebibyte with 413 in plain text.",
    "axum, DefaultBodyLimit; Express, body-parser limit",
    all(
      around("checkSize", (own, call) =>
        call.request.body.length > HALF_KIBIBYTES
          ? new Refusal("RequestEntityTooLargeException", "Too large.")
          : own(call),
      ),
      refusedAs("RequestEntityTooLargeException", { status: 413, headers: [TEXT], body: "length limit exceeded" }),
    ),
  ],
});

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

/** Whether an object of a JSON text, at any depth, has two members of one name. */
function namesTwice(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    if (!token.endsWith(":")) continue;
    const names = open.at(-1);
    const name = token.slice(0, token.lastIndexOf('"'));
    if (names?.has(name) === true) return true;
    names?.add(name);
  }
  return false;
}
