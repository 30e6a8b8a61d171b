import type { Operation } from "../../contract/operation.ts";
import type { Requirement } from "../../requirement.ts";
import { memberSchema } from "../member-schema.ts";
import { placeOf } from "../placeholders.ts";
import type { Resource } from "../resource-table.ts";
import type { Service } from "../service.ts";
import { isDistinguished, isMadeApart, shownSchema, showsOwn } from "../table-readings.ts";
import { isNamedBelow } from "./belonging-promises.ts";
import { kindInWords, ofKindId, promise, promiseOf } from "./promise.ts";

/** What is promised of the operation that deletes one kind of resource. */
export function deletionPromises(service: Service, resource: Resource): Requirement[] {
  const { contract } = service;
  const deleting = resource.delete && contract.operations.get(resource.delete.operation);
  const isLookedFor = resource.describe !== undefined || resource.list !== undefined;
  if (deleting === undefined || !isLookedFor) return [];
  const ends = promise(deleting, "ends", {
    area: "lifecycle",
    level: "SHOULD",
    title: `What ${deleting.id} deletes is gone in the end.`,
    quote: "R13. An operation that deletes takes the resource away.",
  });
  const leaves = promise(deleting, "leaves", {
    area: "response-semantics",
    level: "SHOULD",
    title: `${deleting.id} does not answer with ${kindInWords(resource)} that is ${resource.ready?.is ?? ""} still.`,
    quote: "R33. The status of what is being deleted is `DELETING`.",
  });
  const alone = promise(deleting, "alone", {
    area: "lifecycle",
    title: `${deleting.id} deletes ${kindInWords(resource)} that it names alone, and none that is called alike.`,
    quote: "R13. An operation that deletes takes the resource away.",
  });
  return [
    ...(resource.going === undefined ? [] : [ends]),
    ...(showsGoing(deleting, resource) ? [leaves] : []),
    promise(deleting, "gone", {
      area: "lifecycle",
      title: `After ${deleting.id} ${kindInWords(resource)} is neither described nor listed.`,
      quote: "R13. An operation that deletes takes the resource away.",
    }),
    ...(isDistinguished(service.table, resource) || isNamedBelow(service, resource) ? [alone] : []),
    ...kindsThatGoWith(service, resource).map((kind) =>
      promiseOf(deleting, goesWithId(deleting, kind), {
        area: "lifecycle",
        level: "SHOULD",
        title: `After ${deleting.id} ${kindInWords(kind)} of what was deleted is not shown, and what is created next under the name has none.`,
        quote: "R13. An operation that deletes takes the resource away.",
      }),
    ),
  ];
}

/** Whether its answer shows how far a resource is, by the place that says when it can be used. */
export function showsGoing(deleting: Operation, { ready, going, delete: gone }: Resource): boolean {
  if (ready === undefined || going?.at !== ready.at || gone === undefined || !showsOwn(deleting, gone)) return false;
  return memberSchema(shownSchema(deleting, gone) ?? {}, ready.at) !== undefined;
}

/** `delete-access-entry.gone.access-policy-association`. */
export function goesWithId(deleting: Pick<Operation, "prefix">, { name }: Pick<Resource, "name">): string {
  return ofKindId(deleting, "gone", name);
}

/** The kinds of which one is made below a resource, and goes with it; of a resource that a client names, and can make again. */
export function kindsThatGoWith(
  { table }: Service,
  { name, id, create, fixed, stays, ...resource }: Resource,
): Resource[] {
  const isNamedAgain = id.input !== undefined && create !== undefined && !fixed && stays === undefined;
  if (!isNamedAgain || resource.delete === undefined || resource.describe === undefined) return [];
  return table.resources.filter((kind) => {
    const isSeen = kind.describe !== undefined || kind.list !== undefined;
    const making = isMadeApart(kind) ? kind.made : kind.create;
    const isBelow = placeOf(name, table.inputs[making?.operation ?? ""] ?? {}) !== undefined;
    return kind.parent === name && isSeen && isBelow && kind.holds !== true && kind.stays === undefined;
  });
}
