import { type Role, roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

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

/** What is made although the answer says that it is not: of a kind that a client names. */
const MADE_ANYWAY: readonly UnnamedFault[] = [
  {
    id: "refused.done",
    kind: "refused-done",
    sentence: "Makes what it refuses to make for its input.",
    habits: { persists: () => true },
  },
];

/** An operation that succeeds and does nothing, or too much, or does what it refuses. */
export const effectFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  const sentence = SENTENCES[role.name];
  if (sentence === undefined) return [];
  const missing = { id: "effect.missing", kind: "effect-missing", sentence, habits: { acts: () => false } } as const;
  return [missing, ...beyondMissing(role)];
};

function beyondMissing(role: Role): readonly UnnamedFault[] {
  if (role.name === "untag") return KEYS;
  if (role.name === "tag") return VALUES;
  if (role.name !== "create") return [];
  const [{ id, fixed, describe }] = role.kinds;
  return id.input === undefined || fixed || describe === undefined ? [] : MADE_ANYWAY;
}
