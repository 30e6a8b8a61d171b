/** A piece of laid-out text; `marked` where it belongs to a member that departs from what was expected. */
export interface Piece {
  readonly text: string;
  readonly role: "plain" | "key" | "string" | "literal";
  readonly marked: boolean;
}

const TOKEN = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;
const MAX_DEPTH = 32;

interface Frame {
  readonly pointer: string;
  readonly list: boolean;
  index: number;
  key: string | undefined;
}

/**
 * Indents JSON without touching a single token, so that duplicate keys, escapes and number spellings stay as received,
 * and marks the members at the given JSON pointers. Undefined for anything that is not JSON, or nests too deep.
 */
export function layoutJson(text: string, pointers: readonly string[]): Piece[] | undefined {
  if (!isStructuredJson(text)) return undefined;
  const layout = new Layout(new Set(pointers.filter((pointer) => pointer !== "")));
  for (const [token] of text.matchAll(TOKEN)) {
    layout.add(token);
    if (layout.depth > MAX_DEPTH) return undefined;
  }
  return layout.pieces;
}

function isStructuredJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

class Layout {
  readonly pieces: Piece[] = [];
  readonly #marks: ReadonlySet<string>;
  readonly #frames: Frame[] = [];
  #previous = "";

  constructor(marks: ReadonlySet<string>) {
    this.#marks = marks;
  }

  get depth(): number {
    return this.#frames.length;
  }

  add(token: string): void {
    const frame = this.#frames.at(-1);
    if (token === "}" || token === "]") this.#close(token);
    else if (token === ",") {
      this.#push(",", "plain", this.#marked(false));
      if (frame !== undefined) [frame.index, frame.key] = [frame.index + 1, undefined];
    } else if (token === ":") this.#push(": ", "plain", this.#marked(true));
    else if (frame !== undefined && !frame.list && frame.key === undefined) this.#key(frame, token);
    else this.#value(frame, token);
    this.#previous = token;
  }

  #key(frame: Frame, token: string): void {
    this.#breakLine();
    frame.key = `${frame.pointer}/${escapeToken(JSON.parse(token) as string)}`;
    this.#push(token, "key", this.#marked(true));
  }

  #value(frame: Frame | undefined, token: string): void {
    if (frame?.list === true) this.#breakLine();
    const opens = token === "{" || token === "[";
    const role = opens ? "plain" : token.startsWith('"') ? "string" : "literal";
    this.#push(token, role, this.#marked(true));
    if (opens) this.#frames.push({ pointer: this.#pointer(), list: token === "[", index: 0, key: undefined });
  }

  #close(token: string): void {
    this.#frames.pop();
    if (this.#previous !== "{" && this.#previous !== "[") this.#breakLine();
    this.#push(token, "plain", this.#marked(true));
  }

  #breakLine(): void {
    if (this.pieces.length > 0) this.#push(`\n${"  ".repeat(this.#frames.length)}`, "plain", false);
  }

  #pointer(): string {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return "";
    return frame.list ? `${frame.pointer}/${frame.index}` : (frame.key ?? frame.pointer);
  }

  /** True inside a marked member; `own` counts the member being read now, not only those around it. */
  #marked(own: boolean): boolean {
    return (own && this.#marks.has(this.#pointer())) || this.#frames.some((frame) => this.#marks.has(frame.pointer));
  }

  #push(text: string, role: Piece["role"], marked: boolean): void {
    const last = this.pieces.at(-1);
    if (last?.role === role && last.marked === marked && role === "plain") {
      this.pieces[this.pieces.length - 1] = { text: last.text + text, role, marked };
    } else this.pieces.push({ text, role, marked });
  }
}

function escapeToken(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}
