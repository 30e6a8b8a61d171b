/**
 * Values of a text of JSON at most, a list or an object counted as four, as much as they take: some 600 MB once they are
 * read. The largest records and recordings have a fifth.
 */
export const JSON_VALUES = 6_000_000;
/** The same of a document of YAML, whose parser takes ten times as much for each. EKS's contract has 24,000. */
export const YAML_VALUES = 400_000;

/** A text, be it short, holds more values than anything of its sort has to. */
export class TooManyValuesError extends Error {
  override readonly name = "TooManyValuesError";

  constructor(limit: number) {
    super(`it has more than ${limit / 1_000_000} million values; give one of fewer`);
  }
}

const [QUOTE, BACKSLASH, COMMA, LIST, OBJECT] = [...'"\\,[{'].map((sign) => sign.charCodeAt(0));

/** Whether JSON would take too much room once it is read. What is no JSON is counted as if it were. */
export function hasManyValues(json: Uint8Array): boolean {
  let count = 0;
  let isText = false;
  // Fewer bytes have no room for more.
  if (json.length < JSON_VALUES / 4) return false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json[at];
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (code === COMMA) count += 1;
    else if (code === LIST || code === OBJECT) count += 4;
  }
  return count > JSON_VALUES;
}

/** Throws TooManyValuesError of such JSON. */
export function requireFewValues(json: Uint8Array): void {
  if (hasManyValues(json)) throw new TooManyValuesError(JSON_VALUES);
}

/** Whether a document of YAML has too many: each begins a line, or follows a sign of a list or a map. */
export function hasManyYamlValues(text: string): boolean {
  if (text.length < YAML_VALUES) return false;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if ("\n[{,".includes(text.charAt(at))) count += 1;
  return count > YAML_VALUES;
}
