/** A way to say a secret again. */
export type Encode = (secret: string) => string;

const everyChar = (encode: (code: number, at: number) => string): Encode => {
  return (secret) => Array.from(secret, (char, at) => encode(char.charCodeAt(0), at)).join("");
};
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");
const percent = everyChar((code) => `%${hex(code, 2)}`);
const base64 = (before: string, alphabet: "base64" | "base64url"): Encode => {
  return (secret) => Buffer.from(`${before}${secret}after`).toString(alphabet);
};

/** What a hostile or careless endpoint may make of a secret that it says again. */
export const ENCODINGS: Readonly<Record<string, Encode>> = {
  verbatim: (secret) => secret,
  "upper case": (secret) => secret.toUpperCase(),
  "lower case": (secret) => secret.toLowerCase(),
  "changing case": everyChar((code, at) =>
    at % 2 === 0 ? String.fromCharCode(code).toUpperCase() : String.fromCharCode(code).toLowerCase(),
  ),
  "JSON escapes throughout": everyChar((code) => `\\u${hex(code, 4).toUpperCase()}`),
  "JSON escapes of some": everyChar((code, at) => (at % 3 === 0 ? `\\u${hex(code, 4)}` : String.fromCharCode(code))),
  "JSON with escaped slashes": (secret) => secret.replaceAll("/", "\\/"),
  "JSON within JSON": everyChar((code, at) => (at % 2 === 0 ? `\\\\u${hex(code, 4)}` : String.fromCharCode(code))),
  "as a name in a JSON pointer": (secret) => secret.replaceAll("~", "~0").replaceAll("/", "~1"),
  "percent, what must be": (secret) => encodeURIComponent(secret),
  "percent throughout": percent,
  "percent in capitals, of some": everyChar((code, at) =>
    at % 4 === 1 ? `%${hex(code, 2).toUpperCase()}` : String.fromCharCode(code),
  ),
  "percent twice": (secret) => percent(secret).replaceAll("%", "%25"),
  "HTML references": everyChar((code, at) => (at % 2 === 0 ? `&#x${hex(code, 2)};` : `&#${code};`)),
  base64: base64("", "base64"),
  "base64, one byte before": base64("b", "base64"),
  "base64, two bytes before": base64("be", "base64"),
  base64url: base64("", "base64url"),
  "base64url, one byte before": base64("b", "base64url"),
  "base64url, two bytes before": base64("be", "base64url"),
  "base64 in lines": (secret) => base64("xy", "base64")(secret).replaceAll(/(.{20})/g, "$1\r\n"),
  hexadecimal: (secret) => Buffer.from(secret).toString("hex"),
  "hexadecimal in capitals": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "hexadecimal, byte by byte": (secret) => [...Buffer.from(secret)].map((byte) => hex(byte, 2)).join(":"),
  "full-width letters": everyChar((code) => String.fromCharCode(code + 0xfee0)),
  "split by soft hyphens": (secret) => [...secret].join("\u00ad"),
  "split by a line feed": (secret) => `${secret.slice(0, 7)}\n${secret.slice(7)}`,
  "split by spaces": everyChar((code) => `${String.fromCharCode(code)} `),
  "split by escaped line feeds": everyChar((code, at) => `${String.fromCharCode(code)}${at % 5 === 4 ? "\\n" : ""}`),
};

const bytes = (encode: (byte: number) => string, separator: string): Encode => {
  return (secret) => Array.from(Buffer.from(secret), encode).join(separator);
};
const number = (base: number, digits: number, prefix = ""): ((byte: number) => string) => {
  return (byte) => prefix + byte.toString(base).padStart(digits, "0");
};
const split = (separator: string): Encode => everyChar((code) => String.fromCharCode(code) + separator);
const chunks = (secret: string): string[] => secret.match(/.{1,5}/gs) ?? [];

function base32(secret: string): string {
  const bits = Array.from(Buffer.from(secret), number(2, 8)).join("");
  const whole = bits.padEnd(Math.ceil(bits.length / 5) * 5, "0").match(/.{5}/g) ?? [];
  return whole.map((five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Number.parseInt(five, 2))).join("");
}

/** Separators, prefixes and numerals: what a reader who knows that there is a secret sees through at once. */
export const MORE_ENCODINGS: Readonly<Record<string, Encode>> = {
  "hexadecimal with 0x and spaces": bytes(number(16, 2, "0x"), " "),
  "hexadecimal with 0x and commas": bytes(number(16, 2, "0x"), ", "),
  "hexadecimal with 0x throughout": bytes(number(16, 2, "0x"), ""),
  "hexadecimal by hyphens": bytes(number(16, 2), "-"),
  "hexadecimal by dots": bytes(number(16, 2), "."),
  "hexadecimal by commas": bytes(number(16, 2), ","),
  "hexadecimal by underscores": bytes(number(16, 2), "_"),
  "hexadecimal, four digits": bytes(number(16, 4), " "),
  "hexadecimal of UTF-16": (secret) => Buffer.from(secret, "utf16le").toString("hex"),
  "base64 of UTF-16": (secret) => Buffer.from(secret, "utf16le").toString("base64"),
  "octal with backslashes": bytes(number(8, 3, "\\"), ""),
  "octal by spaces": bytes(number(8, 3), " "),
  "octal with zeros": bytes(number(8, 4), " "),
  "octal with 0o": bytes(number(8, 3, "0o"), ","),
  "binary by spaces": bytes(number(2, 8), " "),
  "binary with 0b": bytes(number(2, 8, "0b"), " "),
  "decimal by commas": bytes(number(10, 1), ","),
  "decimal by spaces": bytes(number(10, 1), " "),
  "decimal, three digits": bytes(number(10, 3), " "),
  base32: base32,
  "base32, one byte before": (secret) => base32(`b${secret}`),
  "base32, four bytes before": (secret) => base32(`befo${secret}`),
  "base32 in lower case": (secret) => base32(secret).toLowerCase(),
  "code points": bytes(number(16, 4, "U+"), " "),
  "code points throughout": bytes(number(16, 4, "U+"), ""),
  "quoted-printable": (secret) => secret.replaceAll("=", "=3D"),
  "quoted-printable throughout": bytes(number(16, 2, "="), ""),
  "split by hyphens": split("-"),
  "split by dots": split("."),
  "split by commas": split(","),
  "split by underscores": split("_"),
  "split by bars": split("|"),
  "split by slashes": split("/"),
  "split by quotes": split("'"),
  "split by plus signs between quotes": (secret) => chunks(secret).join(`' + '`),
  "split over a list": (secret) => JSON.stringify(chunks(secret)),
  "split over members": (secret) =>
    JSON.stringify({ m: Object.fromEntries(chunks(secret).map((s, at) => [`p${at}`, s])) }),
  "split over members' names": (secret) =>
    JSON.stringify({ m: Object.fromEntries(chunks(secret).map((s, at) => [s, at])) }),
  "bytes in a list": (secret) => JSON.stringify([...Buffer.from(secret)]),
  "bytes as members": (secret) => JSON.stringify({ m: { ...[...Buffer.from(secret)] } }),
  backwards: (secret) => [...secret].reverse().join(""),
  "bold letters": everyChar((code) => String.fromCodePoint(code >= 97 && code <= 122 ? 0x1d41a + code - 97 : code)),
  "letters in circles": everyChar((code) =>
    String.fromCodePoint(code >= 97 && code <= 122 ? 0x24d0 + code - 97 : code),
  ),
  "split by combining strokes": split("\u0336"),
};

/** An output as it is searched: folded as a reader would fold it, as it stands and with its escapes read. */
export function searchable(output: string): readonly string[] {
  const once = unescaped(output);
  return [output, once, unescaped(once)].map(folded);
}

/** The way in which an output says a secret again, if it does. */
export function saysAgain(layers: readonly string[], secret: string): string | undefined {
  const found = Object.entries(ENCODINGS).find(([name, encode]) => {
    const encoded = folded(encode(secret));
    // Base64 begins and ends with characters that other bytes have a part in.
    const needle = name.startsWith("base64") ? encoded.slice(4, -9) : encoded;
    return layers.some((layer) => layer.includes(needle));
  });
  return found?.[0];
}

function folded(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .toLowerCase()
    .replaceAll(/[\s:\u00ad]/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([\da-f]{4})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll(/\\[nrt]/g, " ")
    .replaceAll(/\\(.)/g, "$1")
    .replaceAll(/%([\da-f]{2})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll(/&#x([\da-f]{1,4});/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll(/&#(\d{1,5});/g, (_all, digits: string) => String.fromCharCode(Number(digits)))
    .replaceAll("~1", "/")
    .replaceAll("~0", "~")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
