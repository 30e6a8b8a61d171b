import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { placeOf } from "#spec/resources/placeholders.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isDistinguished, isMadeApart, shownSchema, showsOwn } from "#spec/resources/table-readings.ts";
import { isNamedBelow } from "./belonging-promises.ts";
import { kindInWords, listedId, ofKindId, promise, promiseId, promiseOf } from "./promise.ts";

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
      title: `After ${deleting.id} ${kindInWords(resource)} is no longer ${resource.describe === undefined ? "listed" : "described"}.`,
      quote: "R13. An operation that deletes takes the resource away.",
    }),
    ...unlistedPromise(service, resource, deleting),
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

/** Of what is described, too: of the rest its list alone says whether it is gone. */
function unlistedPromise(service: Service, resource: Resource, deleting: Operation): Requirement[] {
  const { gone, unlisted } = absenceIds(service, resource, deleting);
  const listing = resource.list && service.contract.operations.get(resource.list.operation);
  if (listing === undefined || unlisted === gone) return [];
  return [
    promiseOf(listing, unlisted, {
      area: "lifecycle",
      title: `${listing.id} no longer lists ${kindInWords(resource)} after ${deleting.id}.`,
      quote: "R13. An operation that deletes takes the resource away.",
      presupposes: [listedId(listing, resource.name), gone],
    }),
  ];
}

/** Under which requirements it is judged that something is gone: by its description, and by its list. */
export interface AbsenceIds {
  readonly gone: string;
  readonly unlisted: string;
}

/** `delete-nodegroup.gone` and `list-nodegroups.unlisted.nodegroup`: one and the same of what is only listed. */
export function absenceIds(
  { contract }: Pick<Service, "contract">,
  { name, describe, list }: Resource,
  deleting: Pick<Operation, "prefix">,
): AbsenceIds {
  const gone = promiseId(deleting, "gone");
  const listing = list && contract.operations.get(list.operation);
  const isApart = describe !== undefined && listing !== undefined;
  return { gone, unlisted: isApart ? ofKindId(listing, "unlisted", name) : gone };
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
