import type { DocumentedError, Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isOfEks } from "#spec/resources/sources-elsewhere.ts";
import { hasAnother, isOnlyOne, takenError, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { kindInWords, promise } from "./promise.ts";

/** What can be asked of requests side by side about one kind of resource. */
export interface Races {
  readonly creating: Operation;
  /** The member of the creating input that names one, and the error of a name that another request has won. */
  readonly name?: { readonly at: string; readonly taken: DocumentedError };
  /** The member that is a client token. */
  readonly token?: string;
  /** There may be two beside each other, under names of their own. */
  readonly isOneOfMany: boolean;
  readonly deleting?: Operation;
}

/** Undefined for what no operation creates, what a parent has but one of, and what stays whatever is done. */
export function racesOf({ contract, table }: Service, resource: Resource): Races | undefined {
  const { create, id, stays, most, fixed, delete: gone } = resource;
  const creating = create && contract.operations.get(create.operation);
  if (creating === undefined || stays !== undefined) return undefined;
  if (!hasAnother(resource) || isOnlyOne(resource, table)) return undefined;
  const taken = takenError(creating, table);
  const token = tokenMemberOf(creating);
  const deleting = gone && contract.operations.get(gone.operation);
  return {
    creating,
    ...(id.input === undefined || taken === undefined ? {} : { name: { at: id.input, taken } }),
    ...(token === undefined ? {} : { token }),
    isOneOfMany: !fixed && most?.each === undefined && (most?.count ?? Infinity) > 1,
    ...(deleting === undefined ? {} : { deleting }),
  };
}

/** What holds when requests about one kind of resource run side by side. */
export function racePromises(service: Service, resource: Resource): Requirement[] {
  const races = racesOf(service, resource);
  if (races === undefined) return [];
  const { creating, name, token, isOneOfMany, deleting } = races;
  const kind = kindInWords(resource);
  const found: Requirement[] = [];
  if (name !== undefined) {
    const { status, name: error } = name.taken;
    found.push(
      promise(creating, "parallel.same-name", {
        area: "concurrency",
        // Of what identifies a resource otherwise than by its name, no source says so.
        level: isOfEks(service.contract) && isName(name.at) ? undefined : "SHOULD",
        title: `Of parallel ${creating.id} requests for one name, exactly one succeeds; the others get ${status} ${error}.`,
        quote:
          "R5. The name of a cluster is unique within its account and Region, and so are the names within a cluster; one that is in use is answered with ResourceInUseException and status 409.",
        error,
      }),
    );
  }
  if (token !== undefined) {
    found.push(
      promise(creating, "parallel.same-token", {
        area: "concurrency",
        level: "SHOULD",
        title: `Parallel ${creating.id} requests with one client token make ${kind}, not several.`,
        quote:
          "R6. A client token makes a request idempotent: a client may send it again without doing its work twice.",
      }),
    );
  }
  if (isOneOfMany) {
    found.push(
      promise(creating, "parallel.distinct", {
        area: "concurrency",
        title: `Parallel ${creating.id} requests each make ${kind} with the values that they sent.`,
        quote: "R10. What an operation creates is described under the names of the members that it was created with.",
      }),
    );
  }
  return [...found, ...(deleting === undefined ? [] : [deletionPromise(resource, deleting)])];
}

/** What the requests get that come too late, no source says: an error that the operation documents is expected of any. */
function deletionPromise(resource: Resource, deleting: Operation): Requirement {
  return promise(deleting, "parallel.same-resource", {
    area: "concurrency",
    level: "SHOULD",
    title: `Of parallel ${deleting.id} requests for ${kindInWords(resource)}, one succeeds at least; the rest get an error that it documents.`,
    quote: "R13. An operation that deletes takes the resource away.",
  });
}

/** Whether a member of an input is called a name. */
function isName(pointer: string): boolean {
  return /name$/i.test(pointerTokens(pointer).at(-1) ?? "");
}
