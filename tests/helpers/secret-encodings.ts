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
