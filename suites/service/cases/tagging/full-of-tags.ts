import { isSuccess } from "#protocol/answers/reply.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Tagging } from "#spec/resources/resource-table.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { withoutAdded } from "#spec/resources/tag-form.ts";
import { mostTags } from "#spec/resources/promises/tagging-promises.ts";
import { check } from "#suites/oracles/finding.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { listedTags, putTags } from "./tag-requests.ts";

interface ToFill {
  readonly tagging: Tagging;
  readonly tag: Operation;
  readonly arn: string;
  /** The key of a tag that the resource has. */
  readonly key: string;
}

const [CHANGED, REFUSED] = ["changed while there is no room", "of a refused request"];
const BEYOND = "beyond-the-last";

/**
 * Gives a resource all the tags that it may have, then one of them another value, and then one more beside another value
 * still: the first is no tag more, and the second is refused as a whole.
 */
export async function fillWithTags(session: ServiceSession, filled: ToFill): Promise<void> {
  const { tag, tagging, arn, key } = filled;
  const most = mostTags(tag, tagging.tag);
  const there = await tagsWhen(session, filled, () => true);
  const room = most - Object.keys(there ?? {}).length;
  if (there === undefined || most === Infinity || room < 1) return;
  const more = Object.fromEntries(Array.from({ length: room }, (_, index) => [`filling-${index}`, "room"]));
  const added = await putTags(session, tagging, arn, more);
  if (added === undefined || !isSuccess(added)) return;
  const isFull = (tags: JsonObject): boolean => Object.keys(tags).length === most;
  const full = await tagsWhen(session, filled, isFull);
  if (full === undefined || !isFull(full)) return;
  const again = await putTags(session, tagging, arn, { [key]: CHANGED });
  if (again === undefined) return;
  const anew = check(isSuccess(again), "a success", describeReply(again));
  session.judge(promiseId(tag, "tags.anew"), unlessUninformative(again, anew), again.exchange);
  const before = isSuccess(again) ? await tagsWhen(session, filled, (tags) => tags[key] === CHANGED) : full;
  const beyond = await putTags(session, tagging, arn, { [key]: REFUSED, [BEYOND]: "no room" });
  if (beyond === undefined || before === undefined) return;
  const isRefused = beyond.status >= 400 && beyond.status < 500;
  const most4xx = check(isRefused, "a refusal with a 4xx status", describeReply(beyond));
  session.judge(promiseId(tag, "tags.most"), unlessUninformative(beyond, most4xx), beyond.exchange);
  const after = isRefused ? await tagsWhen(session, filled, () => true) : undefined;
  if (after === undefined) return;
  const isHalf = Object.hasOwn(after, BEYOND) || after[key] === REFUSED;
  const whole = check(!isHalf, "the tags as before", isHalf ? "some of the refused ones" : "the tags as before");
  session.judge(promiseId(tag, "tags.whole"), whole, session.lastExchange);
}

/** The tags that are listed, once they are as awaited or have had the time to be; undefined without a list. */
async function tagsWhen(
  session: ServiceSession,
  { tagging, tag, arn }: ToFill,
  areAwaited: (tags: JsonObject) => boolean,
): Promise<JsonObject | undefined> {
  // What AWS adds counts towards no limit.
  const own = (tags: JsonObject): JsonObject => withoutAdded(tags, []);
  const seen = await session.waitFor(
    { operation: tag.id, event: "fills it" },
    {
      read: () => listedTags(session, tagging, arn),
      holds: ({ shown }) => shown === undefined || areAwaited(own(shown)),
    },
  );
  return seen.shown && own(seen.shown);
}
