import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { idsOn, requestOn, tokenOn } from "#custody/resources/resource-requests.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { pageTokens } from "#spec/contract/page-tokens.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { askAbout } from "./ask-about.ts";
import { judgeBesideList } from "./beside-list.ts";
import { judgeListedTags } from "./listed-tags.ts";
import {
  DESCRIBED_OF_EACH,
  existingCaseId,
  readableKinds,
  tagListOf,
  type ReadableKind,
} from "#suites/plan/existing-kinds.ts";

/** What the account had before the run, as far as answers of this run show it. */
interface ExistingPlace {
  readonly kind: ReadableKind;
  readonly parent: MadeResource | undefined;
  /** Numbers of it and its parents among those described, for the names of cases: `/1`, `/1/2`. */
  readonly at: string;
}

/** What became of the list of a place, and of what was described. */
interface ExistingLook {
  page: Reply | undefined;
  readonly described: Set<string>;
  readonly gone: Set<string>;
}

/**
 * The first resources of each kind that the account has, as its lists show them, and of each kind that belongs to one of
 * those. They are somebody else's: they are asked for by GET, and known to neither journal nor clean-up.
 */
export function* existingCases(context: ServiceContext): Iterable<ServiceCase> {
  if (context.settings.readOnly !== true || context.settings.describeExisting !== true) return;
  const kinds = readableKinds(context);
  const there = new Map<string, { readonly made: MadeResource; readonly at: string }[]>();
  const seen = new Set<string>();
  for (const kind of kinds) {
    const { name, parent } = kind.resource;
    if (!isWanted(context, kinds, kind)) continue;
    const above = parent === undefined ? [undefined] : (there.get(parent) ?? []);
    const found: { readonly made: MadeResource; readonly at: string }[] = [];
    there.set(name, found);
    const sum = { listed: 0, described: 0, gone: 0, goesOn: false };
    for (const one of above) {
      const place = { kind, parent: one?.made, at: one?.at ?? "" };
      const looked: ExistingLook = { page: undefined, described: new Set(), gone: new Set() };
      yield listCase(context, place, looked);
      if (looked.page === undefined) continue;
      const page = looked.page;
      const fresh = idsOn(page, kind.list).filter((id) => !seen.has(keyOfDescription(kind, one?.made, id)));
      for (const id of fresh) seen.add(keyOfDescription(kind, one?.made, id));
      for (const [index, id] of fresh.slice(0, DESCRIBED_OF_EACH).entries()) {
        const made: MadeResource = { resource: kind.resource, id, parent: one?.made };
        const at = `${place.at}/${index + 1}`;
        yield describeCase(context, { ...place, at }, { made, page, looked, isFirst: index === 0 });
        if (!looked.gone.has(id)) found.push({ made, at });
      }
      sum.listed += fresh.length;
      sum.described += looked.described.size;
      sum.gone += looked.gone.size;
      sum.goesOn ||= goesOn(context, kind, page);
      context.existing.set(name, { resource: name, ...sum });
    }
  }
}

/** Two kinds may be listed and described by the same operations: what both show counts once. */
function keyOfDescription({ describe }: ReadableKind, parent: MadeResource | undefined, id: string): string {
  return JSON.stringify([describe.operation, parent === undefined ? "" : keyOf(parent), id]);
}

function goesOn({ contract }: ServiceContext, { list }: ReadableKind, page: Reply): boolean {
  const tokens = pageTokens(contract.operation(list.operation));
  return tokens !== undefined && tokenOn(page, tokens.outputToken) !== undefined;
}

/** Whether a requirement that is asked for is about the kind, about one that belongs to it, or about every answer. */
function isWanted(context: ServiceContext, kinds: readonly ReadableKind[], kind: ReadableKind): boolean {
  const { contract, requirements } = context;
  const operations = new Set(operationsOn(context, kinds, kind));
  return [...requirements.values()].some(
    ({ operation, excluded, elsewhere }) =>
      excluded === undefined &&
      elsewhere !== true &&
      (operations.has(operation) || !contract.operations.has(operation)),
  );
}

function operationsOn(context: ServiceContext, kinds: readonly ReadableKind[], kind: ReadableKind): string[] {
  const { resource, list, describe } = kind;
  const below = kinds.filter((each) => each.resource.parent === resource.name);
  return [
    list.operation,
    describe.operation,
    ...[tagListOf(context, resource)].filter((id) => id !== undefined),
    ...below.flatMap((each) => operationsOn(context, kinds, each)),
  ];
}

/** It is a control: what it shows is needed, whatever is selected. */
function listCase(context: ServiceContext, { kind, parent, at }: ExistingPlace, looked: ExistingLook): ServiceCase {
  const { resource, list } = kind;
  const listing = context.contract.operation(list.operation);
  return {
    id: existingCaseId(listing, resource.name, at),
    kind: "control",
    requirements: [promiseId(listing, "valid")],
    summary: `the first page of each ${inWords(resource.name)} that the account has`,
    needs: [],
    run: async (session) => {
      looked.page = undefined;
      const request = requestOn(context, list, parent);
      if (request === undefined) return;
      const { reply } = await askAbout(session, listing, request);
      if (isSuccess(reply)) looked.page = reply;
    },
  };
}

interface Described {
  readonly made: MadeResource;
  readonly page: Reply;
  readonly looked: ExistingLook;
  readonly isFirst: boolean;
}

function describeCase(
  context: ServiceContext,
  { kind, at }: ExistingPlace,
  { made, page, looked, isFirst }: Described,
): ServiceCase {
  const { resource, describe } = kind;
  const describing = context.contract.operation(describe.operation);
  return {
    id: existingCaseId(describing, resource.name, at),
    kind: "scenario",
    requirements: [promiseId(describing, "valid")],
    summary: `${/^[aeiou]/.test(resource.name) ? "an" : "a"} ${inWords(resource.name)} that the account has`,
    needs: [],
    // The answer may show whatever is asked of descriptions, lists and tags.
    helps: () => true,
    run: async (session) => {
      const request = requestOn(context, describe, made);
      if (request === undefined) return;
      const { reply, isGone } = await askAbout(session, describing, request);
      if (isGone) looked.gone.add(made.id);
      if (!isSuccess(reply)) return;
      looked.described.add(made.id);
      looked.gone.delete(made.id);
      await judgeBesideList(session, kind, { made, page, described: reply });
      if (isFirst) await judgeListedTags(session, kind, { made, described: reply });
    },
  };
}

function inWords(name: string): string {
  return name.replaceAll("-", " ");
}
