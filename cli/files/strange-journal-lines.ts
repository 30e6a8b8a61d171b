import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { IntendEntry, JournalEntry } from "#custody/journal/journal-entry.ts";
import { isProven } from "#custody/journal/proof.ts";
import { CLOCK_TOLERANCE_MS } from "#custody/ownership/creation-time.ts";
import { bearsOther } from "#custody/ownership/run-prefix.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { parsedJson } from "#spec/json/parsed-json.ts";

/** A line that this user did not write, and that no run of anybody's writes. */
export interface StrangeLine {
  /** From 1. */
  readonly number: number;
  readonly why: string;
}

/** No version of the suite is older, so no entry is: epoch milliseconds. */
const OLDEST = Date.UTC(2026, 0, 1);

/** A role's credentials last so many milliseconds at most, and the job of a CI seldom half of that. */
export const LONGEST_RUN_MS = 12 * 3_600_000;

const TEXT = { type: "string" };
const RUN_ID = { type: "string", pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" };
const COMMON = {
  name: TEXT,
  runId: RUN_ID,
  at: { type: "integer", minimum: OLDEST },
  proof: { type: "string", pattern: "^[\\w-]{43}$" },
};

const PLACE = {
  type: "object",
  properties: {
    endpoint: { type: "string", pattern: "^https?://" },
    region: { type: "string", pattern: "^[a-zA-Z0-9-]{1,63}$" },
    account: { type: "string", pattern: "^\\d{12}$" },
    kind: { enum: ["reference", "emulator", "aws"] },
    unsigned: { const: true },
    ended: { const: true },
    embedded: { const: true },
  },
  required: ["endpoint", "region", "kind"],
  additionalProperties: false,
};

/** A model of a stranger's own may call anything a deletion, so there is none but ours. */
const RESOURCE = {
  type: "object",
  properties: {
    spec: { const: "eks" },
    kind: { type: "string", pattern: "^[a-z][a-z0-9-]*$" },
    ids: { type: "array", items: TEXT },
    arn: TEXT,
  },
  required: ["spec", "kind", "ids"],
  additionalProperties: false,
};

/** See IntendEntry. */
const INTEND = {
  type: "object",
  properties: {
    ...COMMON,
    event: { const: "intend" },
    place: PLACE,
    token: { type: "string", pattern: '^[^"\\\\]*$' },
    tagged: { const: true },
    resource: RESOURCE,
    case: TEXT,
  },
  required: ["event", "name", "runId", "case", "at"],
  additionalProperties: false,
};

/** See OutcomeEntry. */
const OUTCOME = {
  type: "object",
  properties: {
    ...COMMON,
    event: { enum: ["created", "doubt", "removed", "absent", "left"] },
    activation: { type: "string", pattern: "^[0-9a-f]{16}$" },
    reason: TEXT,
    proved: { const: true },
  },
  required: ["event", "name", "at"],
  additionalProperties: false,
};

/**
 * The lines of a journal that this user did not write and that no run writes: of another form, of a time that cannot be,
 * about what was never asked for. Half a line is none of them: a killed run leaves it, and nothing is taken from it.
 */
export function strangeLines(text: string, key: string | undefined, now: number): StrangeLine[] {
  const lines = text.split("\n").map((line) => ({ value: parsedJson(line), isOwn: isOwnLine(line, key) }));
  const ownRuns = new Set(lines.flatMap(({ value, isOwn }) => (isOwn && isIntend(value) ? [value.runId] : [])));
  const asked = new AskedNames();
  const violation = formViolation();
  return lines.flatMap(({ value, isOwn }, index): StrangeLine[] => {
    if (value === undefined) return [];
    const why = isOwn
      ? undefined
      : (violation(value) ?? whyImpossible(value as unknown as JournalEntry, { asked, ownRuns, now }));
    if (isIntend(value) && why === undefined) asked.note(value);
    return why === undefined ? [] : [{ number: index + 1, why }];
  });
}

function isOwnLine(line: string, key: string | undefined): boolean {
  return key !== undefined && isProven(line, key);
}

function isIntend(value: JsonValue | undefined): value is JsonValue & IntendEntry {
  return isJsonObject(value) && value["event"] === "intend";
}

/** What the lines so far have asked for. */
class AskedNames {
  readonly #firstAt = new Map<string, number>();
  readonly #names = new Map<string, number>();

  note({ name, runId, at }: IntendEntry): void {
    this.#firstAt.set(runId, Math.min(this.#firstAt.get(runId) ?? at, at));
    for (const key of [name, keyOf(name, runId)]) if (!this.#names.has(key)) this.#names.set(key, at);
  }

  /** When a run first asked for anything. */
  firstAt(runId: string): number | undefined {
    return this.#firstAt.get(runId);
  }

  /** When the run, or any where none is named, first asked for the name. */
  namedAt(name: string, runId: string | undefined): number | undefined {
    return this.#names.get(runId === undefined ? name : keyOf(name, runId));
  }
}

function keyOf(name: string, runId: string): string {
  return JSON.stringify([runId, name]);
}

interface LinesBefore {
  readonly asked: AskedNames;
  /** Runs of this user. */
  readonly ownRuns: ReadonlySet<string>;
  readonly now: number;
}

function whyImpossible(entry: JournalEntry, { asked, ownRuns, now }: LinesBefore): string | undefined {
  const { name, at } = entry;
  if (at > now + CLOCK_TOLERANCE_MS) return "its time is in the future";
  if (entry.event !== "intend") {
    const askedAt = asked.namedAt(name, entry.runId);
    if (askedAt === undefined) return "no line before it asks for that name";
    return at < askedAt - CLOCK_TOLERANCE_MS ? "its time is before that of the request for the name" : undefined;
  }
  const { runId, place, resource } = entry;
  if (ownRuns.has(runId)) return "it names a run of yours, and is not of that run";
  if (Math.abs(at - (asked.firstAt(runId) ?? at)) > LONGEST_RUN_MS)
    return "its run would have taken more than 12 hours";
  if (place !== undefined && !isEndpoint(place.endpoint)) return "its endpoint is not written as a run writes it";
  if (resource !== undefined && !isToldAs(name, resource.kind, resource.ids))
    return "its name is not that of its resource";
  return bearsOther(name, runId) ? "its name is one of another run's" : undefined;
}

function isEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { origin, pathname } = new URL(endpoint);
  return endpoint === origin + pathname.replace(/\/+$/, "");
}

/** See `madeInWords`. */
function isToldAs(name: string, kind: string, [id]: readonly string[]): boolean {
  return name.startsWith(`${kind.replaceAll("-", " ")} ${id === undefined ? "without a name" : JSON.stringify(id)}`);
}

/** Says what is wrong with an entry's form, in words and by its place; undefined if nothing. */
function formViolation(): (value: JsonValue) => string | undefined {
  const ajv = new Ajv2020({ strict: false });
  const [intend, outcome] = [ajv.compile(INTEND), ajv.compile(OUTCOME)];
  return (value) => {
    const validate = isIntend(value) ? intend : outcome;
    return validate(value) ? undefined : inWords(validate.errors ?? []);
  };
}

function inWords([first]: readonly ErrorObject[]): string {
  const member: unknown = first?.params["additionalProperty"];
  const where = (first?.instancePath ?? "").slice(1).replaceAll("/", ".");
  const what =
    member === undefined ? (first?.message ?? "is wrong") : `has ${JSON.stringify(member)}, which no entry has`;
  return where === "" ? `it ${what}` : `${where} ${what}`;
}
