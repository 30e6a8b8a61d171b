import type { MadeResource } from "#custody/resources/made-resource.ts";
import { plainEntries } from "#generators/schema/baseline.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { isMap } from "#generators/schema/schema-type.ts";
import { tellingValue } from "#generators/schema/telling-value.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { type EntryMembers, kindChangedBy } from "#spec/resources/resource-table.ts";
import { wanting } from "#suites/oracles/finding.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { entriesOf, type KeyedItem, entriesFinding, together } from "#suites/service/judging/shown/entries.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { nearEntries, sameEntry } from "./near-entries.ts";

/** Entries of a map or a list of the shared resource are added; then one is set anew, if something tells which, and one removed. */
export function* entryChangeCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { table } = context;
  const owner = kindChangedBy(table, operation.id);
  if (owner?.describe === undefined) return;
  for (const [at, patch] of Object.entries(table.patches[operation.id] ?? {})) {
    const name = pointerTokens(at).join(".");
    yield {
      id: `${operation.prefix}/scenario/entries/${name}`,
      kind: "scenario",
      requirements: PROMISES.map((promise) => promiseId(operation, promise)),
      summary: `entries of \`${name}\`, added, set anew and removed, beside others that are almost the same`,
      needs: [operation.id],
      run: async (session) => {
        const made = await session.shared(owner);
        if (made !== undefined) await changeEntries(session, { operation, made, at, patch });
      },
    };
  }
}

const PROMISES = ["patched", "patched.near", "patched.anew"] as const;

interface ChangeOfEntries {
  readonly operation: Operation;
  readonly made: MadeResource;
  /** Where its input, and what is shown, have the entries: a JSON pointer. */
  readonly at: string;
  readonly patch: EntryMembers;
}

async function changeEntries(session: ServiceSession, change: ChangeOfEntries): Promise<void> {
  const { operation, made, at, patch } = change;
  const schema = memberSchema(operation.input, childPointer(at, patch.put));
  const entries = schema && entriesToAdd(schema, session.context.generation, session.salt(at));
  const described = await untilReady(session, made);
  if (schema === undefined || entries === undefined || described === undefined || !isSuccess(described)) return;
  const before = entriesOf(valueAt(session.shown(made, described) ?? {}, at));
  const { added, later, removed } = entries;
  if (!(await send(session, change, { [patch.put]: asSentIn(schema, added) }))) return;
  const then = together(before, added);
  if (!(await judgeEntries(session, change, { there: then }))) return;
  const named = removed.key ?? removed.value;
  if (!(await send(session, change, { [patch.put]: asSentIn(schema, later), [patch.remove]: [named] }))) return;
  const rest = together(
    then.filter((one) => one !== removed),
    later,
  );
  if (!(await judgeEntries(session, change, { there: rest, gone: removed }))) return;
  await changeNear(session, change, { schema, rest });
  const [first] = added;
  if (first !== undefined) await setItemAnew(session, change, { schema, item: first });
}

interface EntriesThere {
  readonly schema: JsonSchema;
  readonly rest: readonly KeyedItem[];
}

/** The last entry gets others beside it that are almost the same, and is removed from among them. */
async function changeNear(session: ServiceSession, change: ChangeOfEntries, { schema, rest }: EntriesThere) {
  const { by = [], put, remove } = change.patch;
  const last = rest.at(-1);
  const near = last === undefined ? [] : nearEntries(last, { schema, by }, session.context.generation);
  if (last === undefined || near.length === 0) return;
  if (!(await send(session, change, { [put]: asSentIn(schema, near) }))) return;
  if (!(await judgeEntries(session, change, { there: together(rest, near) }, "patched.near"))) return;
  if (!(await send(session, change, { [remove]: [last.key ?? last.value] }))) return;
  const left = together(
    rest.filter((one) => one !== last),
    near,
  );
  await judgeEntries(session, change, { there: left, gone: last }, "patched.near");
}

interface ItemThere {
  readonly schema: JsonSchema;
  readonly item: KeyedItem;
}

/** An item of a list is sent once more, other in all but what tells it apart: it takes the place of the first. */
async function setItemAnew(session: ServiceSession, change: ChangeOfEntries, { schema, item }: ItemThere) {
  const { by, put } = change.patch;
  const anew = by && sameEntry(item, { schema, by }, session.context.generation);
  if (anew === undefined || !(await send(session, change, { [put]: asSentIn(schema, [anew]) }))) return;
  await judgeEntries(session, change, { there: [anew], gone: item }, "patched.anew");
}

interface EntriesToAdd {
  readonly added: readonly KeyedItem[];
  /** One that is new, and one of those before with another value, if it has a key to tell which one that is. */
  readonly later: readonly KeyedItem[];
  /** One of those added first. */
  readonly removed: KeyedItem;
}

/** Entries that tell whether somebody kept them: one stays, one goes. Undefined where the schema has too few. */
function entriesToAdd(schema: JsonSchema, context: GenerationContext, salt: string): EntriesToAdd | undefined {
  const [changed, removed, kept, added] = isMap(schema)
    ? plainEntries(schema, context, salt, ENTRIES).map(([key, value]): KeyedItem => ({ key, value }))
    : itemsOf(schema, context, salt);
  if (changed === undefined || removed === undefined || kept === undefined || added === undefined) return undefined;
  const [[, value] = []] = isMap(schema) ? plainEntries(schema, context, `${salt} anew`, 1) : [];
  const anew = value === undefined ? [] : [{ ...changed, value }];
  return { added: [changed, removed, kept], later: [...anew, added], removed };
}

const ENTRIES = 4;

function itemsOf(schema: JsonSchema, context: GenerationContext, salt: string): KeyedItem[] {
  const items = Array.from({ length: ENTRIES }, (_, at) => tellingValue(schema.items ?? {}, context, `${salt} ${at}`));
  return items.flatMap((value) => (value === undefined ? [] : [{ value }]));
}

function asSentIn(schema: JsonSchema, entries: readonly KeyedItem[]): JsonValue {
  if (!isMap(schema)) return entries.map(({ value }) => value);
  return Object.fromEntries(entries.map(({ key, value }) => [key ?? "", value]));
}

/** Whether the operation takes its plain input with this at the place of the entries. */
async function send(session: ServiceSession, { operation, at }: ChangeOfEntries, sent: JsonObject): Promise<boolean> {
  const plain = plainInput(session.context, { operation: operation.id }, { salt: session.salt() });
  const request = plain && encodeInput(operation, withValue(plain, pointerTokens(at), sent));
  return request !== undefined && isSuccess(await session.send(request));
}

/** Whether the resource, once it is ready, shows the entries that it should, and not the one that it should not. */
async function judgeEntries(
  session: ServiceSession,
  { operation, made, at }: ChangeOfEntries,
  due: { readonly there: readonly KeyedItem[]; readonly gone?: KeyedItem },
  promise: (typeof PROMISES)[number] = "patched",
): Promise<boolean> {
  const first = await untilReady(session, made, operation.id);
  if (first === undefined || made.resource.describe === undefined) return false;
  const below = `${made.resource.describe.shows ?? ""}${at}`;
  const look = (value: JsonObject | undefined) => entriesFinding(valueAt(value ?? {}, at), due, below);
  const reply = await session.waitFor(
    { operation: operation.id, event: promise },
    {
      read: () => session.describe(made),
      holds: (each) => isSuccess(each) && look(session.shown(made, each)).finding.grade === "met",
    },
  );
  if (reply === undefined || !isSuccess(reply)) return false;
  const { finding, members } = look(session.shown(made, reply));
  // A change that is still under way may not show yet.
  if (finding.grade !== "met" && underWay(session, made, reply) !== undefined) return false;
  const condition = members === undefined ? undefined : { members, settles: true };
  session.judge(promiseId(operation, promise), wanting(finding, condition), reply.exchange);
  return finding.grade === "met";
}
