import { inDocument, withChanged, type DrawnChange, type EntryChange } from "./drawn-change.ts";
import type { FaultCondition } from "./drawn-condition.ts";
import { answeredWith, BODIES, CONTENT_TYPES } from "./whole-answer.ts";

/** A list that is right the next time is one that lags, and lists may lag. */
const sparesTurns = ({ looksAt }: FaultCondition): boolean => looksAt === "turn";

const ENTRIES: readonly EntryChange[] = [
  { words: "does not list a cluster", spares: sparesTurns, entries: () => [] },
  { words: "lists a name without its last character", spares: sparesTurns, entries: (name) => [name.slice(0, -1)] },
  { words: "lists a name twice in a row", spares: sparesTurns, entries: (name) => [name + name] },
  { words: "lists a cluster twice", spares: sparesTurns, entries: (name) => [name, name] },
  { words: "lists a name in an object", entries: (name) => [{ name }] },
  { words: "lists a name in a list", entries: (name) => [[name]] },
  { words: "lists a number instead of a name", entries: (name) => [name.length] },
];

/** Whole lists are of no one cluster: such a change shows by turns. */
const sparesClusters = ({ looksAt }: FaultCondition): boolean => looksAt !== "turn";

const WHOLE: readonly DrawnChange[] = [
  ...[201, 202, 404, 500].map(answeredWith),
  ...CONTENT_TYPES,
  ...BODIES,
  {
    words: "sends the clusters as an object",
    apply: inDocument((document) => withChanged(document, "clusters", (names) => ({ names }))),
  },
  {
    words: "sends the clusters as a JSON string",
    apply: inDocument((document) => withChanged(document, "clusters", (names) => JSON.stringify(names))),
  },
];

/** What can be wrong with a list. */
export const LIST_CHANGES: readonly DrawnChange[] = [
  ...ENTRIES,
  ...WHOLE.map((change) => ({ ...change, spares: sparesClusters })),
];
