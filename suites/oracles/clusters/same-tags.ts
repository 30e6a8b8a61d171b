import { ownMember } from "../../../spec/json/own-member.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../spec/json/json.ts";
import { childPointer } from "../../../spec/json/json-pointer.ts";
import { withoutAdded } from "../../../spec/resources/tag-form.ts";
import type { MemberForm } from "../../record/condition.ts";
import type { Difference } from "../../record/record.ts";
import { check, wanting, type Finding } from "../finding.ts";
import { memberFinding, receivedValue, show, toldApart } from "../member-finding.ts";

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
  const differences = [...new Set([...names, ...Object.keys(got)])]
    .map((name) => ({ name, sent: ownMember(sent, name), got: ownMember(got, name) }))
    .filter((tag) => tag.sent !== tag.got)
    .map((tag) => ({
      name: tag.name,
      difference: { at: childPointer(at, tag.name), ...toldApart(tag.sent, tag.got) },
    }));
  const received = tagsThatDiffer(differences);
  const listed = differences.slice(0, 20).map(({ difference }) => difference);
  return wanting(check(false, expected, received, listed), condition);
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
function tagsThatDiffer(differences: readonly { readonly name: string; readonly difference: Difference }[]): string {
  const [first] = differences;
  if (first === undefined) return "none that differs";
  const { expected, received } = first.difference;
  const told = `tag ${show(first.name)}: ${received} for ${expected}`;
  const more = differences.length - 1;
  return more === 0 ? told : `${told}, and ${more} more that differ${more === 1 ? "s" : ""}`;
}
