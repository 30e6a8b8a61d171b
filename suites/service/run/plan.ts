import type { Operation } from "#spec/contract/operation.ts";
import { groupedBy } from "#spec/grouped-by.ts";
import { isDeletion } from "#spec/resources/table-readings.ts";
import { kindMadeBy, ownerOf, type Resource } from "#spec/resources/resource-table.ts";
import { belongingCases } from "#suites/service/cases/lifecycle/belonging/belonging-cases.ts";
import { constraintCases } from "#suites/service/cases/inputs/constraint-cases.ts";
import { entryChangeCases } from "#suites/service/cases/lifecycle/changes/entry-changes.ts";
import { keptCases } from "#suites/service/cases/lifecycle/changes/kept-cases.ts";
import { existingCases } from "#suites/service/cases/existing/existing-cases.ts";
import { furtherAllowance, furtherCases } from "#suites/service/cases/inputs/further-cases.ts";
import { filterCases } from "#suites/service/cases/listing/filter-cases.ts";
import { heldByEachCases, heldCases, protectedCases } from "#suites/service/cases/lifecycle/belonging/held-cases.ts";
import { historiesOf } from "#suites/service/cases/stories/history-cases.ts";
import { makerCases } from "#suites/service/cases/lifecycle/belonging/maker-cases.ts";
import { modifiedCases } from "#suites/service/cases/lifecycle/changes/modified-cases.ts";
import { createdBetweenCases, othersCases } from "#suites/service/cases/lifecycle/changes/others-cases.ts";
import { nameCases } from "#suites/service/cases/lifecycle/names/name-cases.ts";
import { otherKindCases } from "#suites/service/cases/lifecycle/names/other-kind-cases.ts";
import { optionalMemberCases } from "#suites/service/cases/inputs/optional-members.ts";
import { optionalsOf } from "#suites/service/inputs/optionals-of.ts";
import { pageCases } from "#suites/service/cases/listing/page-cases.ts";
import { nearNameCases } from "#suites/service/cases/lifecycle/names/near-name-cases.ts";
import { freeAfterRefusalCases } from "#suites/service/cases/lifecycle/names/free-after-refusal.ts";
import { otherNameCases } from "#suites/service/cases/lifecycle/names/other-name-cases.ts";
import { otherTokenCases } from "#suites/service/cases/lifecycle/names/other-token-cases.ts";
import { remadeCases } from "#suites/service/cases/lifecycle/remade-cases.ts";
import { tagsWithoutLife } from "#suites/service/cases/lives/tags-without-life.ts";
import { wholeLives } from "#suites/service/cases/lives/whole-lives.ts";
import { repeatedPlain } from "#suites/service/cases/inputs/repeated-plain.ts";
import { randomCases } from "#suites/service/cases/inputs/random-cases.ts";
import { optionalPairCases } from "#suites/service/cases/inputs/pair-cases.ts";
import { raceCases } from "#suites/service/cases/stories/race-cases.ts";
import { itemCases } from "#suites/service/cases/listing/item-cases.ts";
import { manyCases } from "#suites/service/cases/listing/many-cases.ts";
import { unaskedCases } from "#suites/service/cases/listing/unasked-cases.ts";
import { entryPageCases, grownListCases } from "#suites/service/cases/listing/whole-list-cases.ts";
import { isInert } from "./inert-cases.ts";
import type { CaseTurn } from "#suites/run/rounds/fire-lanes.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { provokedCases } from "#suites/service/cases/protocol/provoked-cases.ts";
import { signingCases } from "#suites/service/cases/protocol/signing-cases.ts";
import { tagCases } from "#suites/service/cases/tagging/tag-cases.ts";
import { tagsOfTwoCases } from "#suites/service/cases/tagging/tags-of-two.ts";
import { deletionCase } from "#suites/service/cases/lifecycle/teardown.ts";
import { unremovableNames } from "#suites/service/cases/inputs/unremovable-names.ts";
import { unknownCases } from "#suites/service/cases/lifecycle/unknown-cases.ts";
import { wireVariantCases } from "#suites/service/cases/protocol/wire-cases.ts";
import { casesInState } from "#suites/service/states/cases-in-state.ts";
import { isSafe } from "#protocol/methods.ts";

/** Cases one after the other, but for those that share a turn. */
type InTurn = Iterable<CaseTurn<ServiceCase>>;

/**
 * The cases of a run, without the controls, in three stages: stories about resources, then values next to the limits,
 * then what is broken on the wire and at random. A target that accepts what it must refuse may end up with resources that
 * it can neither list nor delete, and stories after that would show nothing else. The lanes of a stage may run in
 * parallel.
 */
export function plannedStages(context: ServiceContext): readonly (readonly InTurn[])[] {
  const sent = new Map<string, Set<string>>();
  const allowance = furtherAllowance(context);
  const sentTo = ({ id }: Operation): Set<string> => {
    const keys = sent.get(id) ?? new Set();
    sent.set(id, keys);
    return keys;
  };
  const stages = [
    operationLanes(context, function* (operation) {
      yield* limitCases(context, operation);
      yield* casesInState(context, operation, constraintCases(context, operation, sentTo(operation)));
    }),
    operationLanes(context, function* (operation) {
      yield* deeperCases(context, operation);
      const further = furtherCases(context, operation, { allowance, sent: sentTo(operation) });
      yield* casesInState(context, operation, further);
      yield* casesInState(context, operation, unremovableNames(context, operation));
    }),
  ];
  return context.settings.readOnly === true ? stages : [storyLanes(context), ...stages];
}

/** The stories about resources that the same operation lists, in one lane: names, tags, and the pages of that list. */
function storyLanes(context: ServiceContext): InTurn[] {
  const byList = [...groupedBy(context.table.resources, ({ name, list }) => list?.operation ?? name).values()];
  const histories = context.table.resources.map((resource) => historiesOf(context, resource));
  return [...byList.map((resources) => stories(context, resources)), entryPageCases(context), ...histories];
}

function* stories(context: ServiceContext, resources: readonly Resource[]): InTurn {
  yield* nameCases(context, resources);
  for (const resource of resources) {
    const creating = resource.create && context.contract.operation(resource.create.operation);
    if (creating === undefined) continue;
    yield* otherTokenCases(resource, creating);
    yield* otherNameCases(context, resource, creating);
    yield* nearNameCases(context, resource, creating);
    yield* tagsWithoutLife(resource, creating);
    yield* modifiedCases(context, resource);
    yield* othersCases(context, resource);
  }
  yield* raceCases(context, resources);
  yield* tagCases(context, resources);
  for (const resource of resources) yield* tagsOfTwoCases(context, resource);
  yield* pageCases(context, resources);
  for (const resource of resources) yield* manyCases(context, resource);
  // Last, since they also create what should be refused.
  for (const resource of resources) yield* wholeLives(context, resource);
}

/** The cases of one operation. */
type CasesOf = (operation: Operation) => InTurn;

/**
 * The operations on one kind of resource, in one lane; those that only read come first. What makes one of which there may be
 * any number works on none that is shared, and has a lane of its own.
 */
function operationLanes(context: ServiceContext, casesOf: CasesOf): InTurn[] {
  const { contract, table } = context;
  const staying = [...contract.operations.values()].filter((operation) => !isDeletion(table, operation));
  const makesAny = (operation: Operation): boolean =>
    kindMadeBy(table, operation.id) !== undefined && isInert(table, operation, "accept");
  const laneOf = (operation: Operation): string =>
    makesAny(operation) ? operation.id : (ownerOf(table, operation.id)?.name ?? "");
  const byOwner = [...groupedBy(staying, laneOf).values()];
  return byOwner.map((operations) => inTurn(context, operations, casesOf));
}

function* inTurn(context: ServiceContext, operations: readonly Operation[], casesOf: CasesOf): InTurn {
  const readers = operations.filter(({ method }) => isSafe(method));
  const isReadOnly = context.settings.readOnly === true;
  const writers = operations.filter(({ method }) => !isSafe(method) && !isReadOnly);
  // For what is made the shared one may have to go: once, at the end.
  const [making, others] = [true, false].map((makes) =>
    writers.filter(({ id }) => (kindMadeBy(context.table, id) !== undefined) === makes),
  );
  for (const operation of [...readers, ...(others ?? []), ...(making ?? [])]) yield* casesOf(operation);
}

function* limitCases(context: ServiceContext, operation: Operation): InTurn {
  yield* signingCases(context, operation);
  yield* unknownCases(context, operation);
  yield* repeatedPlain(context, operation);
  if (ownerOf(context.table, operation.id) === undefined) yield* filterCases(context, operation);
  const optionals = context.settings.readOnly === true ? undefined : optionalsOf(context, operation);
  if (optionals !== undefined) {
    const refused = new Set<string>();
    yield* optionalMemberCases(optionals, refused);
    yield* optionalPairCases(context, optionals, refused);
    yield* keptCases(context, optionals, refused);
    yield* createdBetweenCases(optionals, refused);
    yield* entryChangeCases(context, operation);
  }
  const creates = kindMadeBy(context.table, operation.id);
  if (creates !== undefined) yield* freeAfterRefusalCases(context, creates, operation);
}

function* deeperCases(context: ServiceContext, operation: Operation): InTurn {
  yield* provokedCases(context, operation);
  yield* casesInState(context, operation, wireVariantCases(context, operation));
  yield* casesInState(context, operation, randomCases(context, operation));
}

/**
 * Finally the shared resources are deleted, children first, each after the requests that must not delete it. A run that only
 * reads looks at what the account has instead.
 */
export function* lastCases(context: ServiceContext): InTurn {
  const { contract, table, alive, keeper, needed, settings } = context;
  yield* existingCases(context);
  if (settings.readOnly === true) return;
  yield* grownListCases(context);
  yield* itemCases(context);
  yield* unaskedCases(context);
  const lists = new Set(table.resources.flatMap(({ list }) => list?.operation ?? []));
  for (const list of lists) yield* filterCases(context, contract.operation(list));
  yield* belongingCases(context);
  yield* makerCases(context);
  yield* otherKindCases(context, "uses");
  yield* remadeCases(context);
  for (const resource of [...table.resources].reverse()) {
    if (resource.delete === undefined) continue;
    yield* heldCases(context, resource);
    const deleting = contract.operation(resource.delete.operation);
    yield* signingCases(context, deleting);
    yield* provokedCases(context, deleting);
    yield* unknownCases(context, deleting);
    const made = alive.get(resource.name);
    if (made === undefined) continue;
    if (keeper.hasRemoved(resource)) {
      yield* wireVariantCases(context, deleting);
      yield* constraintCases(context, deleting);
    }
    yield* heldByEachCases(context, resource);
    yield* protectedCases(context, resource);
    if (needed.has(deleting.id)) yield deletionCase(context, { resource, made, operation: deleting });
  }
  yield* otherKindCases(context, "deletions");
}
