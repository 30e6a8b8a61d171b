import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { ListOperation, Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import {
  isMadeApart,
  kindMadeBeside,
  shownSchema,
  showingOperations,
  showsOwn,
} from "#spec/resources/table-readings.ts";
import { membersShown, showsSent } from "./lifecycle-promises.ts";
import { kindInWords, ofKindId, promise, promiseId, promiseOf, readyId } from "./promise.ts";

/** What one operation says of a resource, and the others must not deny. */
export function agreementPromises(service: Service, resource: Resource): Requirement[] {
  return [
    ...identityPromises(service, resource),
    ...besidePromises(service, resource),
    ...readyPromises(service, resource),
    ...answeredPromises(service, resource),
    ...keptPromises(service, resource),
  ];
}

/**
 * Where an operation shows what the creating one's answer showed, too, and what stays as it was however a resource changes:
 * its ARN, and when it was made. Pointers below what is shown.
 */
export function lastingPointers(
  { contract, table }: Service,
  { arn, create }: Resource,
  one: ResourceOperation,
): string[] {
  const creating = create && contract.operations.get(create.operation);
  const showing = contract.operations.get(one.operation);
  if (create?.shows === undefined || creating === undefined || showing === undefined) return [];
  const shapes = [shownSchema(creating, create), shownSchema(showing, one)];
  const isInBoth = (at: string): boolean =>
    shapes.every((shape) => shape !== undefined && memberSchema(shape, at) !== undefined);
  return [arn, table.created].flatMap((at) => (at !== undefined && isInBoth(at) ? [at] : []));
}

/** The place of a list's items in its answer, as if it showed the first. */
export function listItem({ operation, at }: ListOperation): ResourceOperation {
  return { operation, shows: `${at}/0` };
}

function identityPromises(service: Service, resource: Resource): Requirement[] {
  const { contract } = service;
  const { create, describe, list } = resource;
  if (isMadeApart(resource)) return madeApartPromises(service, resource);
  if (create?.shows === undefined) return [];
  const requirement = (operation: string, id: (of: Operation) => string, as: string): Requirement[] => {
    const showing = contract.operations.get(operation);
    if (showing === undefined) return [];
    const title = `${operation} shows the ARN and the time of creation of ${kindInWords(resource)} as ${as}.`;
    return [promiseOf(showing, id(showing), { area: "response-semantics", title, quote: IDENTITY })];
  };
  const lasting = (one: ResourceOperation): boolean => lastingPointers(service, resource, one).length > 0;
  const later = showingOperations(service, resource).filter(({ operation }) => operation !== create.operation);
  const ids = new Set(later.flatMap((one) => (lasting(one) ? [one.operation] : [])));
  const described = describe && contract.operations.get(describe.operation);
  const shown = described !== undefined && describe !== undefined && showsOwn(described, describe) ? [described] : [];
  return [
    ...[...ids].flatMap((id) => requirement(id, (showing) => promiseId(showing, "agrees"), `${create.operation} did`)),
    ...(list !== undefined && lasting(listItem(list))
      ? requirement(
          list.operation,
          (listing) => ofKindId(listing, "agrees", resource.name),
          "other answers about it do",
        )
      : []),
    ...shown.map((showing) =>
      promise(showing, "agrees.members", {
        area: "response-semantics",
        level: "SHOULD",
        title: `${showing.id} shows each member of ${kindInWords(resource)} that ${create.operation} showed.`,
        quote: "R18. An operation that creates, describes, updates or deletes a resource answers with that resource",
      }),
    ),
  ];
}

/** Of what is made by a change of something else, such as an update: what it is stays, and how far it is does not. */
function madeApartPromises({ contract }: Service, { name, describe, made }: Resource): Requirement[] {
  const describing = describe && contract.operations.get(describe.operation);
  if (describe === undefined || describing === undefined || !showsOwn(describing, describe)) return [];
  return [
    promise(describing, "agrees.members", {
      area: "response-semantics",
      level: "SHOULD",
      title: `${describing.id} shows of ${kindInWords({ name })} what ${made?.operation ?? ""} and others answered when they made it.`,
      quote: "R18. An operation that creates, describes, updates or deletes a resource answers with that resource",
    }),
  ];
}

const IDENTITY =
  "R20. The ARN of a resource and the time it was created say which one it is: they stay the same for as long as it is there.";

/** Of what operations make beside what they are about: their answers are the only place that says which one it is. */
function besidePromises(service: Service, resource: Resource): Requirement[] {
  const name = resource.name.replaceAll("-", " ");
  return makersBeside(service, resource).map((making) =>
    promiseOf(making, ofKindId(making, "names", resource.name), {
      area: "response-semantics",
      level: "SHOULD",
      title: `${making.id} answers with what identifies the ${name} that it makes.`,
      quote: "R36. The answer to a change that takes its time includes the id of the update that it makes.",
    }),
  );
}

function makersBeside(service: Service, resource: Resource): Operation[] {
  return [...service.contract.operations.values()].filter((one) => kindMadeBeside(service, one) === resource);
}

function readyPromises(service: Service, resource: Resource): Requirement[] {
  const { contract, table } = service;
  const { create, ready, describe } = resource;
  if (ready === undefined || describe === undefined) return [];
  const creating = create && contract.operations.get(create.operation);
  const beside = makersBeside(service, resource);
  const name = resource.name.replaceAll("-", " ");
  const ended = [...(creating === undefined ? [] : [creating]), ...beside].map((making) =>
    promiseOf(making, readyId(table, making, resource), {
      area: "lifecycle",
      level: "SHOULD",
      title: `The ${name} that ${making.id} ${making === creating ? "created" : "made"} becomes ${ready.is}.`,
      quote: "R25. What is created is usable once its status says so.",
    }),
  );
  const settled = updatesOf(service, resource).map((update) =>
    promise(update, "settled", {
      area: "lifecycle",
      level: "SHOULD",
      title: `The ${name} that ${update.id} changed becomes ${ready.is} again.`,
      quote: "R25. What is created is usable once its status says so.",
    }),
  );
  return [...ended, ...settled];
}

/** The operations that change one of a kind, and do not create it. */
function updatesOf({ contract }: Service, { create, updates }: Resource): Operation[] {
  return updates.flatMap((id) => (id === create?.operation ? [] : (contract.operations.get(id) ?? [])));
}

/** What an answer to a creation or a change says of what was sent, where it says anything. */
function answeredPromises(service: Service, resource: Resource): Requirement[] {
  const { contract } = service;
  const { create, describe } = resource;
  const creating = create && contract.operations.get(create.operation);
  if (describe === undefined) return [];
  const all = [
    ...(creating === undefined || !showsSent(service, resource, creating)
      ? []
      : [[creating, create, "it was asked for"] as const]),
    ...updatesOf(service, resource).map((update) => [update, showsIn(update, describe), "it was changed"] as const),
  ];
  return all.flatMap(([operation, one, as]) =>
    one === undefined || !showsOwn(operation, one)
      ? []
      : promise(operation, "answered", {
          area: "response-semantics",
          level: "SHOULD",
          title: `What ${operation.id} answers of ${kindInWords(resource)} is as ${as}.`,
          quote: "R18. An operation that creates, describes, updates or deletes a resource answers with that resource",
        }),
  );
}

function showsIn({ id: operation }: Operation, { shows }: ResourceOperation): ResourceOperation {
  return { operation, ...(shows === undefined ? {} : { shows }) };
}

function keptPromises(service: Service, resource: Resource): Requirement[] {
  const { describe, create } = resource;
  if (describe === undefined || create === undefined) return [];
  const kept = updatesOf(service, resource).map((update) =>
    promise(update, "keeps", {
      area: "lifecycle",
      level: "SHOULD",
      title: `What ${update.id} does not name of ${kindInWords(resource)} stays as it was created.`,
      quote: CHANGES,
    }),
  );
  if (!isOneOfSeveral(resource)) return kept;
  const name = resource.name.replaceAll("-", " ");
  const alone = updatesOf(service, resource).map((update) =>
    promise(update, "others", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${update.id} gives no other ${name} what it changes one to.`,
      quote: CHANGES,
    }),
  );
  const creating = service.contract.operation(create.operation);
  const apart = promise(creating, "others", {
    area: "lifecycle",
    level: "SHOULD",
    title: `${creating.id} gives no other ${name} what it creates one with.`,
    quote: "R10. What an operation creates is described under the names of the members that it was created with.",
  });
  const isAsked = membersShown(service, resource, creating).some(({ required }) => !required);
  return [...kept, ...alone, ...(isAsked ? [apart] : [])];
}

const CHANGES = "R12. An operation that updates changes what it is given, and nothing else.";

/** The operations that change one of a kind of which a case can make two and describe both. */
export function changingOneOfTwo(service: Service, resource: Resource): Operation[] {
  return isOneOfSeveral(resource) ? updatesOf(service, resource) : [];
}

/** Whether a case can make several of a kind, and describe each. */
export function isOneOfSeveral({ create, describe, delete: gone, fixed, most }: Resource): boolean {
  return create !== undefined && gone !== undefined && !fixed && most?.count !== 1 && describe?.shows !== undefined;
}
