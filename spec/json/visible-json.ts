/**
 * Characters never shown as they are: controls, bidirectional overrides and other format characters, every space but the
 * plain one, line separators, lone surrogates, noncharacters and whatever fonts leave out.
 */
export const HIDDEN =
  /(?![\t\n ])[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** What is not plain ASCII: to look for what is hidden among that alone takes a tenth of the time. */
const BEYOND_ASCII = /[^\t\n -~]+/gu;

/** JSON that means the same, and in which nothing hidden stands as it is: JSON.stringify escapes ASCII's controls alone. */
export function visibleJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(BEYOND_ASCII, (text) => text.replace(HIDDEN, escaped));
}

function escaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0"));
  return units.map((unit) => `\\u${unit}`).join("");
}
