import { ownMember } from "#spec/json/own-member.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer } from "#spec/json/json-pointer.ts";
import { withoutAdded } from "#spec/resources/tag-form.ts";
import type { MemberForm } from "#suites/record/condition.ts";
import type { Difference } from "#suites/record/record.ts";
import { check, wanting, type Finding } from "#suites/oracles/finding.ts";
import { differingTags } from "#suites/oracles/differing-tags.ts";
import { memberFinding, receivedValue, show } from "#suites/oracles/member-finding.ts";

export interface TagsWanted {
  /** JSON pointer of the tags in the answer. */
  readonly at: string;
  readonly sent: JsonObject;
  /** In words, after "the tags". */
  readonly whose: string;
}

/** Each of the tags with its value, and no other but AWS's own. */
export function sameTags({ at, sent, whose }: TagsWanted, shown: JsonValue): Finding {
  const names = Object.keys(sent);
  const expected = tagsOf(names.length, whose);
  const condition = { members: tagMembers(at, sent) };
  if (!isJsonObject(shown)) {
    return wanting(memberFinding(false, { at, expected, ...receivedValue(shown) }), condition);
  }
  const got = withoutAdded(shown, [sent]);
  // Told apart first: there are tags in most registrations, and hardly ever a difference.
  const same = Object.keys(got).length === names.length && names.every((name) => ownMember(got, name) === sent[name]);
  if (same) return check(true, expected, expected);
  const all = [...new Set([...names, ...Object.keys(got)])];
  const differing = all.filter((name) => ownMember(sent, name) !== ownMember(got, name));
  const differences = differingTags(differing, { wanted: sent, tags: got, at });
  return wanting(check(false, expected, tagsThatDiffer(differing, differences), differences), condition);
}

/** Each tag, and no other; no tags are as good as none shown. */
export function tagMembers(at: string, tags: JsonObject): MemberForm[] {
  const names = Object.keys(tags);
  const each = names.map((name): MemberForm => ({ at: childPointer(at, name), equals: JSON.stringify(tags[name]) }));
  return [{ at, types: ["object", "null"] }, { at, size: names.length }, ...each];
}

function tagsOf(count: number, whose: string): string {
  if (count === 0) return whose === "of the request" ? "no tags, as in the request" : "no tags";
  return count === 1 ? `the tag ${whose}` : `the ${count} tags ${whose}`;
}

/** The key of the first, and both values: to be read where no list of differences is. */
function tagsThatDiffer(names: readonly string[], [first]: readonly Difference[]): string {
  if (first === undefined) return "none that differs";
  const told = `tag ${show(names[0])}: ${first.received} for ${first.expected}`;
  const more = names.length - 1;
  return more === 0 ? told : `${told}, and ${more} more that differ${more === 1 ? "s" : ""}`;
}
