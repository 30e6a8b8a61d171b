import type { OutputDocument } from "#reference/render/output-document.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { InputRule } from "./input/input-rule.ts";
import type { Operation } from "./model/operation.ts";
import type { StoredResource } from "./store/resource.ts";
import type { ResourceKind } from "./table/kind.ts";
import type { World } from "./world.ts";
import type { ServiceRefusal } from "./service-refusal.ts";

/** What a server does that another could do otherwise: seeded faults and variants replace these, one or several. */
export interface Habits {
  /** What the operation takes a body for that it cannot read, or was not told how to. */
  readonly reads: (operation: Operation) => Unread | undefined;
  readonly enforces: (operation: Operation, constraint: InputRule) => boolean;
  /** Whether the last value that a bound lets through is refused with those beyond it. */
  readonly tightens: (operation: Operation, constraint: InputRule) => boolean;
  /** The input as the server takes it in, once it is checked by the model. */
  readonly takes: (operation: Operation, input: JsonObject) => JsonObject;
  readonly status: (operation: Operation) => number;
  readonly answers: (operation: Operation, document: OutputDocument) => OutputDocument;
  /** Undefined for an empty success in place of the refusal. */
  readonly refuses: (operation: Operation, refusal: ServiceRefusal) => ServiceRefusal | undefined;
  /** Whether what an operation does to the store is done. */
  readonly acts: (operation: Operation) => boolean;
  /** Whether what it refuses for its input is carried out all the same. */
  readonly persists: (operation: Operation) => boolean;
  /** Whether the operation minds what it depends on beside the resource's own name. */
  readonly minds: (operation: Operation, what: Minded) => boolean;
  /** Why a resource cannot be deleted now; undefined where it can. */
  readonly holds: (resource: StoredResource) => string | undefined;
  /** Why nothing can be changed of a resource now, nor made below it; undefined where it can. */
  readonly busy: (resource: StoredResource) => string | undefined;
  /** Why an operation is not taken of a resource as it is; undefined where it is. `sent`: as it would be shown. */
  readonly bars: (operation: Operation, resource: StoredResource, sent: JsonObject) => string | undefined;
  /** Why one more of a kind cannot be made beside those of its parent; undefined where it can. */
  readonly crowds: (kind: ResourceKind, beside: readonly StoredResource[], sent: JsonObject) => string | undefined;
  /** What comes with a new resource, by kind, beside what the service plants. */
  readonly plants: World["planted"];
  /** What an operation looks at as it was when the request came, although others are carried out before it acts. */
  readonly hurries: (operation: Operation) => Hurry | undefined;
  /** What of what was deleted comes back: the last beneath what an operation changes; of the last of its name, what belonged to it, or its tags. */
  readonly revives: (operation: Operation) => Revived | undefined;
  /** Whether a request is carried out whoever signed it. */
  readonly trusts: (operation: Operation) => boolean;
  /** How often a new or changed resource is looked at before its status is what it comes to. */
  readonly looks: number;
  /** Milliseconds until then, too. */
  readonly lasts: number;
  /** Milliseconds for which a change leaves its resource under way. */
  readonly changing: number;
  /** Milliseconds by which what an operation reads is behind what was written; `number` is that of the request. */
  readonly lags: (operation: Operation, number: number) => number;
}

/** Any media type will do; what stands after the object is passed over; what is no JSON has no members; it crashes on it. */
export type Unread = "any type" | "text after it" | "no members" | "crash";

/**
 * What the resource belongs to; what belongs to it and must go first, of any kind or of the first that there may be; that it is protected; of a change, what it does not
 * name, and what it does not name within what it does, which one it is of, the entries beside those it adds, those it is to remove, the one that is there already, all that tells these from others, the case of their keys, that it comes to an end, and when it was; of what is made, that
 * it comes to an end, and when it was made; of a filter, that it is about whole values; which of several
 * is asked for, and of what kind that is; what else made it; of what is deleted, that it is going; of a description, tags that were added later; of keys of tags, their
 * case, their end, and each of several; of a tag or a resource that is there, another value; of a filter, that it is about each page, and
 * that another beside it must be met, too; of what is made, that there is another like it; of what was deleted, that its name is free, that it is not there, and that what was below it went, too; of tags,
 * whose they are, that those of what it belongs to are not its own, those that are there where they are counted, that some of a request are there already, and that it is
 * carried out as a whole; of a list, that what it names was replaced, and that it has some only for who asks; of the name of a parent, how it ends; of what is made or deleted, that its name is another's elsewhere; of an ARN, whose
 * account it is, and all of it where it names a resource; of what is shown, that it was to be told once; of ARNs, the case of
 * names; of names, their case and their end; of numbers and truth values, that they stand in quotes.
 */
export type Minded =
  | "parent"
  | "children"
  | "children of each kind"
  | "protection"
  | "the rest"
  | "the rest of structures"
  | "which one"
  | "settling"
  | "time of change"
  | "clock"
  | "whole value"
  | "own name"
  | "own kind"
  | "maker"
  | "going"
  | "later tags"
  | "case of keys"
  | "whole key"
  | "every key"
  | "later value"
  | "later pages"
  | "each filter"
  | "readiness"
  | "other entries"
  | "removals"
  | "entry there"
  | "whole entry"
  | "case of entries"
  | "freed name"
  | "one in use"
  | "others alike"
  | "absence"
  | "departed parent"
  | "own tags"
  | "tags above"
  | "whole name"
  | "one parent"
  | "account"
  | "whole ARN"
  | "tags before"
  | "tags given anew"
  | "whole request"
  | "replacement"
  | "departure"
  | "being asked"
  | "told before"
  | "case in ARNs"
  | "case of names"
  | "end of names"
  | "quotes";

/**
 * The names that are taken, the tokens that came before, or the tags of a resource; of creations and deletions, those that
 * were carried out meanwhile.
 */
export type Hurry = "names" | "tokens" | "tags" | "creations" | "deletions";

export type Revived = "last beneath" | "children" | "tags";

export const SOUND: Habits = {
  reads: () => undefined,
  enforces: () => true,
  tightens: () => false,
  takes: (_operation, input) => input,
  status: ({ status }) => status,
  answers: (_operation, document) => document,
  refuses: (_operation, refusal) => refusal,
  acts: () => true,
  persists: () => false,
  minds: () => true,
  holds: () => undefined,
  busy: () => undefined,
  bars: () => undefined,
  crowds: () => undefined,
  plants: {},
  hurries: () => undefined,
  revives: () => undefined,
  trusts: () => false,
  looks: 0,
  lasts: 0,
  changing: 0,
  lags: () => 0,
};
