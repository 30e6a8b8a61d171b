import type { Reply } from "#protocol/answers/reply.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { tagsIn } from "#spec/resources/tag-form.ts";
import type { Service } from "#spec/resources/service.ts";
import type { AskedAt } from "./creation-time.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { shownBy, shownInTime } from "#custody/resources/resource-requests.ts";

/** What is known of a resource that a run asked for, to tell it from somebody else's. */
export interface ResourceClaim extends AskedAt {
  /** The text holds what begins all names of the run. */
  readonly holdsRun: (text: string) => boolean;
  /** What was sent to make it, where that is known. */
  readonly input?: JsonObject | undefined;
}

/** What an answer shows: a mark that is the run's and none that is not, one that cannot be, or nothing that tells. */
export type ShownMarks = { readonly whose: "ours" | "unknown" } | { readonly whose: "theirs"; readonly reason: string };

/**
 * Whose a resource is by the marks that an answer to the operation that describes it shows: names that hold the run's id,
 * the tags that it was sent with, and the time at which it was made.
 */
export function shownMarks(service: Pick<Service, "table">, made: MadeResource, told: DescribedResource): ShownMarks {
  const { reply, claim } = told;
  const shown = shownBy(made.resource, reply);
  if (shown === undefined) return { whose: "unknown" };
  const foreign =
    foreignName(made, shown, claim) ?? (showsOwnText(shown, claim) ? undefined : foreignTags(made, shown, claim));
  if (foreign !== undefined) return { whose: "theirs", reason: foreign };
  const time = shownInTime(service, made.resource, { reply, asked: claim });
  if (time?.isInTime === false) return { whose: "theirs", reason: time.reason };
  return { whose: time !== undefined || claim.holdsRun(JSON.stringify(shown)) ? "ours" : "unknown" };
}

export interface DescribedResource {
  /** The answer of the operation that describes it. */
  readonly reply: Reply;
  readonly claim: ResourceClaim;
}

/** A text with the run's id is shown as another one. */
export function foreignName({ id }: MadeResource, shown: JsonObject, claim: ResourceClaim): string | undefined {
  const { input = {}, holdsRun } = claim;
  const other = Object.entries(input).find(([name, sent]) => {
    const value = shown[name];
    const isOther = typeof value === "string" && value !== id && !holdsRun(value);
    return typeof sent === "string" && holdsRun(sent) && isOther;
  });
  return other === undefined ? undefined : `its ${other[0]} is not the one that was sent`;
}

/** A text that holds the run's id is shown as it was sent: nobody else sent that, whatever became of the tags. */
function showsOwnText(shown: JsonObject, { input = {}, holdsRun }: ResourceClaim): boolean {
  return Object.entries(input).some(
    ([name, sent]) => typeof sent === "string" && holdsRun(sent) && ownMember(shown, name) === sent,
  );
}

/** It has tags, and none of those that were sent. */
function foreignTags(
  { resource: { tags } }: MadeResource,
  shown: JsonObject,
  claim: ResourceClaim,
): string | undefined {
  if (tags?.shown === undefined || claim.input === undefined) return undefined;
  const [sent, has] = [valueAt(claim.input, tags.input), valueAt(shown, tags.shown)].map(keysOfTags);
  if (sent === undefined || has === undefined || sent.length === 0 || has.length === 0) return undefined;
  return sent.some((key) => has.includes(key)) ? undefined : "it has other tags";
}

function keysOfTags(written: JsonValue | undefined): string[] | undefined {
  const tags = tagsIn(written);
  return tags && Object.keys(tags);
}
