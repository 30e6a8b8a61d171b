import type { JsonObject } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { ownMember } from "#spec/json/own-member.ts";
import type { Difference } from "#suites/record/record.ts";
import { toldApart } from "./member-finding.ts";

interface TagsCompared {
  readonly wanted: JsonObject;
  readonly tags: JsonObject;
  /** JSON pointer of the tags in the answer. */
  readonly at: string;
}

/** How the tags of these keys differ from what was wanted of them, of many the first. */
export function differingTags(keys: readonly string[], { wanted, tags, at }: TagsCompared): readonly Difference[] {
  return keys.slice(0, MOST).map((key) => ({
    at: childPointer(at, key),
    ...toldApart(ownMember(wanted, key), ownMember(tags, key)),
  }));
}

const MOST = 20;
