import { valueText } from "#reference/value-text.ts";
import { inDocument, withChanged, type AnswerChange, type DrawnChange, type StoreChange } from "./drawn-change.ts";
import { type FaultCondition, WITHOUT_TAGS } from "./drawn-condition.ts";
import { answeredWith, BODIES, CONTENT_TYPES } from "./whole-answer.ts";

type Pairs = readonly (readonly [key: string, value: unknown])[];

/** Where there are no tags, what happens to each of them changes nothing. */
const sparesNone = (condition: FaultCondition): boolean => condition === WITHOUT_TAGS;

function inTags(words: string, change: (pairs: Pairs) => Pairs): AnswerChange {
  const inMap = (tags: unknown): unknown => Object.fromEntries(change(Object.entries(tags as object)));
  return { words, spares: sparesNone, apply: inDocument((document) => withChanged(document, "tags", inMap)) };
}

function sending(words: string, change: (tags: unknown) => unknown): AnswerChange {
  return { words, apply: inDocument((document) => withChanged(document, "tags", change)) };
}

/** What can be wrong with the tags of a list. */
export const TAG_LIST_CHANGES: readonly AnswerChange[] = [
  ...[201, 202, 404, 500].map(answeredWith),
  ...CONTENT_TYPES,
  ...BODIES,
  sending("sends the tags in a list", (tags) => [tags]),
  sending("sends the tags as a JSON string", (tags) => JSON.stringify(tags)),
  sending("sends true as the tags", () => true),
  inTags("sends all tags but the last", (pairs) => pairs.slice(0, -1)),
  inTags("sends a full stop after the value of each tag", (pairs) =>
    pairs.map(([key, own]) => [key, `${valueText(own)}.`]),
  ),
  inTags("sends the value of each tag in an object", (pairs) => pairs.map(([key, value]) => [key, { value }])),
  {
    words: "calls the tags Tags",
    spares: sparesNone,
    apply: inDocument(({ tags, ...others }) => ({ ...others, Tags: tags })),
  },
  { words: "sends the tags without the member around them", spares: sparesNone, apply: inDocument(({ tags }) => tags) },
];

const STATUSES = [201, 202, 404, 500].map(answeredWith);

const KEPT: StoreChange = { words: "does not change the tags", store: (before) => before };

/** What can be wrong with putting tags on. */
export const TAG_CHANGES: readonly DrawnChange[] = [
  ...STATUSES,
  KEPT,
  {
    words: "keeps none of the tags before",
    // One tag may be the one that gets another value.
    spares: (condition) => condition === WITHOUT_TAGS || condition.holds({ tags: 1, turn: 0 }),
    store: (before, after) => new Map([...after].filter(([key, value]) => before.get(key) !== value)),
  },
  {
    words: "keeps a full stop after each value put on",
    store: (before, after) =>
      new Map([...after].map(([key, value]) => [key, before.get(key) === value ? value : `${value}.`])),
  },
  {
    words: "keeps the tags under keys in capitals",
    store: (_before, after) => new Map([...after].map(([key, value]) => [key.toUpperCase(), value])),
  },
];

/** What can be wrong with taking tags off. */
export const UNTAG_CHANGES: readonly DrawnChange[] = [
  ...STATUSES,
  KEPT,
  {
    words: "takes all tags off",
    spares: (condition) => condition.holds({ tags: 1, turn: 0 }),
    store: () => new Map<string, string>(),
  },
  {
    words: "leaves the tags with an empty value",
    store: (before, after) => new Map([...before].map(([key, value]) => [key, after.has(key) ? value : ""])),
  },
];
