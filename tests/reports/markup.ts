/** An element as parsed back; text and elements in order. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Element | string)[];
}

const VOID = new Set(["meta", "input", "br", "link", "hr", "img"]);
const RAW = new Set(["script", "style"]);
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * An independent, strict reader of the XML and HTML that reports write: every tag closed in order, every attribute quoted
 * and unique, no character that XML forbids. Throws where a parser would have to guess.
 */
export function parseMarkup(text: string, dialect: "xml" | "html"): Element {
  if (dialect === "xml" && /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text)) {
    throw new Error("a character that XML forbids");
  }
  const root: Element = { name: "#root", attributes: new Map(), children: [] };
  const open: Element[] = [root];
  let at = 0;
  while (at < text.length) {
    const parent = open.at(-1);
    if (parent === undefined) throw new Error("too many end tags");
    if (dialect === "html" && RAW.has(parent.name)) {
      const end = text.indexOf(`</${parent.name}`, at);
      if (end < 0) throw new Error(`<${parent.name}> is not closed`);
      parent.children.push(text.slice(at, end));
      at = end + parent.name.length + 3;
      open.pop();
    } else if (text[at] === "<") at = tag(text, at, open, dialect);
    else {
      const end = text.indexOf("<", at) < 0 ? text.length : text.indexOf("<", at);
      parent.children.push(decode(text.slice(at, end)));
      at = end;
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name ?? ""}> is not closed`);
  const elements = root.children.filter((child) => typeof child !== "string");
  if (elements.length !== 1 || elements[0] === undefined) throw new Error("one root element expected");
  return elements[0];
}

function tag(text: string, at: number, open: Element[], dialect: "xml" | "html"): number {
  const prolog = /<(?:\?xml [^?]*\?|!doctype html)>/y;
  prolog.lastIndex = at;
  if (prolog.test(text)) return prolog.lastIndex;
  const pattern = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) throw new Error(`not a tag: ${text.slice(at, at + 60)}`);
  const [, closing, name = "", attributes = "", empty] = match;
  if (closing === "/") {
    const top = open.pop();
    if (top?.name !== name) throw new Error(`</${name}> closes <${top?.name ?? ""}>`);
    return pattern.lastIndex;
  }
  const element: Element = { name, attributes: attributesOf(attributes, dialect), children: [] };
  open.at(-1)?.children.push(element);
  if (empty !== "/" && !(dialect === "html" && VOID.has(name))) open.push(element);
  return pattern.lastIndex;
}

function attributesOf(text: string, dialect: "xml" | "html"): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = "", , value] of text.matchAll(/([\w:-]+)(="([^"<]*)")?/g)) {
    if (found.has(name)) throw new Error(`attribute ${name} twice`);
    if (value === undefined && dialect === "xml") throw new Error(`attribute ${name} without a value`);
    found.set(name, decode(value ?? ""));
  }
  return found;
}

function decode(text: string): string {
  if (text.includes("<")) throw new Error(`unescaped markup in ${text.slice(0, 60)}`);
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    const known = ENTITIES[name];
    if (known !== undefined) return known;
    const code = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
    if (code === null) throw new Error(`unknown entity ${whole}`);
    return String.fromCodePoint(code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16));
  });
}

/** All elements below and including one, in document order. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) if (typeof child !== "string") yield* walk(child);
}

export function all(root: Element, name: string, className?: string): Element[] {
  return [...walk(root)].filter(
    (one) => one.name === name && (className === undefined || classes(one).includes(className)),
  );
}

export function classes(element: Element): string[] {
  return (element.attributes.get("class") ?? "").split(" ");
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

export function byId(root: Element, id: string): Element {
  const found = [...walk(root)].filter((one) => one.attributes.get("id") === id);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} elements with the id ${id}`);
  return found[0];
}
