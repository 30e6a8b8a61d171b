import { valueText } from "#reference/value-text.ts";
import { parse } from "yaml";
import { asArray, asObject, type Document } from "#reference/service/model/document.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { plainWorld, type Sample, type SampleContext, type World } from "#reference/service/world.ts";
import type { Table } from "./kind.ts";
import { lineage } from "./locate.ts";

/**
 * What a resource table says under `server` of a service beyond its model: its name in ARNs (the one that
 * requests are signed for, unless told), their ends by kind, values that are shown beside what was sent. `$now`, `$uuid`, `$region`, `$account`, a kind and a member of the input stand for
 * themselves. An identity that the service makes is of the form of the one that the table calls unknown, if it calls one so.
 */
export function readWorld(text: string, table: Table, signingName: string): World {
  const { server, resources, errors } = asObject(parse(text));
  const written = asObject(server);
  const plain = plainWorld(typeof written["service"] === "string" ? written["service"] : signingName);
  return {
    ...plain,
    invalid: asArray(asObject(errors)["invalid"]).map(String),
    arns: mapped(
      asObject(written["arns"]),
      (end, kind) => (context) => valueText(filledFor(table, kind, end, context)),
    ),
    samples: mapped(asObject(written["samples"]), (sample, kind) => sampleOf(table, kind, sample)),
    answers: mapped(asObject(written["answers"]), (sample) => sampleOf(table, undefined, sample)),
    entries: mapped(asObject(written["entries"]), (list) => asArray(list) as readonly JsonObject[]),
    ids: mapped(examplesOf(asObject(resources)), idLike),
  };
}

function mapped<Made>(written: Document, make: (value: unknown, name: string) => Made): Readonly<Record<string, Made>> {
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, make(value, name)]));
}

function sampleOf(table: Table, kind: string | undefined, sample: unknown): Sample {
  return (context) => filledFor(table, kind, sample, context) as JsonObject;
}

const PLACEHOLDER = /\$([A-Za-z][A-Za-z-]*)/g;

function filledFor(table: Table, kind: string | undefined, written: unknown, context: SampleContext): JsonValue {
  const known = knownTo(table, kind, context);
  const visit = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, visit(member)]));
    }
    if (value === "$now") return context.now;
    return typeof value === "string" ? value.replace(PLACEHOLDER, (all, name: string) => known(name) ?? all) : value;
  };
  return visit(written as JsonValue);
}

function knownTo(table: Table, name: string | undefined, { ids, input, region, account, now, uuid }: SampleContext) {
  const kind = table.kinds.find((one) => one.name === name);
  const line = kind === undefined ? [] : lineage(table, kind);
  const identities = new Map(line.map((one, index) => [one.name, ids[index] ?? ""]));
  return (wanted: string): string | undefined => {
    const sent = input[wanted];
    const own: Readonly<Record<string, () => string>> = {
      now: () => new Date(now * 1000).toISOString(),
      uuid,
      region: () => region,
      account: () => account,
    };
    return identities.get(wanted) ?? own[wanted]?.() ?? (typeof sent === "string" ? sent : undefined);
  };
}

/** The identity that each kind's part of the table calls unknown, if it calls one so. */
function examplesOf(resources: Document): Document {
  const examples = Object.entries(resources).map(([name, kind]) => [name, asObject(asObject(kind)["id"])["unknown"]]);
  return Object.fromEntries(examples.filter(([, example]) => typeof example === "string")) as Document;
}

const FEWEST_DIGITS = 8;

/** Another identity of the same form: each digit of its last part is another one, in a UUID all of them. */
function idLike(example: unknown): (context: SampleContext) => string {
  const text = typeof example === "string" ? example : "";
  const start = Math.max(text.lastIndexOf("/"), text.lastIndexOf(":")) + 1;
  const [before, last] = [text.slice(0, start), text.slice(start)];
  if ((last.match(/[0-9]/g) ?? []).length < FEWEST_DIGITS || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-/.test(last)) {
    return ({ uuid }) => before + uuid();
  }
  return ({ uuid }) => {
    const digits = [...`${uuid()}${uuid()}`.replaceAll("-", "")].map((hex) => parseInt(hex, 16) % 10);
    return before + last.replace(/[0-9]/g, () => String(digits.shift() ?? 0));
  };
}
