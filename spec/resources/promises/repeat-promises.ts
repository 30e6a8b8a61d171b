import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { childPointer, pointerTokens } from "#spec/json/json-pointer.ts";
import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { placeOf } from "#spec/resources/placeholders.ts";
import { ownerOf, type ResourceTable } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { isOfEks } from "#spec/resources/sources-elsewhere.ts";
import { promise } from "./promise.ts";

/** A member of an answer that has the name of one of the input, which says what the request is about. */
export interface RepeatedMember {
  /** JSON pointers; `each` stands in every item of the list at `at`. */
  readonly input: string;
  readonly at: string;
  readonly each?: string;
}

/** Where an operation's answer names again what its input names: beside what it shows, within that, or in each item of a list. */
export function repeatedMembers({ table }: Pick<Service, "table">, { id, success }: Operation): RepeatedMember[] {
  const named = namedIn(table, id);
  const owner = ownerOf(table, id);
  const shows = [owner?.create, owner?.describe, owner?.delete].find((one) => one?.operation === id)?.shows;
  const own = shows ?? owner?.describe?.shows;
  const list = owner?.list?.operation === id ? owner.list : undefined;
  const isText = (schema: JsonSchema | undefined): boolean => [schema?.type].flat().includes("string");
  return named.flatMap(({ kind, input }): RepeatedMember[] => {
    const name = pointerTokens(input).at(-1) ?? "";
    // What is shown of the one asked for by its own name is told by itself.
    const places = own === undefined || own === "" || kind === owner?.name ? [""] : ["", own];
    const beside = places.flatMap((place) => {
      const at = childPointer(place, name);
      return isText(memberSchema(success.schema, at)) ? [{ input, at }] : [];
    });
    const each = childPointer("", name);
    const isInItems = list !== undefined && isText(memberSchema(success.schema, `${list.at}/0${each}`));
    return [...beside, ...(isInItems ? [{ input, at: list.at, each }] : [])];
  });
}

/** Where a plain input names resources, each by the value alone. */
function namedIn({ resources, inputs }: ResourceTable, operation: string): { kind: string; input: string }[] {
  const plain = inputs[operation] ?? {};
  return resources.flatMap(({ name: kind }) => {
    const input = placeOf(kind, plain);
    return input === undefined ? [] : [{ kind, input }];
  });
}

/** What an operation is asked about, and answers under the same names. */
export function repeatPromises(service: Service, operation: Operation): Requirement[] {
  const names = repeatedMembers(service, operation).map(({ input }) => `\`${pointerTokens(input).at(-1) ?? ""}\``);
  if (names.length === 0) return [];
  return [
    promise(operation, "repeats", {
      area: "response-semantics",
      // Of other services nobody has read what those members mean.
      level: isOfEks(service.contract) ? undefined : "SHOULD",
      title: `Where the answer to ${operation.id} has ${[...new Set(names)].join(" or ")}, it is as in the request.`,
      quote:
        "R32. `clusterName` and `principalArn` in an answer are those of the cluster and the principal asked about.",
    }),
  ];
}
