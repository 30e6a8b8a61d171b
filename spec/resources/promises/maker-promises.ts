import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isMadeApart, resourcesNamedIn, unknownError } from "#spec/resources/table-readings.ts";
import { kindInWords, memberInWords, promise } from "./promise.ts";

/** A kind of resource whose change makes one of another, and the member of that one's description that names it. */
export interface NamedMaker {
  readonly maker: Resource;
  /** JSON pointer into the input. */
  readonly at: string;
}

/** Those that a description may be sent beside what it asks for, as the kind's list may; but for those that made the shared one. */
export function makersNamed({ contract, table }: Service, resource: Resource): NamedMaker[] {
  const { describe, list, made } = resource;
  const describing = describe && contract.operations.get(describe.operation);
  if (describing === undefined || list === undefined || made === undefined || !isMadeApart(resource)) return [];
  if (unknownError(describing, table) === undefined) return [];
  const own = resourcesNamedIn(table, table.inputs[made.operation]);
  return Object.entries(table.filters[list.operation] ?? {}).flatMap(([at, name]) => {
    const maker = table.resources.find((one) => one.name === name);
    const isTaken = memberSchema(describing.input, at) !== undefined;
    return maker !== undefined && isTaken && !own.includes(maker) ? [{ maker, at }] : [];
  });
}

export function makerPromises(service: Service, resource: Resource): Requirement[] {
  const named = makersNamed(service, resource);
  const [first] = named;
  if (first === undefined || resource.describe === undefined) return [];
  const describing = service.contract.operation(resource.describe.operation);
  const names = named.map(({ at }) => memberInWords(at)).join(" or ");
  return [
    promise(describing, "maker", {
      area: "error-mapping",
      level: "SHOULD",
      title: `${describing.id} does not find ${kindInWords(resource)} by the ${names} of what did not make it.`,
      quote:
        "R2. ResourceNotFoundException, with status 404, tells that a resource named in the request could not be found.",
      error: unknownError(describing, service.table)?.name ?? "",
    }),
  ];
}
