/** What a page is made with that is not in the record; passed in, because reports use no module of Node's. */
export interface PageTools {
  /** The program that runs in the page: `script/main.ts`, bundled. */
  readonly script: string;
  /** Base64 of the SHA-256 of a text's UTF-8 bytes, for the page's policy. */
  readonly sha256Base64: (text: string) => string;
}
