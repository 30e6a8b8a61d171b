/** Every byte but the unreserved ones as %XX, as restJson1 wants labels and query values; lone surrogates as U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A path template with this text, as it is, in the place of its label. */
export function withLabel(template: string, text: string): string {
  return template.replace(/\{[^{}]+\}/, () => text);
}

/** A string as one segment of a path: dots are encoded too where they alone would be a step to another folder. */
export function pathLabel(text: string): string {
  const encoded = percentEncoded(text);
  return encoded === "." || encoded === ".." ? encoded.replaceAll(".", "%2E") : encoded;
}
