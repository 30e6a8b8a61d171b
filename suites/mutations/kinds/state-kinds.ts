import { isSafe } from "#protocol/methods.ts";
import { childPointer, valueAt } from "#spec/json/json-pointer.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { jsonText } from "#spec/json/json-text.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";
import type { FaultKind, FaultPlace, NotedTraffic } from "#suites/mutations/answer-fault.ts";
import { type GoodAnswer, isGood, isRefused, type PassingAnswer } from "#suites/mutations/passing-answer.ts";
import { changedAt, valuesAt } from "#suites/mutations/places.ts";
import { memberIn } from "./member-places.ts";
import { isAboutSame, isAnswerTo } from "./same-resource.ts";

/** The answers that succeeded, each with those before it. */
function* withBefore({ answers }: Pick<NotedTraffic, "answers">): Iterable<[PassingAnswer, readonly PassingAnswer[]]> {
  for (const [at, answer] of answers.entries()) yield [answer, answers.slice(0, at)];
}

/** The last good answer to the same request before, if it said something else. */
function earlierAnswer(answer: PassingAnswer, before: readonly PassingAnswer[]): GoodAnswer | undefined {
  const last = before.filter(isGood).findLast(({ asked }) => asked === answer.asked);
  return last !== undefined && jsonText(last.json) !== jsonText(answer.json ?? null) ? last : undefined;
}

const staleRead: FaultKind = {
  id: "stale-read",
  title: "stale description",
  places: (noted) =>
    [...withBefore(noted)].flatMap(([answer, before]) =>
      isRead(answer) && isGood(answer) && earlierAnswer(answer, before) !== undefined
        ? [{ operation: answer.operation.id }]
        : [],
    ),
  change: (_fault, answer, { before }) => {
    if (!isGood(answer)) return undefined;
    const earlier = earlierAnswer(answer, before);
    return earlier === undefined ? undefined : { json: earlier.json };
  },
  gap: ({ operation }) => `no test notices that ${operation} answers what it answered the time before`,
};

function isRead({ operation }: PassingAnswer): boolean {
  return isSafe(operation.method);
}

const updateNotShown: FaultKind = {
  id: "update-not-shown",
  title: "update that does not show",
  places: (noted) =>
    [...withBefore(noted)].flatMap(([answer, before]) => {
      if (!isRead(answer) || !isGood(answer)) return [];
      const update = updateOf(answer, before, noted.service.table);
      if (update === undefined || shownBefore(answer, update, before) === undefined) return [];
      return [{ operation: answer.operation.id, after: update.operation.id }];
    }),
  change: (fault, answer, { before, service }) => {
    const update = updateOf(answer, before, service.table);
    if (!isGood(answer) || update === undefined || update.operation.id !== fault.after) return undefined;
    const shown = shownBefore(answer, update, before);
    return shown === undefined ? undefined : { json: shown.json };
  },
  gap: ({ operation, after }) => `no test reads with ${operation} what ${after} has changed`,
};

/** The last change of the resource that an answer shows: neither its creation nor its deletion. */
function updateOf(
  answer: PassingAnswer,
  before: readonly PassingAnswer[],
  table: ResourceTable,
): PassingAnswer | undefined {
  return before.findLast(
    (each) =>
      !isRead(each) &&
      each.response.status < 300 &&
      !isAnswerTo(table, "create", each) &&
      !isAnswerTo(table, "delete", each) &&
      isAboutSame(each, answer, table),
  );
}

/** What the same request was answered before another one, where that was something else. */
function shownBefore(
  answer: PassingAnswer,
  update: PassingAnswer,
  before: readonly PassingAnswer[],
): GoodAnswer | undefined {
  return earlierAnswer(answer, before.slice(0, before.indexOf(update)));
}

const stillDescribed: FaultKind = {
  id: "still-described",
  title: "deletion that is not: still described",
  places: (noted) =>
    [...withBefore(noted)].flatMap(([answer, before]) => {
      const gone = isRead(answer) && isRefused(answer) ? goneBefore(answer, before, noted) : undefined;
      return gone === undefined ? [] : [{ operation: answer.operation.id, after: gone.operation.id }];
    }),
  change: (fault, answer, context) => {
    const gone = isRefused(answer) ? goneBefore(answer, context.before, context) : undefined;
    if (gone?.operation.id !== fault.after) return undefined;
    const last = context.before.filter(isGood).findLast(({ asked }) => asked === answer.asked);
    if (last === undefined) return undefined;
    return {
      status: last.response.status,
      json: last.json,
      headers: { "x-amzn-errortype": undefined, "content-type": "application/json" },
    };
  },
  gap: ({ operation, after }) => `no test asks ${operation} whether ${after} has deleted anything`,
};

/** The deletion of what an answer is about, where the same request was answered before. */
function goneBefore(
  answer: PassingAnswer,
  before: readonly PassingAnswer[],
  { service: { table } }: Pick<NotedTraffic, "service">,
): PassingAnswer | undefined {
  if (!before.some((each) => isGood(each) && each.asked === answer.asked)) return undefined;
  return before.findLast(
    (each) => isGood(each) && isAnswerTo(table, "delete", each) && isAboutSame(each, answer, table),
  );
}

const stillListed: FaultKind = {
  id: "still-listed",
  title: "deletion that is not: still listed",
  places: (noted) =>
    [...withBefore(noted)].flatMap(([answer, before]) => {
      const found = isGood(answer) ? lostItem(answer, before, noted.service.table) : undefined;
      return found === undefined ? [] : [{ operation: answer.operation.id, after: found.by, path: found.at }];
    }),
  change: (fault, answer, { before, service }) => {
    const found = isGood(answer) ? lostItem(answer, before, service.table) : undefined;
    if (found === undefined || !isGood(answer) || found.by !== fault.after) return undefined;
    const json = changedAt(answer.json, found.at, (value) => (Array.isArray(value) ? [...value, found.item] : value));
    return { json };
  },
  gap: ({ operation, after }) => `no test looks whether ${operation} still names what ${after} has deleted`,
};

interface LostItem {
  readonly at: string;
  readonly item: JsonValue;
  /** The operation that deleted it. */
  readonly by: string;
}

/** An item that a list had before it was deleted, and has no more. */
function lostItem(
  answer: GoodAnswer,
  before: readonly PassingAnswer[],
  { resources }: ResourceTable,
): LostItem | undefined {
  for (const { list, delete: removal, id } of resources) {
    if (list?.operation !== answer.operation.id || removal === undefined || id.input === undefined) continue;
    const now = valueAt(answer.json, list.at);
    if (!Array.isArray(now)) continue;
    const nameOf = (item: JsonValue): JsonValue | undefined => valueAt(item, list.item);
    for (const gone of before.filter((each) => isGood(each) && each.operation.id === removal.operation)) {
      const name = valueAt(gone.input, id.input);
      if (name === undefined || now.some((item) => nameOf(item) === name)) continue;
      const item = before
        .filter((each) => isGood(each) && each.operation.id === list.operation)
        .flatMap((each) => valuesAt(each.json, childPointer(list.at, "*")))
        .find((each) => nameOf(each) === name);
      if (item !== undefined) return { at: list.at, item, by: removal.operation };
    }
  }
  return undefined;
}

const neverReady: FaultKind = {
  id: "never-ready",
  title: "status that never becomes ready",
  places: (noted) => noted.service.table.resources.flatMap((resource) => readyPlaces(resource, noted)),
  change: (fault, answer) => {
    const { path = "", value } = fault;
    if (!isGood(answer) || value === undefined) return undefined;
    const [pending, ready] = Array.isArray(value) ? value : [];
    if (pending === undefined || ready === undefined) return undefined;
    return { json: changedAt(answer.json, path, (status) => (status === ready ? pending : status)) };
  },
  gap: (fault) => `no test waits for ${memberIn(fault)} of ${fault.operation} to be what it waits for`,
};

/** Where a resource was seen to be ready: its value before, and that. */
function readyPlaces({ ready, describe, create, going }: Resource, { answers }: NotedTraffic): FaultPlace[] {
  if (ready === undefined || describe?.shows === undefined) return [];
  const path = describe.shows + ready.at;
  const of = answers.filter(isGood).filter(({ operation }) => operation.id === describe.operation);
  const [seen] = of.filter(({ json }) => valueAt(json, path) === ready.is);
  if (seen === undefined) return [];
  const others = answers
    .filter(isGood)
    .filter(({ operation }) => [describe.operation, create?.operation].includes(operation.id))
    .flatMap(({ json }) => valuesAt(json, path));
  const ends: readonly JsonValue[] = [ready.is, ...ready.failed, ...(ready.gone ?? []), going?.is ?? ready.is];
  const pending = [...others, ...allowedAt(seen, path)].find((value) => value !== null && !ends.includes(value));
  return pending === undefined ? [] : [{ operation: describe.operation, path, value: [pending, ready.is] }];
}

function allowedAt({ operation }: PassingAnswer, path: string): readonly JsonValue[] {
  let schema = operation.success.schema;
  for (const token of path.split("/").slice(1)) schema = schema.properties?.[token] ?? {};
  return schema.enum ?? [];
}

/** What shows only to whoever remembers what was answered before. */
export const STATE_KINDS: readonly FaultKind[] = [staleRead, updateNotShown, stillDescribed, stillListed, neverReady];
