import { isOnly } from "../table/locate.ts";
import { roleOf } from "../table/role.ts";
import type { FaultRule } from "./service-fault.ts";

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
  if (role.name !== "create") return [];
  const [kind] = role.kinds;
  if (kind.fixed || kind.stays !== undefined || isOnly(table, kind)) return [];
  const isTold = operation.errors.some(({ code }) => table.taken.includes(code));
  if (kind.id.input !== undefined && isTold)
    return [
      {
        id: "race.many-winners",
        kind: "race-let-through",
        sentence: "Looks whether a name is free, and takes it later: parallel requests for it all succeed.",
        habits: { hurries: () => "names" },
      },
    ];
  const hasToken = operation.input.some(({ shape }) => shape.token);
  if (kind.id.input !== undefined || !hasToken) return [];
  return [
    {
      id: "race.token-carried-out-twice",
      kind: "race-let-through",
      sentence: "Carries out each of several parallel requests with one client token.",
      habits: { hurries: () => "tokens" },
    },
  ];
};
