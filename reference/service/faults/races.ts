import { isOnly } from "../table/locate.ts";
import { roleOf } from "../table/role.ts";
import type { FaultRule, UnnamedFault } from "./service-fault.ts";

/** What happens between looking and acting, while another request is carried out. */
export const raceFaults: FaultRule = (operation, { table }) => {
  const role = roleOf(table, operation.name);
  if (role.name === "tag")
    return [
      {
        id: "race.undoes-tags",
        kind: "tags-undone",
        sentence: "Reads the tags of a resource, and stores them later: parallel requests undo each other.",
        habits: { hurries: () => "tags" },
      },
    ];
  if (role.name !== "create" && role.name !== "delete") return [];
  const [kind] = role.kinds;
  if (kind.create === undefined || kind.fixed || kind.stays !== undefined || isOnly(table, kind)) return [];
  if (role.name === "delete")
    return operation.errors.some(({ code }) => code === "ConflictException") ? [] : [UNDOCUMENTED_LOSER];
  const isTold = operation.errors.some(({ code }) => table.taken.includes(code));
  const isShown = kind.create.shows !== undefined;
  const hasToken = operation.input.some(({ shape }) => shape.token);
  return [
    ...(kind.id.input !== undefined && isTold ? [MANY_WINNERS] : []),
    ...(kind.id.input === undefined && hasToken ? [TOKEN_TWICE] : []),
    ...(isShown && (kind.most === undefined || kind.most.count > 1) ? [ANOTHERS_ANSWER] : []),
  ];
};

const MANY_WINNERS: UnnamedFault = {
  id: "race.many-winners",
  kind: "race-let-through",
  sentence: "Looks whether a name is free, and takes it later: parallel requests for it all succeed.",
  habits: { hurries: () => "names" },
};

const TOKEN_TWICE: UnnamedFault = {
  id: "race.token-carried-out-twice",
  kind: "race-let-through",
  sentence: "Carries out each of several parallel requests with one client token.",
  habits: { hurries: () => "tokens" },
};

const ANOTHERS_ANSWER: UnnamedFault = {
  id: "race.answers-another",
  kind: "race-mixed-up",
  sentence: "Answers a creation with what a parallel one has made meanwhile.",
  habits: { hurries: () => "creations" },
};

const UNDOCUMENTED_LOSER: UnnamedFault = {
  id: "race.undocumented-loser",
  kind: "race-mixed-up",
  sentence: "Refuses all but one of parallel deletions with an error that the operation does not have.",
  habits: { hurries: () => "deletions" },
};
