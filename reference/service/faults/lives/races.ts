import type { Operation } from "#reference/service/model/operation.ts";
import { shapeAt } from "#reference/service/resource/shown-shape.ts";
import type { ResourceKind, Table } from "#reference/service/table/kind.ts";
import { isOnly } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

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
  const isShown = tellsWhich(operation, kind, table);
  const hasToken = operation.input.some(({ shape }) => shape.token);
  return [
    ...(kind.id.input !== undefined && isTold ? [MANY_WINNERS] : []),
    // Where no two have the same members, the second is refused whatever becomes of the token.
    ...(kind.id.input === undefined && kind.id.unique === undefined && hasToken ? [TOKEN_TWICE] : []),
    ...(isShown && (kind.most === undefined || kind.most.count > 1) ? [ANOTHERS_ANSWER] : []),
  ];
};

/** Whether the answer has what two of a kind differ in: who it is, or a fresh value that was sent. */
function tellsWhich({ name, output }: Operation, { id, arn, create }: ResourceKind, { inputs }: Table): boolean {
  const shows = create?.shows;
  const fresh = Object.entries(inputs[name] ?? {}).flatMap(([member, value]) =>
    value === "$new" ? [`/${member}`] : [],
  );
  const own = [id.input, arn, ...fresh].flatMap((pointer) => (pointer === undefined ? [] : [`${shows}${pointer}`]));
  return shows !== undefined && [...own, id.output].some((at) => at !== undefined && shapeAt(output, at) !== undefined);
}

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
