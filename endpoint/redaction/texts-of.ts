import { isActivationName } from "./activation-values.ts";

/** A text of a value that stands by itself: a string that is no JSON, a number, or a member's name. */
export interface TextPiece {
  readonly text: string;
  readonly kind: "string" | "number" | "name";
  /** Of a member that activates a cluster: the same number for all that its value holds. */
  readonly activation?: number | undefined;
}

/** Answers what is to stand in place of a piece; the same text to leave it as it is. */
export type VisitText = (piece: TextPiece) => string;

/** How often JSON is looked for inside a JSON string. */
const LAYERS = 4;

interface Place {
  readonly visit: VisitText;
  readonly layersLeft: number;
  readonly activation?: number | undefined;
  /** Counts members that activate. */
  readonly members: { count: number };
}

/**
 * The same value with each of its texts passed through, in an order that depends on the value alone. A string that is
 * JSON itself is gone into, and stays JSON; numbers become strings where they are replaced.
 */
export function withTexts(value: unknown, visit: VisitText): unknown {
  return ofValue(value, { visit, layersLeft: LAYERS, members: { count: 0 } });
}

function ofValue(value: unknown, place: Place): unknown {
  if (typeof value === "string") return ofText(value, place);
  if (typeof value === "number") {
    const text = String(value);
    const shown = place.visit({ text, kind: "number", activation: place.activation });
    return shown === text ? value : shown;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => ofValue(each, place));
  const taken = new Set<string>();
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      unlike(taken, place.visit({ text: name, kind: "name" })),
      ofValue(each, within(name, place)),
    ]),
  );
}

function within(name: string, place: Place): Place {
  if (place.activation !== undefined || !isActivationName(name)) return place;
  place.members.count += 1;
  return { ...place, activation: place.members.count };
}

/** Two secrets may have one mark, and no member may be lost for it. */
function unlike(taken: Set<string>, name: string): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name} ${count}`;
  taken.add(unique);
  return unique;
}

function ofText(text: string, place: Place): string {
  const { visit, activation, layersLeft } = place;
  if (activation === undefined && layersLeft > 0 && isJson(text)) {
    return ofJsonText(text, { ...place, layersLeft: layersLeft - 1 });
  }
  return visit({ text, kind: "string", activation });
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const ENDS: Readonly<Record<string, string>> = { "{": "}", "[": "]", '"': '"' };

function isJson(text: string): boolean {
  const trimmed = text.trim();
  const end = ENDS[trimmed.charAt(0)];
  if (end === undefined ? !NUMBER.test(trimmed) : !trimmed.endsWith(end)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A string, maybe a name; a sign; a number. What else there is in JSON stays as it is. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|([{}[\]])|(-?\d[\d.eE+-]*)/g;

/** Where a token stands: the names taken in its object, and what a member's name says of its value. */
interface NestedPlace {
  readonly place: Place;
  readonly taken: Set<string>;
  next: Place;
}

/** Byte for byte the same where nothing is replaced: the spaces, the order of members and those that are there twice. */
function ofJsonText(text: string, place: Place): string {
  const frames: NestedPlace[] = [frameOf(place)];
  return text.replace(TOKEN, (token, string?: string, colon?: string, sign?: string, number?: string) => {
    const frame = frames.at(-1) ?? frameOf(place);
    if (sign === "{" || sign === "[") frames.push(frameOf(frame.next));
    else if (sign !== undefined) frames.pop();
    if (sign !== undefined) return token;
    if (number !== undefined) return quotedIfChanged(number, frame.next);
    const plain = JSON.parse(string ?? '""') as string;
    if (colon === undefined) return changed(token, plain, ofText(plain, frame.next));
    frame.next = within(plain, frame.place);
    const shown = place.visit({ text: plain, kind: "name" });
    return shown === plain ? token : JSON.stringify(unlike(frame.taken, shown)) + colon;
  });
}

function frameOf(place: Place): NestedPlace {
  return { place, taken: new Set(), next: place };
}

function quotedIfChanged(number: string, { visit, activation }: Place): string {
  const shown = visit({ text: number, kind: "number", activation });
  return shown === number ? number : JSON.stringify(shown);
}

function changed(token: string, before: string, after: string): string {
  return after === before ? token : JSON.stringify(after);
}
