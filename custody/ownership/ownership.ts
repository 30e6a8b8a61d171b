import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { Service } from "#spec/resources/service.ts";
import { tagsIn } from "#spec/resources/tag-form.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { shownBy, shownInTime } from "#custody/resources/resource-requests.ts";
import type { MakingTime } from "./creation-time.ts";
import { givenMark, type RunTag } from "./marks.ts";

/** What a look before the first request for it showed of a name that anybody may have; nothing where nobody looked. */
export type Beforehand = "free" | "taken" | "unknown";

/** What is known about a name that a run sent, used to tell what has it from somebody else's of that name. */
export interface Claim {
  readonly service: Pick<Service, "table">;
  /** What the run asked for. */
  readonly made: MadeResource;
  /**
   * When the run asked for it, by our own clock. Of a name that holds the run's id it is all of the run: such a name is
   * asked for again and again, and a request of before may be carried out late.
   */
  readonly times: readonly MakingTime[];
  readonly beforehand?: Beforehand | undefined;
  /** The tag that the request carried. */
  readonly tag?: RunTag | undefined;
  /** Its name, or that of what it belongs to, holds the run's id, as nobody else's should; this decides if no mark is shown. */
  readonly bearsRun: boolean;
  /** An answer said that the request created it; this, too, decides if no mark is shown. */
  readonly created: boolean;
  /** The mark of what the run alone was given with it; if the name holds the run's id, it proves nothing more. */
  readonly given?: string | undefined;
  /** The most, in milliseconds, by which creation times of what is certainly ours were ahead of our answers. */
  readonly createdAhead?: number | undefined;
  /** Only the run's tag, or what the run alone was given, makes it ours: neither its name nor its time does. */
  readonly needsMark?: boolean;
}

/**
 * Why what is described may be somebody else's of the same name; undefined if it is ours. The run and its sweep share
 * this one rule. Of the names that the run sent, what has one is ours if every mark that it shows (tag, creation time) is
 * the run's. If it shows no mark, it is ours if its name holds the run's id or an answer said that the run created it. One
 * of another name is ours only if it shows what the run alone was given.
 */
export function notOurs(described: Reply, claim: Claim): string | undefined {
  const { made, created, bearsRun } = claim;
  const shown = shownBy(made.resource, described);
  if (shown === undefined) return created || bearsRun ? undefined : "no answer shows it";
  // An answer about another name says nothing about the one asked for.
  if (isOfAnother(shown, made) && !hasGiven(shown, claim)) return `the answer shows ${one(made)} of another name`;
  return (
    foreignTag(shown, claim) ??
    foreignGiven(shown, claim) ??
    foreignTime(described, shown, claim) ??
    unmarked(shown, claim)
  );
}

/**
 * Why nobody may touch what is described: a mark says that it is somebody else's, or nothing says that a plain name's is
 * ours. One of another name says nothing about what has a name that holds the run's id.
 */
export function whyUntouchable(described: Reply, claim: Claim): string | undefined {
  const shown = shownBy(claim.made.resource, described);
  const isNotShown = shown === undefined || isOfAnother(shown, claim.made);
  return claim.bearsRun && isNotShown ? undefined : notOurs(described, claim);
}

/**
 * What is described is somebody else's, which proves that ours is absent: it has the very name asked for, and one that
 * anybody may have. Of a name that holds the run's id such marks may as well be wrong, and prove nothing.
 */
export function isTheirs(described: Reply, claim: Claim): boolean {
  const { service, made, bearsRun, beforehand } = claim;
  const shown = shownBy(made.resource, described);
  const hasName = shown !== undefined && nameShown(shown, made.resource) === made.id;
  if (!hasName || bearsRun || beforehand === "free") return false;
  const isInTime = shownInTime(service, made.resource, { reply: described, asked: claim })?.isInTime;
  if (beforehand === "taken") return isInTime !== true;
  return isInTime === false || foreignTag(shown, claim) !== undefined || foreignGiven(shown, claim) !== undefined;
}

/** What is described has the very name, and nobody may touch it: after a removal, another one of the name. */
export function showsAnother(described: Reply, claim: Claim): boolean {
  const shown = shownBy(claim.made.resource, described);
  const hasName = shown !== undefined && !isOfAnother(shown, claim.made);
  return hasName && whyUntouchable(described, claim) !== undefined;
}

function nameShown(shown: JsonObject, { id }: Resource): JsonValue | undefined {
  return id.input === undefined ? undefined : valueAt(shown, id.input);
}

function isOfAnother(shown: JsonObject, { resource, id }: MadeResource): boolean {
  const name = nameShown(shown, resource);
  return typeof name === "string" && name !== id;
}

function one({ resource }: MadeResource): string {
  return `a ${resource.name.replaceAll("-", " ")}`;
}

function foreignTag(shown: JsonObject, { made, tag }: Claim): string | undefined {
  const at = made.resource.tags?.shown;
  if (tag === undefined || at === undefined) return undefined;
  const tags = tagsIn(valueAt(shown, at)) ?? {};
  if (Object.hasOwn(tags, tag.key) && tags[tag.key] === tag.value) return undefined;
  return "it does not have the run's tag, as the one that the run asked for does";
}

export const UNMARKED = "it does not have the run's tag";

/** A tag that was asked for has been compared by now. */
function unmarked(shown: JsonObject, claim: Claim): string | undefined {
  const { tag, beforehand = "free", bearsRun, created, needsMark = false } = claim;
  if (tag !== undefined || hasGiven(shown, claim)) return undefined;
  const mayBeOlder = beforehand !== "free" && !bearsRun && !created;
  return needsMark || mayBeOlder ? UNMARKED : undefined;
}

/** The endpoint gives it once, so it is ours, even if its name is not written as it was sent. */
function hasGiven(shown: JsonObject, { made, given }: Claim): boolean {
  return given !== undefined && givenMark(made.resource, shown) === given;
}

function foreignGiven(shown: JsonObject, { made, given, bearsRun }: Claim): string | undefined {
  const mark = givenMark(made.resource, shown);
  if (bearsRun || given === undefined || mark === undefined || mark === given) return undefined;
  return `its ${pointerTokens(made.resource.given ?? "").at(-1)} is not the one that the run was given`;
}

function foreignTime(described: Reply, shown: JsonObject, claim: Claim): string | undefined {
  const { service, made, tag, created, bearsRun } = claim;
  const making = shownInTime(service, made.resource, { reply: described, asked: claim });
  if (making !== undefined) return making.isInTime ? undefined : making.reason;
  // A matching mark will do, too; a tag that was asked for must match by this point.
  return created || bearsRun || tag !== undefined || hasGiven(shown, claim)
    ? undefined
    : "it has no creation time, and no answer said that the run created it";
}
