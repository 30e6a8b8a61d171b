import type { JsonObject } from "../../../../spec/json/json.ts";
import { childPointer } from "../../../../spec/json/json-pointer.ts";
import { ownMember } from "../../../../spec/json/own-member.ts";
import { toldApart } from "../../../oracles/member-finding.ts";
import type { Difference } from "../../../record/record.ts";

interface TagsCompared {
  readonly wanted: JsonObject;
  readonly tags: JsonObject;
  /** Where the answer has them by their keys; undefined where no pointer leads to a key. */
  readonly at: string | undefined;
}

/** How the tags of these keys differ from what was wanted of them, of many the first. */
export function differingTags(
  keys: readonly string[],
  { wanted, tags, at }: TagsCompared,
): readonly Difference[] | undefined {
  if (at === undefined) return undefined;
  return keys.slice(0, MOST).map((key) => ({
    at: childPointer(at, key),
    ...toldApart(ownMember(wanted, key), ownMember(tags, key)),
  }));
}

const MOST = 20;
