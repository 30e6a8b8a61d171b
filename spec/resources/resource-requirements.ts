import type { Contract } from "../contract/contract.ts";
import type { DocumentedError, Operation } from "../contract/operation.ts";
import { kebab } from "../derived/constraint.ts";
import type { Area, Requirement } from "../requirement.ts";
import { placeholdersIn } from "./placeholders.ts";
import type { Resource, ResourceTable } from "./resource-table.ts";

const SOURCE = "eks-resources.md";

/** What is promised of an operation on resources, beside its constraints, its shapes and its errors. */
export type Promise =
  | "valid"
  | "unknown"
  | "taken"
  | "token"
  | "shown"
  | "names"
  | "listed"
  | "applied"
  | "gone"
  | "pages.size"
  | "pages.whole"
  | "pages.bad-token"
  | "tags.shown";

/** `create-nodegroup.taken`; of the operations on tags, one for each kind of resource: `tag-resource.nodegroup`. */
export function promiseId({ prefix }: Pick<Operation, "prefix">, promise: Promise): string {
  return `${prefix}.${promise}`;
}

export function taggingId({ prefix }: Pick<Operation, "prefix">, resource: Pick<Resource, "name">): string {
  return `${prefix}.${resource.name}`;
}

/** The requirements that follow from a contract and a resource table together. */
export function resourceRequirements(contract: Contract, table: ResourceTable): Requirement[] {
  const operations = [...contract.operations.values()].filter(({ id }) => table.inputs[id] !== undefined);
  return [
    ...operations.flatMap((operation) => operationPromises(operation, table)),
    ...table.resources.flatMap((resource) => resourcePromises(contract, resource, table)),
  ];
}

function operationPromises(operation: Operation, table: ResourceTable): Requirement[] {
  const found: Requirement[] = [
    promise(operation, "valid", {
      area: "routing",
      title: `${operation.id} answers a valid request with ${operation.success.status}.`,
      quote:
        "R1. Each operation answers a valid request with the status that the model binds to it, 200 unless it says otherwise.",
    }),
  ];
  const unknown = unknownError(operation, table);
  const subject = subjectOf(operation.id, table);
  if (unknown !== undefined && subject !== undefined) {
    found.push(
      promise(operation, "unknown", {
        area: "error-mapping",
        title: `${operation.id} answers ${unknown.status} ${unknown.name} where ${subject} does not exist.`,
        quote: unknown.name.startsWith("Resource")
          ? "R2. ResourceNotFoundException tells that a resource named in the request could not be found."
          : "R3. NotFoundException tells, for the operations on tags, that the resource of the request could not be found.",
        error: unknown.name,
        ...(unknown.name === table.errors.unknown[0] ? {} : { level: "SHOULD", evidence: "modelled" }),
      }),
    );
  }
  return [...found, ...pagePromises(operation)];
}

function pagePromises(operation: Operation): Requirement[] {
  if (operation.pages === undefined) return [];
  const { pageSize, inputToken, outputToken } = operation.pages;
  return [
    ...(pageSize === undefined
      ? []
      : [
          promise(operation, "pages.size", {
            area: "lifecycle",
            title: `A page of ${operation.id} holds no more than \`${pageSize}\`.`,
            quote: "R7. `maxResults` is the most that one page of an answer holds",
          }),
        ]),
    promise(operation, "pages.whole", {
      area: "lifecycle",
      title: `The pages of ${operation.id}, followed by \`${outputToken}\`, hold each item once.`,
      quote: "what is left is had with the page's `nextToken`.",
    }),
    promise(operation, "pages.bad-token", {
      area: "lifecycle",
      level: "SHOULD",
      title: `${operation.id} refuses an \`${inputToken}\` that no answer gave.`,
      quote: "R9. `nextToken` is opaque: only what an answer gave leads on.",
    }),
  ];
}

function resourcePromises(contract: Contract, resource: Resource, table: ResourceTable): Requirement[] {
  const find = (id: string | undefined) => (id === undefined ? undefined : contract.operations.get(id));
  const [create, list, gone] = [resource.create, resource.list, resource.delete].map((one) => find(one?.operation));
  const name = words(resource);
  const found: Requirement[] = [];
  if (create !== undefined) {
    const taken = takenError(create, table);
    if (taken !== undefined && resource.id.input !== undefined && !resource.fixed) {
      found.push(
        promise(create, "taken", {
          area: "error-mapping",
          title: `${create.id} answers ${taken.status} ${taken.name} where the name is taken.`,
          quote: "R4. ResourceInUseException tells that the resource named in the request is in use.",
          error: taken.name,
        }),
      );
    }
    if (resource.describe !== undefined) {
      found.push(
        promise(create, "shown", {
          area: "response-semantics",
          title: `${resource.describe.operation} shows ${name} as ${create.id} made it.`,
          quote: "R10. What an operation creates is described under the names of the members that it was created with.",
        }),
      );
      if (resource.tags !== undefined) {
        found.push(
          promise(create, "tags.shown", {
            area: "response-semantics",
            title: `${resource.describe.operation} shows the tags that ${create.id} was given.`,
            quote: "R14. Tags given when a resource is created are shown with it.",
          }),
        );
      }
    }
    if (tokenOf(create) !== undefined && resource.id.input !== undefined) {
      found.push(
        promise(create, "token", {
          area: "idempotency",
          level: "SHOULD",
          title: `${create.id}, sent again with the same client token, does its work once.`,
          quote:
            "R6. A client token makes a request idempotent: a client may send it again without doing its work twice.",
        }),
      );
    }
    if (list !== undefined) {
      found.push(
        promise(list, "listed", {
          area: "lifecycle",
          resource: resource.name,
          title: `${list.id} names ${name} that ${create.id} made.`,
          quote: "R11. A list names the resources of its kind, of the cluster that is asked for where there is one.",
        }),
      );
    }
  }
  for (const id of resource.updates) {
    const update = find(id);
    if (update === undefined || resource.describe === undefined || id === create?.id) continue;
    found.push(
      promise(update, "applied", {
        area: "lifecycle",
        title: `${resource.describe.operation} shows what ${id} changed.`,
        quote: "R12. An operation that updates changes what it is given, and nothing else.",
      }),
    );
  }
  if (gone !== undefined && (resource.describe !== undefined || list !== undefined)) {
    found.push(
      promise(gone, "gone", {
        area: "lifecycle",
        title: `After ${gone.id} ${name} is neither described nor listed.`,
        quote: "R13. An operation that deletes takes the resource away.",
      }),
    );
  }
  for (const one of [resource.create, resource.describe, resource.delete]) {
    const operation = find(one?.operation);
    if (operation === undefined || one?.shows === undefined || one.input !== undefined) continue;
    found.push(
      promise(operation, "names", {
        area: "response-semantics",
        title: `${operation.id} answers with the ${resource.name.replaceAll("-", " ")} that it was asked for.`,
        quote:
          "R18. An operation that creates, describes or deletes a resource answers with that resource, where its output has a member for it.",
      }),
    );
  }
  return [...found, ...taggingPromises(contract, resource, table)];
}

const TAGGING_QUOTES = {
  tag: "R15. TagResource adds tags to the resource of an ARN, and leaves those alone that it does not name.",
  untag: "R16. UntagResource takes the tags with the given keys from the resource of an ARN.",
  list: "R17. ListTagsForResource shows the tags of the resource of an ARN.",
} as const;

const TAGGING_WORDS = { tag: "adds tags to", untag: "takes tags from", list: "shows the tags of" } as const;

function taggingPromises(contract: Contract, resource: Resource, { tagging }: ResourceTable): Requirement[] {
  if (tagging === undefined || resource.tags === undefined || resource.arn === undefined) return [];
  return (["tag", "untag", "list"] as const).flatMap((way) => {
    const operation = contract.operations.get(tagging[way].operation);
    if (operation === undefined) return [];
    const requirement = promise(operation, "valid", {
      area: "lifecycle",
      title: `${operation.id} ${TAGGING_WORDS[way]} ${words(resource)}.`,
      quote: TAGGING_QUOTES[way],
    });
    return [{ ...requirement, id: taggingId(operation, resource) }];
  });
}

interface Promised {
  readonly area: Area;
  readonly title: string;
  readonly quote: string;
  readonly level?: "SHOULD";
  /** What is a SHOULD is inferred unless told. */
  readonly evidence?: "modelled" | "inferred";
  readonly error?: string;
  /** For what a list has of one kind of resource, where it lists several. */
  readonly resource?: string;
}

function promise(
  operation: Operation,
  what: Promise,
  { area, title, quote, level, evidence = level === undefined ? "modelled" : "inferred", error, resource }: Promised,
): Requirement {
  const id = resource === undefined ? promiseId(operation, what) : listedId(operation, resource);
  return {
    id,
    operation: operation.id,
    area,
    level: level ?? "MUST",
    authority: evidence === "modelled" ? "model" : "inferred",
    evidence,
    title,
    trace: { source: SOURCE, quote },
    subject: error === undefined ? undefined : { error },
  };
}

/** `list-nodegroups.listed.nodegroup`. */
export function listedId({ prefix }: Pick<Operation, "prefix">, resource: string): string {
  return `${prefix}.listed.${resource}`;
}

/** The error that an operation documents for a resource that is not there. */
export function unknownError(
  { errors }: Operation,
  { errors: { unknown } }: ResourceTable,
): DocumentedError | undefined {
  return errors.find(({ name }) => unknown.includes(name));
}

export function takenError({ errors }: Operation, { errors: { taken } }: ResourceTable): DocumentedError | undefined {
  return errors.find(({ name }) => taken.includes(name));
}

/** The name of the member of an input that is a client token, where there is one. */
export function tokenOf({ members }: Operation): string | undefined {
  return members.find(({ schema }) => schema["x-idempotency-token"] === true)?.name;
}

/** What the input of an operation names that may not exist, in words: the innermost resource. */
function subjectOf(operation: string, table: ResourceTable): string | undefined {
  const last = lastResource(operation, table);
  return last === undefined ? undefined : words(last);
}

/**
 * The innermost resource that the plain input of an operation names and that can be described: whether it is an error to
 * take off what is only attached to another one, and is not there, no source says.
 */
export function lastResource(operation: string, table: ResourceTable): Resource | undefined {
  const names = placeholdersIn(table.inputs[operation] ?? {}).map((name) => name.replace(/\.arn$/, ""));
  return table.resources.filter(({ name, describe }) => names.includes(name) && describe !== undefined).at(-1);
}

function words({ name }: Resource): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${kebab(name).replaceAll("-", " ")}`;
}
