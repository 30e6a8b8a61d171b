import { ownerOf } from "../../spec/resources/resource-table.ts";
import { constraintCases } from "./constraint-cases.ts";
import { nameCases } from "./name-cases.ts";
import { pageCases } from "./page-cases.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";
import { tagCases } from "./tag-cases.ts";
import { unknownCase } from "./unknown-cases.ts";

/** The cases of a run but the controls, in lanes: the operations on one kind of resource in one, stories in another. */
export function plannedCases(context: ServiceContext): Iterable<ServiceCase>[] {
  const { contract, table } = context;
  const lanes = new Map<string, string[]>();
  for (const { id } of contract.operations.values()) {
    const owner = ownerOf(table, id)?.name ?? "";
    lanes.set(owner, [...(lanes.get(owner) ?? []), id]);
  }
  return [...[...lanes.values()].map((ids) => operationCases(context, ids)), stories(context)];
}

function* operationCases(context: ServiceContext, ids: readonly string[]): Iterable<ServiceCase> {
  for (const id of ids) {
    const operation = context.contract.operation(id);
    const unknown = unknownCase(context, operation);
    if (unknown !== undefined) yield unknown;
    yield* constraintCases(context, operation);
  }
}

function* stories(context: ServiceContext): Iterable<ServiceCase> {
  yield* nameCases(context);
  yield* tagCases(context);
  yield* pageCases(context);
}
