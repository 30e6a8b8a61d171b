import { isDeepStrictEqual } from "node:util";
import { ownArn, type MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { taggingId } from "#spec/resources/promises/promise.ts";
import { readTags, tagForm, withoutAdded } from "#spec/resources/tag-form.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { tagsOn } from "#suites/service/cases/tagging/tag-requests.ts";
import { askAbout } from "./ask-about.ts";
import { tagListOf, type ReadableKind } from "#suites/plan/existing-kinds.ts";

/** Whether the operation that lists tags shows those of the description; where not, both are looked at again. */
export async function judgeListedTags(
  session: ServiceSession,
  { resource, describe }: ReadableKind,
  { made, described }: { readonly made: MadeResource; readonly described: Reply },
): Promise<void> {
  const { contract, table } = session.context;
  const tagList = tagListOf(session.context, resource);
  const at = resource.tags?.shown;
  const arn = ownArn(made, valueAt(session.shown(made, described) ?? {}, resource.arn ?? ""));
  if (tagList === undefined || table.tagging === undefined || at === undefined || arn === undefined) return;
  const listing = contract.operation(tagList);
  const { list } = table.tagging;
  const request = encodeInput(listing, { [pointerTokens(list.arn)[0] ?? ""]: arn });
  const again = requestOn(session.context, describe, made);
  if (request === undefined || again === undefined) return;
  const form = tagForm(memberSchema(shownSchema(contract.operation(describe.operation), describe) ?? {}, at));
  const describedTags = (reply: Reply): JsonObject | undefined =>
    readTags(form, valueAt(session.shown(made, reply) ?? {}, at) ?? null);
  const areAlike = (listed: Reply, shown: Reply): boolean | undefined => {
    const [one, other] = [tagsOn(listed, listing, list), describedTags(shown)];
    if (one === undefined || other === undefined) return undefined;
    return isDeepStrictEqual(withoutAdded(one, []), withoutAdded(other, []));
  };
  const { reply } = await askAbout(session, listing, request);
  let [shown, listed] = [described, reply];
  if (areAlike(listed, shown) === false) [shown, listed] = [await session.ask(again), await session.ask(request)];
  const isMet = areAlike(listed, shown);
  if (isMet === undefined) return;
  const expected = "the tags that its description shows";
  session.judge(taggingId(listing, resource), check(isMet, expected, isMet ? expected : "others"), listed.exchange);
}
