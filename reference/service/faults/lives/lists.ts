import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt, withoutValueAt, withValueAt } from "#reference/service/answers/pointer.ts";
import { kebab } from "#reference/kebab.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { memberOf } from "#reference/service/model/shape.ts";
import { shapeAt, shownShape } from "#reference/service/resource/shown-shape.ts";
import type { Service } from "#reference/service/service-call.ts";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ResourceKind } from "#reference/service/table/kind.ts";
import { type Role, roleOf } from "#reference/service/table/role.ts";
import type { FaultRule, UnnamedFault } from "#reference/service/faults/service-fault.ts";

/** A list that leaves items out, and pages that don't lead on. */
export const listFaults: FaultRule = (operation, service) => {
  const role = roleOf(service.table, operation.name);
  const at = role.name === "list" ? role.kinds[0].list?.at : undefined;
  const missing: UnnamedFault[] =
    at === undefined
      ? []
      : [
          {
            id: "last.missing",
            kind: "list-misses",
            sentence: "Leaves out the last item of every page.",
            habits: { answers: (_operation, document) => withoutLast(document, at) },
          },
        ];
  const isCheap = role.name === "list" && hasSmallPages(operation) && role.kinds.every(isManifold);
  return [
    ...missing,
    ...itemFaults(operation, service, role),
    ...pageFaults(operation),
    ...(role.name === "list" ? replacedFaults(role.kinds, service) : []),
    ...(role.name === "list" && role.kinds.some((kind) => isForWhoAsks(kind, service)) ? [UNASKED] : []),
    ...(role.name === "list" && isListedUntilDeleted(role.kinds[0]) ? [DEPARTED] : []),
    ...(isCheap && at !== undefined ? [cutFault(operation, at)] : []),
  ];
};

const UNASKED: UnnamedFault = {
  id: "being-asked.not-minded",
  kind: "list-unasked",
  sentence: "Lists what the input has to ask for whether it does or not.",
  habits: { minds: (_operation, what) => what !== "being asked" },
};

const DEPARTED: UnnamedFault = {
  id: "departure.not-minded",
  kind: "gone-remembered",
  sentence: "Lists what was deleted for ever.",
  habits: { minds: (_operation, what) => what !== "departure" },
};

function isListedUntilDeleted({ create, delete: deleting, stays, fixed }: ResourceKind): boolean {
  return create !== undefined && deleting !== undefined && stays === undefined && !fixed;
}

function isForWhoAsks({ list }: ResourceKind, { table }: Service): boolean {
  const plain = table.inputs[list?.operation ?? ""] ?? {};
  return Object.keys(list?.input ?? {}).some((name) => !Object.hasOwn(plain, name));
}

/** Of the few that a service knows, one may be set anew. */
function replacedFaults(
  [kind]: readonly [ResourceKind, ...ResourceKind[]],
  { table, operations }: Service,
): UnnamedFault[] {
  const creating = operations.find(({ name }) => name === kind.create?.operation);
  const isTaken = creating?.errors.some(({ code }) => table.taken.includes(code));
  if (!kind.fixed || isTaken !== false || kind.ready !== undefined) return [];
  return [
    {
      id: "replaced.listed",
      kind: "list-doubles",
      sentence: "Lists what was set anew a second time.",
      habits: { minds: (_operation, what) => what !== "replacement" },
    },
  ];
}

function pageFaults({ pages }: Operation): UnnamedFault[] {
  if (pages === undefined) return [];
  const { inputToken, outputToken, pageSize } = pages;
  const faults: UnnamedFault[] = [
    {
      id: "next-token.missing",
      kind: "page-lost",
      sentence: "Never says that there is another page.",
      habits: { answers: (_operation, document) => withoutValueAt(document, outputToken) },
    },
    {
      id: "next-token.ignored",
      kind: "page-lost",
      sentence: "Answers the first page whatever the token is.",
      habits: { takes: (_operation, input) => withoutValueAt(input, `/${inputToken}`) },
    },
    {
      id: "next-token.empty",
      kind: "page-end-wrong",
      sentence: "Gives an empty token with the last page.",
      habits: {
        answers: (_operation, document) => {
          const token = valueAt(document, outputToken) ?? null;
          return token === null ? withValueAt(document as JsonObject, outputToken, "") : document;
        },
      },
    },
  ];
  if (pageSize === undefined) return faults;
  return [
    ...faults,
    {
      id: "page-size.ignored",
      kind: "page-lost",
      sentence: "Answers everything on one page, whatever size is asked for.",
      habits: { takes: (_operation, input) => withoutValueAt(input, `/${pageSize}`) },
    },
  ];
}

/** Of what a description shows, too, but for who it is and how far: that, others look at. */
function itemFaults({ output }: Operation, service: Service, role: Role): UnnamedFault[] {
  const [kind] = role.name === "list" ? role.kinds : [];
  const at = kind?.list?.at;
  const item = at === undefined ? undefined : shapeAt(output, at)?.element;
  const own = [kind?.list?.item, kind?.id.input, kind?.arn, kind?.ready?.at].map((pointer) =>
    pointer?.split("/").at(-1),
  );
  const described = kind?.describe === undefined ? undefined : shownShape(service, kind);
  // What nobody sent, the service may leave out.
  const sent = service.table.inputs[kind?.create?.operation ?? ""] ?? {};
  const both = (item?.members ?? []).filter(
    ({ name, shape }) =>
      shape.kind === "string" &&
      !shape.timestamp &&
      shape.values === undefined &&
      !own.includes(name) &&
      memberOf(described, name) !== undefined,
  );
  const shown = both.find(({ name }) => Object.hasOwn(sent, name)) ?? both[0];
  if (at === undefined || shown === undefined) return [];
  const change = (value: JsonValue): JsonValue => {
    const member = valueAt(value, `/${shown.name}`);
    return typeof member === "string" ? withValueAt(value as JsonObject, `/${shown.name}`, `${member}x`) : value;
  };
  return [
    {
      id: `${kebab(shown.name)}.other`,
      kind: "item-other",
      sentence: `Shows in its items another ${shown.name} than a description does.`,
      habits: {
        answers: (_operation, document) => {
          const items = valueAt(document, at);
          return Array.isArray(items)
            ? withValueAt(document as JsonObject, at, (items as JsonValue[]).map(change))
            : document;
        },
      },
    },
  ];
}

/** So few items fit on a page that a list can be grown beyond one. */
function hasSmallPages({ pages, input }: Operation): boolean {
  const size = input.find(({ name }) => name === pages?.pageSize)?.shape;
  return size?.kind === "integer" && size.max !== undefined && size.max <= 100;
}

/** A parent may have any number of it. */
function isManifold({ parent, create, most, fixed }: ResourceKind): boolean {
  return parent !== undefined && create !== undefined && most === undefined && !fixed;
}

/** As many as some servers put on a page, and forget the others. */
const CUT = 25;

function cutFault({ pages }: Operation, at: string): UnnamedFault {
  const cut = (document: OutputDocument): OutputDocument => {
    const items = valueAt(document, at);
    if (!Array.isArray(items) || items.length <= CUT) return document;
    const whole = pages === undefined ? document : withoutValueAt(document as JsonObject, pages.outputToken);
    return withValueAt(whole as JsonObject, at, items.slice(0, CUT) as JsonValue[]);
  };
  return {
    id: "cut.silent",
    kind: "page-lost",
    sentence: `Lists ${CUT} at most, and gives no token for the rest.`,
    habits: { answers: (_operation, document) => cut(document) },
  };
}

function withoutLast(document: OutputDocument, at: string): OutputDocument {
  const items = valueAt(document, at);
  return Array.isArray(items) ? withValueAt(document as JsonObject, at, items.slice(0, -1) as JsonValue[]) : document;
}
