import { kebab } from "#reference/kebab.ts";
import { isObject } from "#reference/wire/json-document.ts";
import { valueAt } from "#reference/service/answers/pointer.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { memberOf } from "#reference/service/model/shape.ts";
import { kindBeside } from "#reference/service/resource/made.ts";
import { inputShape, shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { pointerTo } from "#reference/service/table/locate.ts";
import { roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";
import type { Minded } from "#reference/service/habits.ts";

/** Operations that do not mind what they should about one resource, so that they contradict each other. */
export const unmindedFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  const kind = "kinds" in role && role.kinds.length === 1 ? role.kinds[0] : undefined;
  return kind === undefined ? [] : mindedFaults(operation, service, { kind, role: role.name });
};

/** What an operation may do without a look at more than the resource's own name. */
function mindedFaults(
  operation: Operation,
  service: Service,
  { kind, role }: { readonly kind: ResourceKind; readonly role: string },
): UnnamedFault[] {
  const { output } = operation;
  const { table, world } = service;
  const { parent, fixed, create, ready, id } = kind;
  const isAlone = kind.most?.count === 1 || kind.stays !== undefined;
  const isNamed = id.input !== undefined;
  const beside = kindBeside(operation, service);
  const makesBeside = beside?.ready !== undefined;
  const isMadeBeside = create === undefined && kind.made !== undefined && role === "describe";
  const isMadeForOne = create === undefined ? isMadeBeside || isMadeByChange(kind) : !fixed;
  const isMade = isMadeForOne && table.kinds.some((one) => one.name === parent && one.create);
  const holding = table.kinds.filter(({ name, parent }) => world.holding.includes(name) && parent === kind.name);
  const isOneOfMany = isNamedFreely(table, kind.name) && !isAlone && kind.describe !== undefined;
  const isAsked = isOneOfMany && (role === "describe" || role === "delete");
  const isShown = kind.describe !== undefined && output !== undefined;
  const all: readonly (readonly [boolean, Minded, UnnamedFault["kind"], string])[] = [
    [
      isMade && role !== "other" && (role !== "create" || isNamed),
      "parent",
      "parent-ignored",
      "Finds what belongs to another parent.",
    ],
    [
      isMade && role === "list" && create !== undefined && isNamedFreely(table, parent),
      "whole name",
      "parent-ignored",
      "Lists what belongs to others whose names begin with that of the parent, too.",
    ],
    [
      role === "describe" && !isAlone && pointerTo(table, kind, operation.name) !== undefined,
      "own name",
      "other-shown",
      "Shows the one that was made last, whichever of them is asked for.",
    ],
    [isAsked, "case of names", "name-blurred", "Finds what has the name in another case."],
    [isAsked, "end of names", "name-blurred", "Finds what has a name that begins with the one asked for."],
    [
      isAsked && role === "delete",
      "whole name",
      "name-blurred",
      "Deletes all whose names begin with that of the one to delete.",
    ],
    [
      role === "delete" && isMade && isNamed && !isAlone,
      "one parent",
      "parent-ignored",
      "Deletes those of the name under other parents, too.",
    ],
    [
      isMadeBeside && (world.filters[kind.list?.operation ?? ""] ?? []).some((one) => isTaken(operation, one.input)),
      "maker",
      "other-shown",
      "Shows what was made by another change than one of what is named.",
    ],
    [
      role === "create" && isNamedBelow(table, kind),
      "one parent",
      "others-changed",
      "Removes those of the name under other parents.",
    ],
    [
      role === "create" && isNamedBelow(table, kind) && kind.tags !== undefined && kind.describe !== undefined,
      "own tags",
      "others-changed",
      "Gives its tags to those of the name under other parents, too.",
    ],
    [
      role === "create" && isTaggedBelow(service, kind),
      "tags above",
      "tags-inherited",
      "Gives what it makes the tags of what that belongs to.",
    ],
    [
      role === "describe" && kind.tags !== undefined && kind.arn !== undefined && table.tagging !== undefined,
      "later tags",
      "tags-undone",
      "Shows the tags that the resource was created with, whatever was added since.",
    ],
    [
      role === "delete" && holding.length > 0,
      "children",
      "deletion-let-through",
      "Deletes what still has others that go first.",
    ],
    [
      role === "delete" && holding.length > 1,
      "children of each kind",
      "deletion-let-through",
      "Minds only the first of the kinds that go first.",
    ],
    [
      role === "delete" &&
        ready !== undefined &&
        shapeAt(output, `${kind.delete?.shows ?? ""}${ready.at}`) !== undefined,
      "going",
      "answer-other",
      "Answers a deletion with the status of before.",
    ],
    [
      role === "delete" && world.protections[kind.name] !== undefined,
      "protection",
      "deletion-let-through",
      "Deletes what is protected from that.",
    ],
    [
      (role === "create" && ready !== undefined && isShown) || makesBeside,
      "readiness",
      "never-ready",
      "Never comes to an end with what it made.",
    ],
    [
      role === "update" &&
        isShown &&
        create !== undefined &&
        hasRest(operation, kind) &&
        !isOverriding(operation, table),
      "the rest",
      "rest-lost",
      "Forgets what a change does not name.",
    ],
    [
      role === "update" &&
        isShown &&
        create !== undefined &&
        !kind.fixed &&
        changesStructures(operation, service, kind),
      "the rest of structures",
      "rest-lost",
      "Forgets what a change does not name within what it does.",
    ],
    [
      role === "update" && isShown && create !== undefined && !kind.fixed && !isAlone,
      "which one",
      "others-changed",
      "Gives what a change names to every other of the kind, too.",
    ],
    [
      role === "create" && isShown && !kind.fixed && !isAlone && takesMore(operation, service, kind),
      "which one",
      "others-changed",
      "Gives what it makes all that it was not sent, and the one before was.",
    ],
  ];
  return all.flatMap(([is, what, sort, sentence]) => {
    const id = `${what.replaceAll(" ", "-")}.not-minded`;
    return is ? [{ id, kind: sort, sentence, habits: { minds: (_operation, minded) => minded !== what } }] : [];
  });
}

function isTaken(operation: Operation, input: string): boolean {
  return inputShape({ operation }, input) !== undefined;
}

/** Whether it has a name that another may have below another parent. */
function isNamedBelow({ kinds }: Service["table"], { parent, id, stays }: ResourceKind): boolean {
  const above = kinds.find(({ name }) => name === parent);
  return id.input !== undefined && stays === undefined && above?.create !== undefined && !above.fixed;
}

/** Whether it is shown with tags, and what it belongs to has some. */
function isTaggedBelow(service: Service, kind: ResourceKind): boolean {
  const above = service.table.kinds.find(({ name }) => name === kind.parent);
  const isShown =
    kind.describe !== undefined && shapeAt(shownShape(service, kind), kind.tags?.shown ?? "/") !== undefined;
  return isShown && kind.tags !== undefined && above?.create !== undefined && above.tags !== undefined;
}

/** Whether one of a kind is called whatever the caller makes up, and nothing else. */
function isNamedFreely({ kinds, inputs }: Service["table"], name: string | undefined): boolean {
  const kind = kinds.find((one) => one.name === name);
  const at = kind?.id.input;
  return at !== undefined && valueAt(inputs[kind?.create?.operation ?? ""] ?? {}, at) === "$new";
}

/** Whether it comes about by a change of what it belongs to, and not with it. */
function isMadeByChange({ made, list }: ResourceKind): boolean {
  return made !== undefined && made.operation !== list?.operation;
}

/** Whether the table doubts that what the change does not name stays. */
function isOverriding({ name }: Operation, { doubts }: Service["table"]): boolean {
  return doubts[name]?.includes(`${kebab(name)}.keeps`) === true;
}

/** Whether the plain change of a kind has a structure of several members, which is shown as one. */
function changesStructures({ name, input }: Operation, service: Service, kind: ResourceKind): boolean {
  const plain = Object.entries(service.table.inputs[name] ?? {});
  const shown = shownShape(service, kind);
  return plain.some(([member, value]) => {
    const sent = input.find((one) => one.name === member)?.shape;
    const isShown = sent?.kind === "structure" && memberOf(shown, member)?.kind === "structure";
    return isShown && isObject(value) && Object.keys(value).length > 1;
  });
}

/** Whether what is shown of a kind has members with which it may be made, beside its tags and what each of it is made with. */
export function takesMore({ name: id, input }: Operation, service: Service, kind: ResourceKind): boolean {
  const shown = shownShape(service, kind);
  const plain = service.table.inputs[id] ?? {};
  return input.some(
    ({ name, required, shape }) =>
      !required &&
      !shape.token &&
      !Object.hasOwn(plain, name) &&
      `/${name}` !== kind.tags?.input &&
      memberOf(shown, name) !== undefined,
  );
}

/** What a change of it may lose: its tags, or the members beside those that the change names. */
function hasRest({ input }: Operation, { tags }: ResourceKind): boolean {
  return tags !== undefined || input.some(({ shape, binding }) => binding.in === "body" && shape.kind === "structure");
}
