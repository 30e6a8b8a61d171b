/** A value that activates a cluster, in the text of a JSON document, which may be cut off or broken. */
export interface ActivationValue {
  /** The text of a string between its quotes, or of a number or a word as it stands. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

/** Whether a member of this name activates a cluster. */
export function isActivationName(name: string): boolean {
  return /^activation(?:Code|Id)$/i.test(name);
}

const NAME = /"activation(?:Code|Id)"\s*:/gi;
/** A string whose end may be missing, maybe a name, a sign of JSON, white space, or anything else up to one of these. */
const TOKEN = /"((?:[^"\\]|\\[^])*)"?(\s*:)?|([{}[\],:])|\s+|([^\s{}[\],:"]+)/y;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
/** What is shorter, and no string, is no secret: a digit, a part of a sentence, or one of JSON's own words. */
const SHORTEST = 8;

/**
 * Of each member that activates a cluster, all strings, numbers and long words of their value, whatever its type.
 * Takes time linear in the text.
 */
export function activationMembers(text: string): ActivationValue[][] {
  const members: ActivationValue[][] = [];
  const name = new RegExp(NAME);
  while (name.test(text)) {
    const from = name.lastIndex;
    const { values, end } = valuesFrom(text, from);
    const whole = text.slice(from, end).trim();
    members.push(values.filter(({ quoted }) => quoted || whole.length >= SHORTEST));
    name.lastIndex = end;
  }
  return members;
}

function valuesFrom(text: string, start: number): { readonly values: ActivationValue[]; readonly end: number } {
  const values: ActivationValue[] = [];
  const token = new RegExp(TOKEN);
  token.lastIndex = start;
  let depth = 0;
  for (let from = start, found = token.exec(text); found !== null; from = token.lastIndex, found = token.exec(text)) {
    const [all, string, colon, sign, word] = found;
    if (sign === "{" || sign === "[") depth += 1;
    if (sign === "}" || sign === "]") depth -= 1;
    const isName = depth > 0 && colon !== undefined;
    if (string !== undefined && string !== "" && !isName)
      values.push({ text: string, from: from + 1, to: from + 1 + string.length, quoted: true });
    if (word !== undefined && (NUMBER.test(word) || word.length >= SHORTEST))
      values.push({ text: word, from, to: from + all.length, quoted: false });
    const isSpace = string === undefined && sign === undefined && word === undefined;
    if (depth <= 0 && !isSpace) return { values, end: depth < 0 ? from : token.lastIndex };
  }
  return { values, end: text.length };
}
