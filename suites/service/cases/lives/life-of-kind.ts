import type { Operation } from "#spec/contract/operation.ts";
import { askedAgain } from "#spec/resources/promises/again-promises.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { describesTags, inheritedTagsId } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import { type Particulars, particularsInTurn } from "#suites/service/inputs/particulars.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

/** What is particular about one life of a kind. */
export interface OneLife extends Particulars {
  /** 0 for the first. */
  readonly turn: number;
  /** It belongs to another than the shared one. */
  readonly isElsewhere: boolean;
  readonly asks: ReadonlySet<keyof typeof ONCE>;
}

/** Lives in which each operation is asked; those after them are for what a resource is made with. */
export const WHOLE = 6;

/** What is asked in one life of a kind and no other, and in which, where there are so many. */
const ONCE = { deletedTwice: 0, again: 1, parentsTags: 1, otherTags: 2 } as const;

/** The operations of a life. */
export interface LifeOf {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly describing: Operation;
  readonly deleting: Operation;
  /** What it belongs to, where a client can make another of those. */
  readonly above?: Resource | undefined;
}

/** By what the texts of its tags are for, what a resource that is described with them shows. */
export const TAGS_TELL = { common: "tags.shown", odd: "tags.odd" } as const;

/** What one life of a kind is about, and no other. */
export function askedIn(context: ServiceContext, { resource, creating, deleting }: LifeOf, life: OneLife): string[] {
  const again = askedAgain(context, resource);
  const inherited = inheritedTagsId(context, resource);
  const { asks } = life;
  const isDescribed = describesTags(resource);
  return [
    ...(isDescribed && life.tags?.tells !== undefined ? [promiseId(creating, TAGS_TELL[life.tags.tells])] : []),
    ...(again?.isDeletedTwice === true && asks.has("deletedTwice") ? [promiseId(deleting, "twice")] : []),
    ...(again?.isNamedAgain === true && asks.has("again") ? [promiseId(creating, "again")] : []),
    ...(again?.isUntagged === true && asks.has("again") ? [promiseId(creating, "tags.gone")] : []),
    ...(inherited !== undefined && asks.has("parentsTags") ? [inherited] : []),
    ...(again?.isTagged === true && asks.has("otherTags") ? [promiseId(creating, "taken.keeps")] : []),
  ];
}

/** As many as there are looks, or counts of tags, or tokens. */
export function livesOf(context: ServiceContext, { resource, creating, above }: LifeOf): OneLife[] {
  const { turns, at: particulars } = particularsInTurn(context, resource);
  const count = Math.max(turns, tokenMemberOf(creating) === undefined ? 1 : 2);
  const asked = Object.keys(ONCE) as (keyof typeof ONCE)[];
  return Array.from({ length: count }, (_, at) => ({
    turn: at,
    ...particulars(at),
    // What the other cases make has mostly none.
    token: at !== 1,
    isElsewhere: at === 0 && above !== undefined,
    asks: new Set(asked.filter((what) => ONCE[what] % count === at)),
  }));
}

export function keyOfLife({ look, tags, token }: OneLife): string {
  const parts = [look?.id, tags?.id, token ? "token" : undefined];
  return parts.filter((part) => part !== undefined).join("-") || "plain";
}

export function lifeInWords({ look, tags, isElsewhere }: OneLife): string {
  const parts = [
    ...(look === undefined ? [] : [`whose name has ${look.words}`]),
    ...(tags === undefined ? [] : [`with ${tags.words}`]),
    ...(isElsewhere ? ["below another parent"] : []),
  ];
  return parts.map((part) => ` ${part}`).join(",");
}
