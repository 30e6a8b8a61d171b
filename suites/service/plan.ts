import type { Operation } from "../../spec/contract/operation.ts";
import { ownerOf, type Resource } from "../../spec/resources/resource-table.ts";
import { constraintCases } from "./constraint-cases.ts";
import { nameCases } from "./name-cases.ts";
import { pageCases } from "./page-cases.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";
import { tagCases } from "./tag-cases.ts";
import { unknownCase } from "./unknown-cases.ts";

/** Cases one after the other. */
type Lane = Iterable<ServiceCase>;

/**
 * The cases of a run but the controls, in two stages: stories about resources, then values next to the limits. A target
 * that takes what it must refuse may be left with what it can neither list nor delete, and its stories would tell no more
 * than that. The lanes of a stage may go side by side.
 */
export function plannedStages(context: ServiceContext): readonly (readonly Lane[])[] {
  return [storyLanes(context), operationLanes(context)];
}

/** The stories of resources that one operation lists, in one lane: names, tags, and the pages of that list. */
function storyLanes(context: ServiceContext): Lane[] {
  const byList = grouped(context.table.resources, ({ name, list }) => list?.operation ?? name);
  return byList.map((resources) => stories(context, resources));
}

function* stories(context: ServiceContext, resources: readonly Resource[]): Lane {
  yield* nameCases(context, resources);
  yield* tagCases(context, resources);
  yield* pageCases(context, resources);
}

/** The operations on one kind of resource in one lane, those first that only read. */
function operationLanes(context: ServiceContext): Lane[] {
  const { contract, table } = context;
  const byOwner = grouped([...contract.operations.values()], ({ id }) => ownerOf(table, id)?.name ?? "");
  return byOwner.map((operations) => operationCases(context, operations));
}

function* operationCases(context: ServiceContext, operations: readonly Operation[]): Lane {
  const readers = operations.filter(({ method }) => method === "GET");
  const writers = operations.filter(({ method }) => method !== "GET");
  for (const operation of [...readers, ...writers]) {
    const unknown = unknownCase(context, operation);
    if (unknown !== undefined) yield unknown;
    yield* constraintCases(context, operation);
  }
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
