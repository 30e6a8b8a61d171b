import { NAME_FORMS, ORDINALS, TAG_COUNTS } from "#reference/drawn/drawn-condition.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { memberOf, type Shape } from "#reference/service/model/shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { isOnly } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { CallFacts } from "./call-facts.ts";

/** When a drawn fault of a service shows. */
export interface ServiceCondition {
  /** The end of a sentence: "when it has no tags". */
  readonly words: string;
  readonly looksAt: "name" | "tags" | "token" | "parent" | "siblings" | "history" | "turn";
  readonly holds: (facts: CallFacts) => boolean;
}

/** A promise of one operation of many is tried a few times in a run: rarer turns would not come. */
const TURNS = ["second", "third", "fifth"] as const;

const CONDITIONS: readonly ServiceCondition[] = [
  ...NAME_FORMS.map(([words, looks]): ServiceCondition => ({
    words: `when its name ${words}`,
    looksAt: "name",
    holds: ({ name }) => name !== undefined && looks(name),
  })),
  { words: "when it has no tags", looksAt: "tags", holds: ({ tags }) => tags === 0 },
  ...TAG_COUNTS.map(([words, looks]): ServiceCondition => ({
    words: `when it has ${words}`,
    looksAt: "tags",
    holds: ({ tags }) => tags !== undefined && looks(tags),
  })),
  { words: "when the request has a token", looksAt: "token", holds: ({ hasToken }) => hasToken },
  { words: "when the request has no token", looksAt: "token", holds: ({ hasToken }) => !hasToken },
  {
    words: "when it belongs to another than the first of its parents",
    looksAt: "parent",
    holds: ({ isOfLaterParent }) => isOfLaterParent,
  },
  { words: "when another of its kind is beside it", looksAt: "siblings", holds: ({ hasSibling }) => hasSibling },
  { words: "when it has been changed", looksAt: "history", holds: ({ isChanged }) => isChanged },
  ...TURNS.map((ordinal): ServiceCondition => ({
    words: `every ${ordinal} time`,
    looksAt: "turn",
    holds: ({ turn }) => turn % ORDINALS[ordinal] === 0,
  })),
];

/** The conditions that can hold of a call of the operation. */
export function conditionsOf(operation: Operation, service: Service): ServiceCondition[] {
  return CONDITIONS.filter(({ looksAt }) => CAN_HOLD[looksAt]({ operation, service, ...aboutOf(operation, service) }));
}

interface About {
  readonly operation: Operation;
  readonly service: Service;
  /** What the operation is about; undefined for tags, and for what is nothing of the account's. */
  readonly kind?: ResourceKind | undefined;
  readonly role: string;
}

function aboutOf({ name }: Operation, { table }: Service): Pick<About, "kind" | "role"> {
  const role = roleOf(table, name);
  return { role: role.name, kind: "kinds" in role ? role.kinds[0] : undefined };
}

const CAN_HOLD: Readonly<Record<ServiceCondition["looksAt"], (about: About) => boolean>> = {
  // Nobody has a say in a name that the service gives, nor in how one looks that stands in an ARN.
  name: ({ kind, role, service }) => isMadeByName(kind) && role !== "list" && isWholeName(service, kind),
  tags: ({ kind, role }) => kind?.tags !== undefined && kind.create !== undefined && role !== "list",
  token: ({ operation }) => operation.input.some(({ shape }) => shape.token),
  parent: ({ kind, service }) =>
    kind?.create !== undefined && service.table.kinds.some(({ name, create }) => name === kind.parent && create),
  siblings: ({ kind, service, role }) =>
    isMadeByName(kind) &&
    kind !== undefined &&
    !isOnly(service.table, kind) &&
    kind.most?.count !== 1 &&
    role !== "list",
  history: ({ kind, role }) =>
    kind?.create !== undefined && kind.updates.length > 0 && !["create", "list"].includes(role),
  turn: () => true,
};

function isMadeByName(kind: ResourceKind | undefined): boolean {
  return kind?.create !== undefined && kind.id.input !== undefined && !kind.fixed;
}

function isWholeName({ table }: Service, kind: ResourceKind | undefined): boolean {
  return valueAt(table.inputs[kind?.create?.operation ?? ""] ?? {}, kind?.id.input ?? "") === "$new";
}

/** Whether a call of the operation that nobody may mistake for another's can bring the condition about. */
export function mayCome({ looksAt, holds }: ServiceCondition, operation: string, service: Service): boolean {
  const role = roleOf(service.table, operation);
  const kind = "kinds" in role ? role.kinds[0] : undefined;
  if (kind === undefined) return true;
  const facts = { hasToken: false, isOfLaterParent: false, hasSibling: false, isChanged: false, turn: 0 };
  // Where the service gives the name of what belongs to nothing, a tag alone tells whose it is.
  if (looksAt === "tags")
    return kind.parent !== undefined || kind.id.input !== undefined || !holds({ ...facts, tags: 0 });
  const shape = shapeOfName(service, kind);
  const least = kind.parent === undefined ? MARK.length : 1;
  const names = SAMPLES.filter((name) => name.length >= least && (shape === undefined || fits(shape, name)));
  return looksAt !== "name" || names.some((name) => holds({ ...facts, name }));
}

/** What the name of a resource that belongs to nothing begins with, whatever it is. */
const MARK = "xxx-xxxxxxx-";

/** Names of each form, where one is allowed at all. */
const SAMPLES: readonly string[] = ["a", "A", "0", "a-"].flatMap((start) =>
  [2, 9, 12, 13, 14, 50, 100].map((length) => start.padEnd(length, "x")),
);

function shapeOfName({ operations }: Service, { create, id }: ResourceKind): Shape | undefined {
  const { input = [] } = operations.find(({ name }) => name === create?.operation) ?? {};
  const [, first = "", ...rest] = (id.input ?? "").split("/");
  return rest.reduce<Shape | undefined>(memberOf, input.find(({ name }) => name === first)?.shape);
}

function fits({ min = 0, max = Infinity, pattern }: Shape, name: string): boolean {
  return name.length >= min && name.length <= max && pattern?.test(name) !== false;
}
