import type { Contract } from "../contract/contract.ts";
import type { JsonSchema } from "../contract/schema.ts";
import { childPointer } from "../json/json-pointer.ts";
import { memberSchema } from "./member-schema.ts";
import type { Resource, ResourceTable } from "./resource-table.ts";

/** A pointer of a table into what an operation takes or answers: the first of the schemas that has it will do. */
export interface TablePointer {
  /** Where the table says it: a JSON pointer into the table. */
  readonly place: string;
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
  ];
  return all.find(({ pointer, schemas }) => schemas.every((schema) => memberSchema(schema, pointer) === undefined));
}

function pointersOf({ name, id, arn, ready, create, describe, list, tags }: Resource, contract: Contract) {
  const at = childPointer("/resources", name);
  const found: TablePointer[] = [];
  const inInput = (place: string, pointer: string, operation: string): void => {
    const schemas = [contract.operation(operation).input];
    found.push({ place: at + place, pointer, into: `the input of ${operation}`, schemas });
  };
  const inAnswer = (place: string, pointer: string, operation: string): void => {
    const schemas = [contract.operation(operation).success.schema];
    found.push({ place: at + place, pointer, into: `the answer of ${operation}`, schemas });
  };
  if (create?.shows !== undefined) inAnswer("/create/shows", create.shows, create.operation);
  if (describe?.shows !== undefined) inAnswer("/describe/shows", describe.shows, describe.operation);
  if (create !== undefined && id.input !== undefined) inInput("/id/input", id.input, create.operation);
  if (create !== undefined && id.output !== undefined) inAnswer("/id/output", id.output, create.operation);
  if (create !== undefined && tags !== undefined) inInput("/tags", tags.input, create.operation);
  if (list !== undefined) {
    inAnswer("/list/at", list.at, list.operation);
    inAnswer("/list/item", `${list.at}/0${list.item}`, list.operation);
  }
  const shown = [describe, create].flatMap((one) =>
    one?.shows === undefined ? [] : [memberSchema(contract.operation(one.operation).success.schema, one.shows) ?? {}],
  );
  const inShown = (place: string, pointer: string | undefined): void => {
    if (pointer === undefined || shown.length === 0) return;
    found.push({ place: at + place, pointer, into: `what is shown of a ${name}`, schemas: shown });
  };
  inShown("/arn", arn);
  inShown("/ready/at", ready?.at);
  return found;
}

function taggingPointers({ tagging }: ResourceTable, contract: Contract): TablePointer[] {
  if (tagging === undefined) return [];
  const { tag, untag, list } = tagging;
  const inInput = (place: string, pointer: string, operation: string): TablePointer => ({
    place: `/tagging/${place}`,
    pointer,
    into: `the input of ${operation}`,
    schemas: [contract.operation(operation).input],
  });
  return [
    inInput("tag/arn", tag.arn, tag.operation),
    inInput("tag/tags", tag.tags, tag.operation),
    inInput("untag/arn", untag.arn, untag.operation),
    inInput("untag/keys", untag.keys, untag.operation),
    inInput("list/arn", list.arn, list.operation),
    {
      place: "/tagging/list/shows",
      pointer: list.shows,
      into: `the answer of ${list.operation}`,
      schemas: [contract.operation(list.operation).success.schema],
    },
  ];
}
