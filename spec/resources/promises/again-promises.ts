import type { Requirement } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import {
  hasAnother,
  membersNamingNothing,
  takenError,
  uniqueMembers,
  unknownError,
} from "#spec/resources/table-readings.ts";
import { kindInWords, ofKindId, promise, promiseOf } from "./promise.ts";
import { describesTags } from "./tagging-promises.ts";

/** What can be asked once more about one of a kind, while it is there and after it was deleted. */
export interface AskedAgain {
  /** It is deleted once more, in vain. */
  readonly isDeletedTwice: boolean;
  /** Its name is free again. */
  readonly isNamedAgain: boolean;
  /** Its name is asked for without tags. */
  readonly isUntagged: boolean;
  /** Its name is asked for with other tags, in vain. */
  readonly isTagged: boolean;
}

/** Undefined of what nothing makes, deletes or describes, and of what stays whatever is done. */
export function askedAgain({ contract, table }: Service, resource: Resource): AskedAgain | undefined {
  const { create, describe, delete: gone, stays } = resource;
  const creating = create && contract.operations.get(create.operation);
  const deleting = gone && contract.operations.get(gone.operation);
  if (creating === undefined || deleting === undefined || describe === undefined) return undefined;
  if (stays !== undefined || !hasAnother(resource)) return undefined;
  const isNamed = uniqueMembers(resource).length > 0;
  return {
    isDeletedTwice: unknownError(deleting, table) !== undefined,
    isNamedAgain: isNamed,
    isUntagged: isNamed && describesTags(resource),
    isTagged: isNamed && takenError(creating, table) !== undefined && describesTags(resource),
  };
}

/** What no source says outright, and follows from what each operation does. */
export function againPromises(service: Service, resource: Resource): Requirement[] {
  return [...askedAgainPromises(service, resource), ...namedOncePromises(service, resource)];
}

function askedAgainPromises(service: Service, resource: Resource): Requirement[] {
  const again = askedAgain(service, resource);
  const { create, delete: gone } = resource;
  if (again === undefined || create === undefined || gone === undefined) return [];
  const creating = service.contract.operation(create.operation);
  const deleting = service.contract.operation(gone.operation);
  const kind = kindInWords(resource);
  const error = unknownError(deleting, service.table);
  const twice = promise(deleting, "twice", {
    area: "error-mapping",
    level: "SHOULD",
    title: `${deleting.id} answers ${error?.status ?? ""} ${error?.name ?? ""} for ${kind} that it has deleted before.`,
    quote: "R13. An operation that deletes takes the resource away.",
    error: error?.name ?? "",
  });
  const anew = promise(creating, "again", {
    area: "lifecycle",
    level: "SHOULD",
    title: `${creating.id} takes the name of ${kind} that was deleted, each time anew.`,
    quote: "R13. An operation that deletes takes the resource away.",
  });
  const keeps = promise(creating, "taken.keeps", {
    area: "lifecycle",
    level: "SHOULD",
    title: `A ${creating.id} that is refused beside ${kind} of its name leaves that one as it was, tags and all.`,
    quote: "R4. ResourceInUseException, with status 409, tells that the resource named in the request is in use.",
  });
  const untagged = promise(creating, "tags.gone", {
    area: "lifecycle",
    level: "SHOULD",
    title: `${creating.id} gives ${kind} none of the tags that a deleted one of its name had.`,
    quote: "R13. An operation that deletes takes the resource away.",
  });
  return [
    ...(again.isDeletedTwice ? [twice] : []),
    ...(again.isNamedAgain ? [anew] : []),
    ...(again.isUntagged ? [untagged] : []),
    ...(again.isTagged ? [keeps] : []),
  ];
}

/** `list-associated-access-policies.once.access-policy-association`; undefined where a second of the name is refused. */
export function namedOnceId({ contract, table }: Service, resource: Resource): string | undefined {
  const { create, list, id, ready, name } = resource;
  const creating = create && contract.operations.get(create.operation);
  const listing = list && contract.operations.get(list.operation);
  if (creating === undefined || listing === undefined || id.input === undefined || ready !== undefined)
    return undefined;
  return takenError(creating, table) === undefined ? ofKindId(listing, "once", name) : undefined;
}

/** Whether what is there is asked for again with other values, and the answer shows which it has. */
export function isSetAnew(service: Service, resource: Resource): boolean {
  const { create } = resource;
  if (create?.shows === undefined || namedOnceId(service, resource) === undefined) return false;
  return membersNamingNothing(service.table, create.operation, resource).length > 0;
}

function namedOncePromises(service: Service, resource: Resource): Requirement[] {
  const { create, list } = resource;
  const id = namedOnceId(service, resource);
  if (id === undefined || create === undefined || list === undefined) return [];
  const creating = service.contract.operation(create.operation);
  return [
    ...(isSetAnew(service, resource)
      ? [
          promise(creating, "anew", {
            area: "lifecycle",
            level: "SHOULD",
            title: `${creating.id} answers with ${kindInWords(resource)} as it was asked for, where there is one with other values.`,
            quote:
              "R18. An operation that creates, describes, updates or deletes a resource answers with that resource",
          }),
        ]
      : []),
    promiseOf(service.contract.operation(list.operation), id, {
      area: "lifecycle",
      level: "SHOULD",
      title: `${list.operation} lists ${kindInWords(resource)} once, however often ${create.operation} was asked for it.`,
      quote: "R11. A list names the resources of its kind, of the cluster that is asked for where there is one.",
    }),
  ];
}
