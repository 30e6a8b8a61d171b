import { roleOf } from "../table/role.ts";
import type { FaultRule } from "./service-fault.ts";

const SENTENCES: Readonly<Record<string, string>> = {
  create: "Answers as if it had made the resource, and forgets it.",
  delete: "Answers as if the resource were gone, and keeps it.",
  update: "Answers as if it had changed the resource, and does not.",
  tag: "Answers as if it had set the tags, and does not.",
  untag: "Answers as if it had removed the tags, and does not.",
};

/** An operation that succeeds and does nothing. */
export const effectFaults: FaultRule = (operation, { table }) => {
  const sentence = SENTENCES[roleOf(table, operation.name).name];
  if (sentence === undefined) return [];
  return [{ id: "effect.missing", kind: "effect-missing", sentence, habits: { acts: () => false } }];
};
