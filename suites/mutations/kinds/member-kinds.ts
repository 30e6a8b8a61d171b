import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import type { AnswerFault, FaultKind, FaultPlace, NotedTraffic } from "#suites/mutations/answer-fault.ts";
import type { GivenChange } from "#suites/mutations/change.ts";
import { isGood, type PassingAnswer } from "#suites/mutations/passing-answer.ts";
import { changedAt, type ValueChange, valuesAt } from "#suites/mutations/places.ts";
import { isTimePlace, memberIn, saysNothing, type SeenPlace, seenPlaces } from "./member-places.ts";

/** The answer with the value at the fault's path changed; null says no more than nothing, so it stays. */
export function valueChanged(
  { path = "" }: AnswerFault,
  answer: PassingAnswer,
  change: ValueChange,
): GivenChange | undefined {
  if (!isGood(answer)) return undefined;
  return { json: changedAt(answer.json, path, (value) => (value === null ? value : change(value))) };
}

function placesWhere(fits: (place: SeenPlace) => boolean): (noted: NotedTraffic) => FaultPlace[] {
  return (noted) =>
    seenPlaces(noted)
      .filter(fits)
      .map(({ operation, path }) => ({ operation, path }));
}

/** A member that says something: without what is empty an answer says the same. */
const isMember = ({ in: holder, value }: SeenPlace): boolean => holder === "structure" && !saysNothing(value);

const memberLost: FaultKind = {
  id: "member-lost",
  title: "member lost",
  places: placesWhere(isMember),
  change: (fault, answer) => valueChanged(fault, answer, () => undefined),
  gap: (fault) => `no test misses ${memberIn(fault)} in the answer of ${fault.operation}`,
};

const memberNull: FaultKind = {
  id: "member-null",
  title: "member null",
  places: placesWhere(isMember),
  change: (fault, answer) => valueChanged(fault, answer, () => null),
  gap: (fault) => `no test notices that ${memberIn(fault)} is null in the answer of ${fault.operation}`,
};

const memberRetyped: FaultKind = {
  id: "member-retyped",
  title: "member of another type",
  places: placesWhere(({ value }) => value !== null && !isScalar(value)),
  change: (fault, answer) => valueChanged(fault, answer, retyped),
  gap: (fault) => `no test looks at the type of ${memberIn(fault)} after ${fault.operation}`,
};

function retyped(value: JsonValue): JsonValue {
  // Not a string: some SDKs take that for a list of its characters.
  return Array.isArray(value) ? { items: value } : [value];
}

const isScalar = (value: JsonValue): value is number | boolean => {
  return typeof value === "number" || typeof value === "boolean";
};

const scalarAsText: FaultKind = {
  id: "scalar-as-text",
  isAlike: true,
  isForm: true,
  title: "number or boolean as text",
  places: placesWhere(({ value }) => isScalar(value)),
  change: (fault, answer) => valueChanged(fault, answer, (value) => (isScalar(value) ? String(value) : value)),
  gap: memberRetyped.gap,
};

/** A number, or a string that ends in one, such as a version. */
const LAST_NUMBER = /(\d{1,9})(\D*)$/;

const offByOne: FaultKind = {
  id: "off-by-one",
  title: "off by one",
  places: placesWhere((place) => !isTimePlace(place) && (typeof place.value === "number" || isVersion(place.value))),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) => {
      if (typeof value === "number") return value + 1;
      if (typeof value !== "string") return value;
      return value.replace(LAST_NUMBER, (_all, digits: string, rest: string) => `${Number(digits) + 1}${rest}`);
    }),
  gap: (fault) => `no test compares ${memberIn(fault)} with what it should be after ${fault.operation}`,
};

function isVersion(value: JsonValue): boolean {
  return typeof value === "string" && /^v?\d+(\.\d+)*$/.test(value);
}

const otherValue: FaultKind = {
  id: "other-value",
  title: "value of a neighbour",
  places: (noted) => {
    const all = seenPlaces(noted);
    return all.flatMap((place) => neighbourOf(place, all));
  },
  change: (fault, answer) => {
    const { value, from = "" } = fault;
    const [neighbour] = value === undefined ? valuesAt(answer.json, from) : [value];
    if (neighbour === undefined || neighbour === null) return undefined;
    return valueChanged(fault, answer, () => neighbour);
  },
  gap: (fault) => `no test compares the value of ${memberIn(fault)} after ${fault.operation}`,
};

/** Another value that the contract allows, or that of a sibling that has the same type. */
function neighbourOf({ operation, path, schema, value }: SeenPlace, all: readonly SeenPlace[]): FaultPlace[] {
  if (typeof value === "object") return [];
  const other = schema.enum?.find((each) => each !== value && typeof each === typeof value);
  if (other !== undefined) return [{ operation, path, value: other }];
  if (typeof value === "boolean") return [{ operation, path, value: !value }];
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const sibling = all.find(
    (each) =>
      each.operation === operation &&
      each.path !== path &&
      each.path.startsWith(folder) &&
      !each.path.slice(folder.length).includes("/") &&
      each.in === "structure" &&
      typeof each.value === typeof value &&
      each.value !== value,
  );
  return sibling === undefined || sibling.path.includes("*") ? [] : [{ operation, path, from: sibling.path }];
}

const timeInMilliseconds: FaultKind = {
  id: "time-in-milliseconds",
  isAlike: true,
  title: "time in milliseconds",
  places: placesWhere((place) => typeof place.value === "number" && isTimePlace(place)),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) => (typeof value === "number" ? Math.round(value * 1000) : value)),
  gap: (fault) => `no test looks whether ${memberIn(fault)} is a time of today after ${fault.operation}`,
};

const timeAsText: FaultKind = {
  id: "time-as-text",
  isAlike: true,
  isForm: true,
  title: "time as text",
  places: placesWhere((place) => typeof place.value === "number" && isTimePlace(place)),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) => {
      const date = new Date(typeof value === "number" ? value * 1000 : NaN);
      return Number.isNaN(date.getTime()) ? value : date.toISOString();
    }),
  gap: (fault) => `no test looks at the form of the time ${memberIn(fault)} after ${fault.operation}`,
};

const listMissesOne: FaultKind = {
  id: "list-misses-one",
  title: "list misses one",
  places: placesWhere(({ value }) => Array.isArray(value) && value.length > 0),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) => (Array.isArray(value) ? value.slice(0, -1) : value)),
  gap: (fault) => `no test misses an item of ${memberIn(fault)} after ${fault.operation}`,
};

const listRepeatsOne: FaultKind = {
  id: "list-repeats-one",
  title: "list repeats one",
  places: placesWhere(({ value }) => Array.isArray(value) && value.length > 0),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) => (Array.isArray(value) ? [...value, ...value.slice(0, 1)] : value)),
  gap: (fault) => `no test notices that an item of ${memberIn(fault)} comes twice after ${fault.operation}`,
};

const entryLost: FaultKind = {
  id: "tag-lost",
  title: "tag lost",
  places: placesWhere(
    ({ schema, value }) =>
      typeof schema.additionalProperties === "object" && isJsonObject(value) && Object.keys(value).length > 0,
  ),
  change: (fault, answer) =>
    valueChanged(fault, answer, (value) =>
      isJsonObject(value) ? Object.fromEntries(Object.entries(value).slice(1)) : value,
    ),
  gap: (fault) => `no test looks for every entry of ${memberIn(fault)} after ${fault.operation}`,
};

/** What may be wrong with one member of an answer. */
export const MEMBER_KINDS: readonly FaultKind[] = [
  memberLost,
  memberNull,
  memberRetyped,
  scalarAsText,
  offByOne,
  otherValue,
  timeInMilliseconds,
  timeAsText,
  listMissesOne,
  listRepeatsOne,
  entryLost,
];
