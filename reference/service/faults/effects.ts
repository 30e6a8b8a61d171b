import { roleOf } from "../table/role.ts";
import type { FaultRule, UnnamedFault } from "./service-fault.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  create: "Answers as if it had made the resource, and forgets it.",
  delete: "Answers as if the resource were gone, and keeps it.",
  update: "Answers as if it had changed the resource, and does not.",
  tag: "Answers as if it had set the tags, and does not.",
  untag: "Answers as if it had removed the tags, and does not.",
};

/** What takes more tags away than it is given keys of, or fewer. */
const KEYS: readonly UnnamedFault[] = [
  {
    id: "case-of-keys.not-minded",
    kind: "tags-undone",
    sentence: "Removes the tags whose keys differ in case, too.",
    habits: { minds: (_operation, what) => what !== "case of keys" },
  },
  {
    id: "whole-key.not-minded",
    kind: "tags-undone",
    sentence: "Removes each tag whose key begins with one that is given.",
    habits: { minds: (_operation, what) => what !== "whole key" },
  },
  {
    id: "every-key.not-minded",
    kind: "tags-undone",
    sentence: "Removes the tag of the first key that is given, and no other.",
    habits: { minds: (_operation, what) => what !== "every key" },
  },
];

/** What leaves the values of tags as they were first. */
const VALUES: readonly UnnamedFault[] = [
  {
    id: "later-value.not-minded",
    kind: "tags-undone",
    sentence: "Keeps the value of a tag that is there already.",
    habits: { minds: (_operation, what) => what !== "later value" },
  },
];

/** An operation that succeeds and does nothing, or too much. */
export const effectFaults: FaultRule = (operation, { table }) => {
  const { name: role } = roleOf(table, operation.name);
  const sentence = SENTENCES[role];
  if (sentence === undefined) return [];
  const missing = { id: "effect.missing", kind: "effect-missing", sentence, habits: { acts: () => false } } as const;
  return [missing, ...(role === "untag" ? KEYS : role === "tag" ? VALUES : [])];
};
