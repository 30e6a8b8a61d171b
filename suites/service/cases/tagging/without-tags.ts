import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import type { Constraint } from "#spec/requirement.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import type { Tagging } from "#spec/resources/resource-table.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { keysPut } from "#suites/service/tags-put.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { listedTags, putTags, untag } from "./tag-requests.ts";

/** Whether a case asks how many tags, or which, an operation takes that adds them to those that a resource has. */
export function addsTags(operation: Operation, { side, pointer }: Constraint, tagging: Tagging | undefined): boolean {
  if (tagging?.tag.operation !== operation.id || side !== "accept") return false;
  return pointerTokens(pointer)[1] === pointerTokens(tagging.tag.tags)[0];
}

/**
 * Takes all tags off the resource that an input adds some to, since a limit may count those that it has: what a list shows,
 * and what the run has put on it, which a list that is behind need not show. Whether none is left by what a list shows
 * afterwards.
 */
export async function takeTagsOff(session: ServiceSession, input: JsonObject, tagging: Tagging): Promise<boolean> {
  const arn = valueAt(input, tagging.tag.arn) ?? null;
  const look = (): ReturnType<typeof listedTags> => listedTags(session, tagging, arn);
  const keysOf = ({ shown }: Awaited<ReturnType<typeof look>>): string[] | undefined => shown && Object.keys(shown);
  const shown = keysOf(await look());
  const keys = shown && [...new Set([...shown, ...keysPut(session.context, arn)])];
  if (keys === undefined || keys.length === 0) return keys !== undefined;
  // An operation takes only so many keys at once; whether it takes as many is what a case of its own asks.
  const most = memberSchema(session.context.contract.operation(tagging.untag.operation).input, tagging.untag.keys);
  const atOnce = Math.ceil((most?.maxItems ?? keys.length) / 2);
  for (let from = 0; from < keys.length; from += atOnce)
    await untag(session, tagging, arn, keys.slice(from, from + atOnce));
  const off = { operation: tagging.untag.operation, event: "no tags" };
  const last = await session.waitFor(off, { read: look, holds: (seen) => keysOf(seen)?.length === 0 });
  return keysOf(last)?.length === 0;
}

/** Puts tags of the keys that an input takes off on its resource, in place of all that it has where it has no room; whether that was taken. */
export async function putTagsOn(session: ServiceSession, input: JsonObject, tagging: Tagging): Promise<boolean> {
  const { tag, untag: off } = tagging;
  const [arn = null, keys] = [valueAt(input, off.arn), valueAt(input, off.keys)];
  const named = Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  const put = async (): Promise<boolean> => {
    const reply = await putTags(session, tagging, arn, Object.fromEntries(named.map((key) => [key, "put"])));
    return reply !== undefined && isSuccess(reply);
  };
  return (await put()) || ((await takeTagsOff(session, withValue({}, pointerTokens(tag.arn), arn), tagging)) && put());
}
