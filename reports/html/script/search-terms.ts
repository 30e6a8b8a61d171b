/** One word of a search: a plain text, or a value of a field such as `level:must`. */
export interface Term {
  /** `text`, or the field's name. */
  readonly key: string;
  /** In lower case. */
  readonly value: string;
  readonly negated: boolean;
  /** Quoted, so that a field must have it as its whole value. */
  readonly whole?: boolean;
}

/** What a search can look at. */
export interface Searchable {
  /** In lower case; read only when a text term asks for it. */
  readonly text: () => string;
  /** Those of `FIELDS`, in lower case. */
  readonly fields: Readonly<Record<string, string>>;
}

const FIELDS = [
  "level",
  "area",
  "verdict",
  "state",
  "authority",
  "operation",
  "resource",
  "targets",
  "change",
  "status",
];

/** Reads `level:must verdict:fail !area:routing "two words"`. An unknown field is plain text. Never fails. */
export function parseQuery(input: string): Term[] {
  const terms: Term[] = [];
  for (const match of input.toLowerCase().matchAll(/(!?)([a-z]+:)?("[^"]*"?|\S+)/g)) {
    const key = (match[2] ?? "").slice(0, -1);
    const known = FIELDS.includes(key);
    const raw = (known ? "" : (match[2] ?? "")) + (match[3] ?? "");
    const value = raw.replace(/"/g, "");
    const whole = known && raw.startsWith('"') ? { whole: true } : {};
    if (value !== "") terms.push({ key: known ? key : "text", value, negated: match[1] === "!", ...whole });
  }
  return terms;
}

/** Terms of one field are alternatives; everything else must hold at once. A value without quotes may be the start of a field's. */
export function matchesFields(terms: readonly Term[], row: Searchable): boolean {
  const wanted = new Map<string, boolean>();
  for (const { key, value, negated, whole } of terms) {
    if (key === "text") continue;
    const field = row.fields[key] ?? "";
    const hit = whole === true ? field === value : field.startsWith(value);
    if (negated && hit) return false;
    if (!negated) wanted.set(key, hit || wanted.get(key) === true);
  }
  return [...wanted.values()].every((hit) => hit);
}

/** Every text term must stand in the text, and no negated one may. */
export function matchesText(terms: readonly Term[], row: Pick<Searchable, "text">): boolean {
  return terms.every(({ key, value, negated }) => key !== "text" || row.text().includes(value) !== negated);
}

/** The query with a term put in, or taken out if it is there. */
export function toggleTerm(input: string, term: string): string {
  const words = input.split(/\s+/).filter((word) => word !== "");
  const rest = words.filter((word) => word.toLowerCase() !== term);
  return (rest.length === words.length ? [...words, term] : rest).join(" ");
}
