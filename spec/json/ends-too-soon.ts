/** Strings from their first quotation mark to their last. */
const STRINGS = /"(?:[^"\\]|\\.)*"/gs;

/** Whether a text that is no JSON begins as an object or a list of it and is over before that ends, as far as one can tell. */
export function endsTooSoon(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  const outside = text.replace(STRINGS, "");
  // A quotation mark that stands in a string by mistake leaves another open, up to the end of the whole.
  if (outside.includes('"')) return !/[\]}]\s*$/.test(text);
  return outside.replace(/[^[{]/g, "").length > outside.replace(/[^\]}]/g, "").length;
}
