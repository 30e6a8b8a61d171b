import type { Contract } from "#spec/contract/contract.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { childPointer, dottedPointer } from "#spec/json/json-pointer.ts";
import { memberSchema } from "./member-schema.ts";
import { kindChangedBy, type Resource, type ResourceTable } from "./resource-table.ts";

/** A pointer of a table into what an operation takes or answers: the first of the schemas that has it will do. */
export interface TablePointer {
  /** Where the table says it: a JSON pointer into the table. */
  readonly inTable: string;
  readonly pointer: string;
  /** What it should lead into, such as `the input of CreateCluster`. */
  readonly into: string;
  readonly schemas: readonly JsonSchema[];
}

/** The first pointer of a table that leads nowhere in the contract. */
export function strayPointer(table: ResourceTable, contract: Contract): TablePointer | undefined {
  const all = [
    ...table.resources.flatMap((resource) => pointersOf(resource, contract)),
    ...taggingPointers(table, contract),
    ...filterPointers(table, contract),
    ...patchPointers(table, contract),
  ];
  return all.find(({ pointer, schemas }) => schemas.every((schema) => memberSchema(schema, pointer) === undefined));
}

type Into = Pick<TablePointer, "into" | "schemas">;

function inputOf(contract: Contract, operation: string): Into {
  return { into: `the input of ${operation}`, schemas: [contract.operation(operation).input] };
}

function answerOf(contract: Contract, operation: string): Into {
  return { into: `the answer of ${operation}`, schemas: [contract.operation(operation).success.schema] };
}

/** What it shows of a resource is looked for in either answer. */
function shownOf({ name, create, describe }: Resource, contract: Contract): Into {
  const schemas = [describe, create].flatMap((one) =>
    one?.shows === undefined ? [] : [memberSchema(contract.operation(one.operation).success.schema, one.shows) ?? {}],
  );
  return { into: `what is shown of a ${name}`, schemas };
}

function pointersOf(resource: Resource, contract: Contract): TablePointer[] {
  const { name, id, arn, ready, going, given, protection, most, create, describe, list, tags } = resource;
  const at = childPointer("/resources", name);
  const shown = shownOf(resource, contract);
  const created = create === undefined ? undefined : answerOf(contract, create.operation);
  const taken = create === undefined ? undefined : inputOf(contract, create.operation);
  const described = describe === undefined ? undefined : answerOf(contract, describe.operation);
  const listed = list === undefined ? undefined : answerOf(contract, list.operation);
  const told = [
    ["/create/shows", create?.shows, created],
    ["/describe/shows", describe?.shows, described],
    ["/id/input", id.input, taken],
    ["/id/output", id.output, created],
    ...(id.unique ?? []).map((pointer, at) => [`/id/unique/${at}`, pointer, taken] as const),
    ["/tags", tags?.input, taken],
    ["/list/at", list?.at, listed],
    ["/list/item", list && `${list.at}/0${list.item}`, listed],
    ["/arn", arn, shown],
    ["/ready/at", ready?.at, shown],
    ["/going/at", going?.at, shown],
    ["/given", given, shown],
    ["/most/each", most?.each, taken],
    ["/protection/at", protection?.at, shown],
  ] as const;
  const defaults = Object.keys(resource.defaults ?? {}).flatMap((pointer) =>
    [taken, shown].flatMap((into) => (into === undefined ? [] : [[`/defaults${pointer}`, pointer, into] as const])),
  );
  return [...told, ...defaults].flatMap(([inTable, pointer, into]) =>
    pointer === undefined || into === undefined || into.schemas.length === 0
      ? []
      : [{ inTable: at + inTable, pointer, ...into }],
  );
}

function taggingPointers({ tagging }: ResourceTable, contract: Contract): TablePointer[] {
  if (tagging === undefined) return [];
  const { tag, untag, list } = tagging;
  return [
    { inTable: "/tagging/tag/arn", pointer: tag.arn, ...inputOf(contract, tag.operation) },
    { inTable: "/tagging/tag/tags", pointer: tag.tags, ...inputOf(contract, tag.operation) },
    { inTable: "/tagging/untag/arn", pointer: untag.arn, ...inputOf(contract, untag.operation) },
    { inTable: "/tagging/untag/keys", pointer: untag.keys, ...inputOf(contract, untag.operation) },
    { inTable: "/tagging/list/arn", pointer: list.arn, ...inputOf(contract, list.operation) },
    { inTable: "/tagging/list/shows", pointer: list.shows, ...answerOf(contract, list.operation) },
  ];
}

function filterPointers({ filters }: ResourceTable, contract: Contract): TablePointer[] {
  return Object.entries(filters).flatMap(([id, pointers]) => {
    const items = contract.operation(id).pages?.items;
    return Object.entries(pointers).flatMap(([input, member]) => {
      const inTable = childPointer(childPointer("/filters", id), input);
      const shown = `${items === undefined ? "" : dottedPointer(items)}/0${member}`;
      const named = { inTable, pointer: input, ...inputOf(contract, id) };
      // A kind of resource stands there by its name.
      return member.startsWith("/") ? [named, { inTable, pointer: shown, ...answerOf(contract, id) }] : [named];
    });
  });
}

function patchPointers({ patches, resources }: ResourceTable, contract: Contract): TablePointer[] {
  return Object.entries(patches).flatMap(([id, places]) => {
    const owner = kindChangedBy({ resources }, id);
    return Object.entries(places).flatMap(([at, { put, remove, by = [] }]) => {
      const inTable = childPointer(childPointer("/patches", id), at);
      const [added, removed] = [put, remove].map((name) => childPointer(at, name));
      const items = by.map((member) => `${added}/0${member}`);
      const named = [added ?? at, removed ?? at, ...items].map((pointer) => ({
        inTable,
        pointer,
        ...inputOf(contract, id),
      }));
      return owner === undefined ? named : [...named, { inTable, pointer: at, ...shownOf(owner, contract) }];
    });
  });
}
