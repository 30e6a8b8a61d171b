import type { JsonObject, JsonValue } from "#spec/json/json.ts";

/** An operation on a resource, and where its answer shows one: a JSON pointer into the body. */
export interface ResourceOperation {
  readonly operation: string;
  readonly shows?: string;
  /** In place of the operation's plain input, where another resource has the operation too. */
  readonly input?: JsonObject;
}

export interface ListOperation extends ResourceOperation {
  /** Where the answer holds the items, and where each of them holds what identifies it: empty for the item itself. */
  readonly at: string;
  readonly item: string;
}

/** What identifies a resource: a member of the input that creates it, or of the answer, or of what makes it otherwise. */
export interface Identity {
  readonly input?: string;
  readonly output?: string;
  /** Where the service names it: members of the input that creates it which no two below one parent have all alike. */
  readonly unique?: readonly string[];
  /** A value of the right form that identifies none. */
  readonly unknown?: string;
  /** Of what is one of a few: others of them than the plain input names, the best known first. */
  readonly spares?: readonly string[];
}

/** How far a resource is: where what is shown says so, the value that ends the wait, and those that end it badly. */
export interface Readiness {
  readonly at: string;
  readonly is: string;
  readonly failed: readonly string[];
  /** Values of what was deleted, and is shown still. */
  readonly gone?: readonly string[];
}

export interface ResourceTags {
  readonly input: string;
  readonly shown?: string;
}

/** One kind of resource, and what the operations do to it. Pointers are JSON pointers. */
export interface Resource {
  /** Such as `fargate-profile`. */
  readonly name: string;
  readonly parent?: string;
  readonly id: Identity;
  /** Where its ARN stands in what is shown. */
  readonly arn?: string;
  readonly ready?: Readiness;
  /** The member of what is shown, and its value, while it is being deleted; `ends` where nothing can keep it then. */
  readonly going?: { readonly at: string; readonly is: string; readonly ends?: true };
  /** Where what is shown has what the service gives to it alone, which nobody can send. */
  readonly given?: string;
  /** How many a parent may have, or how many with each value of a member of the input that creates it. */
  readonly most?: { readonly count: number; readonly each?: string } | undefined;
  /** What it belongs to is not deleted while it is there. */
  readonly holds?: true;
  /** Why the service keeps what is to be deleted, by a rule of its own; in words. */
  readonly stays?: string;
  /** The member of what is shown, and its value, that keeps it from being deleted, and what switches that off. */
  readonly protection?: { readonly at: string; readonly is: JsonValue; readonly off: ResourceOperation } | undefined;
  readonly create?: ResourceOperation;
  /** How one comes about where no operation creates it. */
  readonly made?: { readonly operation: string; readonly at: string };
  readonly describe?: ResourceOperation;
  readonly list?: ListOperation;
  readonly delete?: ResourceOperation;
  readonly updates: readonly string[];
  readonly others: readonly string[];
  /** Where the creating input has its tags, and where what is shown of it has them, if anywhere. */
  readonly tags?: ResourceTags | undefined;
  /** Where what is shown has further members, each by what it is. */
  readonly members?: Readonly<Record<string, string>>;
  /** What members are that were not sent, where input and what is shown both have them: by pointer, as the documentation says. */
  readonly defaults?: Readonly<Record<string, JsonValue>>;
  /** Its identity is one of a few that the service knows: none is fresh. */
  readonly fixed: boolean;
}

/** The operations that tag any resource by its ARN; pointers into their inputs and answers. */
export interface Tagging {
  readonly tag: { readonly operation: string; readonly arn: string; readonly tags: string };
  readonly untag: { readonly operation: string; readonly arn: string; readonly keys: string };
  readonly list: { readonly operation: string; readonly arn: string; readonly shows: string };
}

/** Members of an input that name entries of a map or a list: those to add or set anew, and those to remove. */
export interface EntryMembers {
  readonly put: string;
  readonly remove: string;
  /** Pointers to the members of a list's item by which it is told from the others. */
  readonly by?: readonly string[];
}

/** How a state comes about in which a service takes an operation, beside the one that the shared resource is in by then. */
export interface StateOf {
  /** The kind of which there is another one then, with what belongs to it down to what the operation is about: that, unless told. */
  readonly of?: string;
  /** Other members of the input that creates the first of these, where the shared resource was never in such a state. */
  readonly with?: JsonObject;
  /** Operations that are sent to those before. */
  readonly after?: readonly string[];
  /** Why no request brings it about; in words. */
  readonly never?: string;
}

/** What the operations of a service do to its resources, as data: see spec/eks/resources.yaml. */
export interface ResourceTable {
  /** In the order in which they can be made. */
  readonly resources: readonly Resource[];
  /** Where what is shown of a resource says when it was made, if it does. */
  readonly created?: string;
  /** Where that says when it was last changed, if it does. */
  readonly modified?: string;
  /** Operations about no resource of the account's, by subject. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly tagging?: Tagging;
  /**
   * By list operation: pointers to the members of its input that choose among its items, and what each is compared with in
   * an item; or the kind of resource that it names, of which an item has one, or of whose change it came.
   */
  readonly filters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By operation that changes a resource: where its input, and what is shown, have what it changes entry by entry. */
  readonly patches: Readonly<Record<string, Readonly<Record<string, EntryMembers>>>>;
  /** By operation, members of its input of which the service was seen to hold otherwise than its model says, or ids of requirements. */
  readonly doubts: Readonly<Record<string, readonly string[]>>;
  /** By operation that the service takes in some states alone, how one comes about. */
  readonly states: Readonly<Record<string, StateOf>>;
  /** Names of errors, the documented one first; those of input that breaks the model are EKS's unless told. */
  readonly errors: {
    readonly unknown: readonly string[];
    /** What the operations on tags call one that is not there, too: gateways say it of paths, so it proves no absence. */
    readonly untaggable?: readonly string[];
    readonly taken: readonly string[];
    readonly invalid?: readonly string[];
    /** Those of unknown and taken in whose place no other will do, whatever an operation documents beside them. */
    readonly alone?: readonly string[];
  };
  /** Values by the name of their placeholder: tries, in order. */
  readonly values: Readonly<Record<string, readonly JsonValue[]>>;
  /** The least that each operation takes; texts in it may be placeholders. */
  readonly inputs: Readonly<Record<string, JsonObject>>;
}

/** The operations that belong to a resource, each once, as a reader would look for them. */
export function operationsOf({ create, describe, list, updates, delete: gone, others, made }: Resource): string[] {
  const named = [create, describe, list].flatMap((one) => (one === undefined ? [] : [one.operation]));
  const last = gone === undefined ? [] : [gone.operation];
  const making = made === undefined ? [] : [made.operation];
  return [...new Set([...named, ...updates, ...others, ...last])].filter(
    (id) => !making.includes(id) || named.includes(id),
  );
}

/** The kind of resource that an operation makes. */
export function kindMadeBy({ resources }: ResourceTable, operation: string): Resource | undefined {
  return resources.find(({ create }) => create?.operation === operation);
}

/** The kind of resource that an operation changes. */
export function kindChangedBy(
  { resources }: Pick<ResourceTable, "resources">,
  operation: string,
): Resource | undefined {
  return resources.find(({ updates }) => updates.includes(operation));
}

/** The resource that an operation belongs to: the first that names it. */
export function ownerOf(table: ResourceTable, operation: string): Resource | undefined {
  return table.resources.find((resource) => operationsOf(resource).includes(operation));
}
