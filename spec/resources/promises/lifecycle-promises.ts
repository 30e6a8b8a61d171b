import type { Contract } from "#spec/contract/contract.ts";
import type { DocumentedError, InputMember, Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { Service } from "#spec/resources/service.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { isOfEks } from "#spec/resources/sources-elsewhere.ts";
import {
  hasAnother,
  isDistinguished,
  isListedIfAsked,
  isMadeApart,
  kindsOfOneNameSpace,
  showingOperations,
  shownSchema,
  takenError,
  tellsTwoApart,
  tokenMemberOf,
  uniqueMembers,
  updateToken,
} from "#spec/resources/table-readings.ts";
import { againPromises } from "./again-promises.ts";
import { deletionPromises } from "./deletion-promises.ts";
import { patchedPromises } from "./patched-promises.ts";
import {
  kindInWords,
  listedId,
  memberInWords,
  ofKindId,
  promise,
  promiseId,
  promiseOf,
  takenByOtherId,
} from "./promise.ts";

/** What is promised of the operations that make, show, list, change and delete one kind of resource. */
export function lifecyclePromises(service: Service, resource: Resource): Requirement[] {
  const { contract } = service;
  const creating = resource.create && contract.operations.get(resource.create.operation);
  const updates = resource.updates
    .filter((id) => id !== creating?.id)
    .flatMap((id) => contract.operations.get(id) ?? []);
  return [
    ...(creating === undefined ? [] : creationPromises(service, resource, creating)),
    ...listedPromises(service, resource),
    ...updates.flatMap((update) => updatePromises(service, resource, update)),
    ...deletionPromises(service, resource),
    ...againPromises(service, resource),
    ...namePromises(service, resource),
  ];
}

function creationPromises(service: Service, resource: Resource, creating: Operation): Requirement[] {
  const { table } = service;
  const { id, describe } = resource;
  const taken = uniqueMembers(resource).length === 0 ? undefined : takenError(creating, table);
  const found = taken === undefined ? [] : [takenPromise(resource, creating, taken)];
  if (taken !== undefined) {
    const others = kindsOfOneNameSpace(resource, table);
    found.push(...others.map((other) => takenByOtherPromise(creating, other, taken)));
  }
  if (id.input !== undefined && describe !== undefined) found.push(undonePromise(resource, creating));
  const shown = showsSent(service, resource, creating);
  if (describe !== undefined) found.push(...shownPromises(resource, creating, describe.operation, shown));
  if (describe !== undefined && resource.defaults !== undefined) found.push(defaultsPromise(resource, creating));
  if (describe !== undefined && resource.arn !== undefined) found.push(arnPromise(resource, creating));
  if (describe === undefined && shown && resource.create?.shows !== undefined)
    found.push(shownPromise(resource, creating, creating.id));
  if (isDistinguished(table, resource)) found.push(distinctNamesPromise(resource, creating));
  if (tokenMemberOf(creating) === undefined || !hasAnother(resource)) return found;
  found.push(tokenPromise(creating));
  if (tellsTwoApart(resource)) found.push(distinctTokensPromise(creating));
  return found;
}

function takenPromise({ id }: Resource, creating: Operation, { status, name }: DocumentedError): Requirement {
  const members = (id.unique ?? []).map(memberInWords).join(" and ");
  const [where, quote] =
    id.input === undefined
      ? [
          `another has the same ${members}`,
          "R38. A service account of a cluster has one association at most: another for it is answered with ResourceInUseException and status 409.",
        ]
      : [
          "the name is taken",
          "R4. ResourceInUseException, with status 409, tells that the resource named in the request is in use.",
        ];
  const title = `${creating.id} answers ${status} ${name} where ${where}.`;
  return promise(creating, "taken", { area: "error-mapping", title, quote, error: name });
}

function defaultsPromise({ describe, defaults = {}, ...resource }: Resource, creating: Operation): Requirement {
  const names = Object.keys(defaults).map(memberInWords);
  return promise(creating, "defaults", {
    area: "response-semantics",
    title: `${describe?.operation ?? ""} shows ${names.join(", ")} of ${kindInWords(resource)} by default where ${creating.id} was sent none.`,
    quote: "R34. A member that is not sent when a resource is created is what the documentation calls its default.",
  });
}

/** The model gives examples of ARNs, and no pattern of them. */
function arnPromise({ describe, ...resource }: Resource, creating: Operation): Requirement {
  return promise(creating, "arn", {
    area: "response-semantics",
    level: "SHOULD",
    title: `${describe?.operation ?? ""} shows of ${kindInWords(resource)} that ${creating.id} created an ARN of six parts that holds its name, in the Region and account of what it belongs to.`,
    quote:
      "R35. An ARN names the partition, the service, the Region and the account that the resource is in, then the resource.",
  });
}

function undonePromise(resource: Resource, { id, prefix }: Operation): Requirement {
  return {
    id: promiseId({ prefix }, "undone"),
    operation: id,
    area: "input-constraints",
    level: "MUST",
    authority: "protocol",
    evidence: "protocol",
    title: `What ${id} refuses is not done: no ${resource.name.replaceAll("-", " ")} is left of it.`,
    trace: { source: "protocol.md", quote: "P66. A status 4xx says that the request could not be carried out." },
  };
}

/** Whether what shows a resource has a member that it is made with. */
export function showsSent(service: Service, resource: Resource, creating: Operation): boolean {
  return membersShown(service, resource, creating).length > 0;
}

/** The members that a resource is made with and shown with, beside its tags and a token, which are told by themselves. */
export function membersShown({ contract }: Service, resource: Resource, creating: Operation): InputMember[] {
  const { describe, create, tags } = resource;
  const one = describe ?? create;
  const showing = one && contract.operations.get(one.operation);
  if (one === undefined || showing === undefined) return [];
  const apart = [tokenMemberOf(creating), pointerTokens(tags?.input ?? "")[0]];
  const shape = shownSchema(showing, one)?.properties ?? {};
  return creating.members.filter(({ name }) => Object.hasOwn(shape, name) && !apart.includes(name));
}

/** No source names the error. */
function takenByOtherPromise(creating: Operation, other: Resource, { status, name }: DocumentedError): Requirement {
  return promiseOf(creating, takenByOtherId(creating, other), {
    area: "error-mapping",
    level: "SHOULD",
    title: `${creating.id} answers ${status} ${name} where ${kindInWords(other)} has the name.`,
    quote: "R19. Resources of several kinds that one operation describes by name have their names in common",
    error: name,
  });
}

function listedPromises({ contract, table }: Service, resource: Resource): Requirement[] {
  const { create, made, list } = resource;
  const listing = list && contract.operations.get(list.operation);
  const making = create?.operation ?? (isMadeApart(resource) ? made?.operation : undefined);
  if (listing === undefined || making === undefined) return [];
  return [
    promiseOf(listing, listedId(listing, resource.name), {
      area: "lifecycle",
      title: `${listing.id} lists ${kindInWords(resource)} that ${create === undefined ? "an answer showed" : `${making} created`}.`,
      quote: "R11. A list names the resources of its kind, of the cluster that is asked for where there is one.",
    }),
    ...(isListedIfAsked(table, resource) ? [unaskedPromise(contract, resource, listing)] : []),
  ];
}

function unaskedPromise(contract: Contract, resource: Resource, listing: Operation): Requirement {
  return promiseOf(listing, ofKindId(listing, "unasked", resource.name), {
    area: "lifecycle",
    level: isOfEks(contract) ? undefined : "SHOULD",
    title: `${listing.id} leaves out ${kindInWords(resource)} where nothing asks for it.`,
    quote: "R39. A list that has some of its resources only for who asks for them leaves those out where nothing asks",
    presupposes: [listedId(listing, resource.name)],
  });
}

function shownPromises(resource: Resource, creating: Operation, describing: string, shown: boolean): Requirement[] {
  const name = kindInWords(resource);
  const tags = promise(creating, "tags.shown", {
    area: "response-semantics",
    title: `${describing} shows the tags that ${creating.id} was given.`,
    quote: "R14. Tags given when a resource is created are shown with it.",
  });
  // Of such texts no source of this service speaks; others refuse some, or take some for the same.
  const texts = promise(creating, "tags.odd", {
    area: "response-semantics",
    level: "SHOULD",
    title: `${describing} shows the tags that ${creating.id} was given letter by letter, odd characters, case and blanks included.`,
    quote: "R14. Tags given when a resource is created are shown with it.",
  });
  return [
    ...(shown ? [shownPromise(resource, creating, describing)] : []),
    promise(creating, "shown.optional", {
      area: "response-semantics",
      level: "SHOULD",
      title: `${describing} shows each optional member that ${creating.id} accepted for ${name}.`,
      quote: "R10. What an operation creates is described under the names of the members that it was created with.",
    }),
    ...(resource.tags?.shown === undefined ? [] : [tags, texts]),
  ];
}

function shownPromise(resource: Resource, creating: Operation, showing: string): Requirement {
  return promise(creating, "shown", {
    area: "response-semantics",
    title: `${showing} shows ${kindInWords(resource)} as ${creating.id} created it.`,
    quote: "R10. What an operation creates is described under the names of the members that it was created with.",
  });
}

function tokenPromise(operation: Operation): Requirement {
  return promise(operation, "token", {
    area: "idempotency",
    level: "SHOULD",
    title: `${operation.id}, repeated with the same client token, takes effect once.`,
    quote: "R6. A client token makes a request idempotent: a client may send it again without doing its work twice.",
  });
}

/** The model says so of clusters alone. */
function distinctNamesPromise(resource: Resource, creating: Operation): Requirement {
  return promise(creating, "names.distinct", {
    area: "lifecycle",
    level: "SHOULD",
    title: `${creating.id} tells names apart that differ in case only, of ${kindInWords(resource)} and another.`,
    quote: "R28. The name of a cluster is case-sensitive.",
  });
}

/** Only what names each of the two tells that both were carried out. */
function distinctTokensPromise(operation: Operation): Requirement {
  return promise(operation, "token.distinct", {
    area: "idempotency",
    title: `${operation.id} tells client tokens apart that differ in case, or in their last character, only.`,
    quote: "R26. A client token is unique, and its case counts: another one makes another request of it.",
  });
}

function updatePromises(service: Service, resource: Resource, update: Operation): Requirement[] {
  const found = updateToken(service, update) === undefined ? [] : [tokenPromise(update)];
  if (resource.describe === undefined) return found;
  const describing = resource.describe.operation;
  return [
    promise(update, "applied", {
      area: "lifecycle",
      title: `${describing} shows what ${update.id} changed.`,
      quote: "R12. An operation that updates changes what it is given, and nothing else.",
    }),
    promise(update, "applied.optional", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${describing} shows each optional member that ${update.id} accepted.`,
      quote: "R12. An operation that updates changes what it is given, and nothing else.",
    }),
    ...patchedPromises(service, update, describing),
    ...found,
  ];
}

function namePromises(service: Service, resource: Resource): Requirement[] {
  const answering = new Set(showingOperations(service, resource).map(({ operation }) => operation));
  return [...answering].map((id) =>
    promise(service.contract.operation(id), "names", {
      area: "response-semantics",
      // No source says of what the table calls others that they answer with the whole resource.
      level: resource.others.includes(id) ? "SHOULD" : undefined,
      title: `${id} answers with the ${resource.name.replaceAll("-", " ")} that it was asked for.`,
      quote:
        "R18. An operation that creates, describes, updates or deletes a resource answers with that resource, where its output has a member for it.",
    }),
  );
}
