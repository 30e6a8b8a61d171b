import type { Operation } from "#spec/contract/operation.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import type { Area, Requirement } from "#spec/requirement.ts";
import type { Resource, ResourceTable } from "#spec/resources/resource-table.ts";

/** Where EKS's promises are written down. */
export const PROMISES_SOURCE = "eks-resources.md";

/** What is promised of an operation on resources, beside its constraints, its shapes and its errors. */
export type Promise =
  | "valid"
  | "unknown"
  | "taken"
  | "undone"
  | "taken.keeps"
  | "token"
  | "token.distinct"
  | "again"
  | "anew"
  | "once"
  | "twice"
  | "tags.whole"
  | "tags.whole-arn"
  | "tags.own"
  | "tags.most"
  | "tags.anew"
  | "tags.gone"
  | "tags.inherited"
  | "shown"
  | "shown.optional"
  | "defaults"
  | "arn"
  | "names"
  | "names.distinct"
  | "listed"
  | "unasked"
  | "unlisted"
  | "applied"
  | "applied.optional"
  | "patched"
  | "patched.near"
  | "patched.anew"
  | "gone"
  | "pages.size"
  | "pages.whole"
  | "pages.end"
  | "pages.bad-token"
  | "tags.shown"
  | "tags.odd"
  | "agrees"
  | "agrees.members"
  | "keeps"
  | "others"
  | "alone"
  | "apart"
  | "ready"
  | "settled"
  | "answered"
  | "created"
  | "modified"
  | "dates"
  | "repeats"
  | "leaves"
  | "ends"
  | "elsewhere"
  | "maker"
  | "other-kind"
  | "held"
  | "protected"
  | "filters"
  | "filters.together"
  | "filters.off"
  | "parallel.same-name"
  | "parallel.same-token"
  | "parallel.distinct"
  | "parallel.same-resource"
  | "history";

/** `create-nodegroup.taken`; of the operations on tags, one for each kind of resource: `tag-resource.nodegroup`. */
export function promiseId({ prefix }: Pick<Operation, "prefix">, promise: Promise): string {
  return `${prefix}.${promise}`;
}

export function taggingId({ prefix }: Pick<Operation, "prefix">, resource: Pick<Resource, "name">): string {
  return `${prefix}.${resource.name}`;
}

/** `list-nodegroups.listed.nodegroup`: an operation may list resources of several kinds. */
export function listedId({ prefix }: Pick<Operation, "prefix">, resource: string): string {
  return `${prefix}.listed.${resource}`;
}

/** `list-nodegroups.agrees.nodegroup`, for the same reason. */
export function ofKindId({ prefix }: Pick<Operation, "prefix">, promise: Promise, resource: string): string {
  return `${prefix}.${promise}.${resource}`;
}

/** `update-addon.ready`, of an update; `create-capability.ready.update`, where what the operation creates becomes ready, too. */
export function readyId(
  { resources }: ResourceTable,
  operation: Pick<Operation, "id" | "prefix">,
  kind: Resource,
): string {
  const created = resources.find(({ create }) => create?.operation === operation.id);
  const isOther = created?.ready !== undefined && created.name !== kind.name;
  return isOther ? ofKindId(operation, "ready", kind.name) : promiseId(operation, "ready");
}

/** `create-cluster.taken.registered-cluster`: a name may be that of a resource of another kind. */
export function takenByOtherId(creating: Pick<Operation, "prefix">, { name }: Pick<Resource, "name">): string {
  return `${promiseId(creating, "taken")}.${name}`;
}

export interface Promised {
  readonly area: Area;
  readonly title: string;
  readonly quote: string;
  readonly level?: "SHOULD";
  /** What is a SHOULD is inferred unless told. */
  readonly evidence?: "modelled" | "inferred";
  /** The name of the error that it is about. */
  readonly error?: string;
  /** Ids, of which those count that the service has. */
  readonly presupposes?: readonly string[];
}

/** What means nothing of an operation unless something plainer holds of it. */
const PRESUPPOSED: Partial<Record<Promise, readonly Promise[]>> = {
  "shown.optional": ["shown"],
  "applied.optional": ["applied"],
  "patched.near": ["patched"],
  "patched.anew": ["patched"],
  "tags.odd": ["tags.shown"],
  ends: ["gone"],
  twice: ["gone"],
  "parallel.same-name": ["taken", "parallel.distinct"],
  "parallel.same-token": ["token", "parallel.distinct"],
  "parallel.distinct": ["valid", "shown"],
  "parallel.same-resource": ["gone", "twice"],
};

/** The requirement that an operation keeps a promise. */
export function promise(operation: Operation, what: Promise, promised: Promised): Requirement {
  const presupposes = PRESUPPOSED[what]?.map((each) => promiseId(operation, each));
  return promiseOf(operation, promiseId(operation, what), { presupposes, ...promised });
}

/** The same under an id of its own. */
export function promiseOf(
  operation: Operation,
  id: string,
  { area, title, quote, level, evidence = level === undefined ? "modelled" : "inferred", error, presupposes }: Promised,
): Requirement {
  return {
    id,
    operation: operation.id,
    area,
    level: level ?? "MUST",
    authority: evidence === "modelled" ? "model" : "inferred",
    evidence,
    title,
    trace: { source: PROMISES_SOURCE, quote },
    subject: error === undefined ? undefined : { error },
    presupposes,
  };
}

/** `a fargate profile`. */
export function kindInWords({ name }: Pick<Resource, "name">): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name.replaceAll("-", " ")}`;
}

/** A member by its JSON pointer, as titles name it: `scalingConfig.minSize`, in backticks. */
export function memberInWords(pointer: string): string {
  return `\`${pointerTokens(pointer).join(".")}\``;
}
