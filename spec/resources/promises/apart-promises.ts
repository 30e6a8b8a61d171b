import type { Requirement } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { kindInWords, promise, promiseId } from "./promise.ts";

/** `create-addon.apart`, of a kind whose name is the client's, and below another parent may be another's; undefined of others. */
export function apartId({ contract, table }: Service, resource: Resource): string | undefined {
  const { create, describe, list, id, parent, stays } = resource;
  const creating = create && contract.operations.get(create.operation);
  const above = table.resources.find(({ name }) => name === parent);
  const isSeen = describe !== undefined || list !== undefined;
  if (creating === undefined || !isSeen || id.input === undefined || stays !== undefined) return undefined;
  return above?.create === undefined || above.fixed ? undefined : promiseId(creating, "apart");
}

export function apartPromises(service: Service, resource: Resource): Requirement[] {
  if (apartId(service, resource) === undefined) return [];
  const creating = service.contract.operation(resource.create?.operation ?? "");
  const above = kindInWords({ name: resource.parent ?? "" });
  return [
    promise(creating, "apart", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${creating.id} below ${above} leaves ${kindInWords(resource)} of the same name below another as it is.`,
      quote: "R21. What belongs to a cluster is found under that cluster, by the cluster's name and its own.",
    }),
  ];
}
