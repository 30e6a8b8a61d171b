import { visibleText } from "./harmless-text.ts";

/** Attributes of an XML element, each value on one line. */
export function xmlAttributes(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(
      ([name, value]) =>
        `${name}="${xmlText(value)
          .replaceAll('"', "&quot;")
          .replace(/[\t\n]/g, " ")}"`,
    )
    .join(" ");
}

/** Escapes markup, and shows what cannot be seen or what XML 1.0 cannot hold (section 2.2, Char) by its number. */
export function xmlText(text: string): string {
  return visibleText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
