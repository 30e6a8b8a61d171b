import type { Reply } from "#protocol/answers/reply.ts";
import type { Service } from "#spec/resources/service.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { UNMARKED } from "./ownership.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import { identityOf, inputFor, outermost, ownArn, type MadeResource } from "#custody/resources/made-resource.ts";
import { foreignName, shownMarks, type ResourceClaim, type ShownMarks } from "./resource-marks.ts";
import { shownBy } from "#custody/resources/resource-requests.ts";

/** What the list of a kind named before the run made the first of that kind. */
export interface ListedBefore {
  readonly ids: ReadonlySet<string>;
  /** It was the whole list: what it lacks was not there. */
  readonly isWhole: boolean;
}

/** A name that is known from the answer to a creation alone. */
export interface GivenName {
  readonly made: MadeResource;
  /** The answer of the operation that describes it; undefined where there is none. */
  readonly described: Reply | undefined;
  readonly claim: ResourceClaim;
  /** Of what belongs to nothing. */
  readonly before: ListedBefore | undefined;
  /** What it belongs to is known to be the run's. */
  readonly isParentOurs?: boolean;
}

/** Ours, with the ARN by which it may be asked for; or not to be touched, and why: it is certainly another's, or may be. */
export type WhoseGiven =
  | { readonly whose: "ours"; readonly made: MadeResource }
  | { readonly whose: "theirs" | "unknown"; readonly reason: string };

/**
 * Whose the resource is that an answer names. That an answer names it makes it nobody's: it is ours where it was not there
 * before, or shows a mark of the run, and shows none that is not; what is asked for below a resource of ours belongs to that.
 */
export function whoseGiven(service: Service, given: GivenName): WhoseGiven {
  const { made, described, claim, before } = given;
  if (before?.ids.has(made.id) === true) return { whose: "theirs", reason: LISTED_BEFORE };
  const shown = described && shownBy(made.resource, described);
  const marks: ShownMarks =
    described === undefined ? { whose: "unknown" } : shownMarks(service, made, { reply: described, claim });
  if (marks.whose === "theirs") return { whose: "unknown", reason: marks.reason };
  const isBelowOurs = given.isParentOurs === true && isAskedBelow(service, made);
  const isProved = before?.isWhole === true || claim.holdsRun(outermost(made).id) || isBelowOurs;
  if (!isProved && marks.whose === "unknown") return { whose: "unknown", reason: UNMARKED };
  const { arn } = made.resource;
  const told = arn === undefined || shown === undefined ? undefined : ownArn(made, valueAt(shown, arn));
  return { whose: "ours", made: { ...made, arn: told ?? arnWithoutLook(made) } };
}

/**
 * Whether what the target lists below a resource of ours belongs to that: no request for it can reach what belongs to
 * something else, or it shows what it belongs to; and what is shown names nothing else instead.
 */
export function belongsBelow(service: Service, made: MadeResource, described: Reply | undefined): boolean {
  const { parent, resource } = made;
  const shown = (described && shownBy(resource, described)) ?? {};
  const holdsRun = (text: string): boolean => parent !== undefined && names(text, parent.id);
  const input = resource.describe && inputFor(service.table, resource.describe, identityOf(made));
  if (foreignName(made, shown, { times: [], holdsRun, input }) !== undefined) return false;
  return isAskedBelow(service, made) || holdsRun(JSON.stringify(shown));
}

/** A short name, such as `e`, is in many a text; it is meant where it stands by itself, or between the signs of an ARN. */
function names(text: string, id: string): boolean {
  return /[/:]/.test(id) ? text.includes(id) : text.split(/[/:"]/).includes(id);
}

/** Whoever asks for it names what it belongs to as well: no request for it can reach what belongs to something else. */
function isAskedBelow({ table }: Service, { resource }: MadeResource): boolean {
  const { name, parent, describe, delete: gone } = resource;
  const inputs = [...Object.values(table.inputs), describe?.input ?? {}, gone?.input ?? {}].map(placeholdersIn);
  return parent !== undefined && inputs.every((names) => !names.includes(name) || names.includes(parent));
}

/** That of an answer alone may be that of another's which belongs to something else. */
function arnWithoutLook({ arn, parent }: MadeResource): string | undefined {
  return parent === undefined ? arn : ownArn(parent, arn);
}

const LISTED_BEFORE = "it was listed before the run asked for one";
