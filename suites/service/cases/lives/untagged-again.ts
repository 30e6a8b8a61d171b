import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { check } from "#suites/oracles/finding.ts";
import { sentTags } from "#suites/service/inputs/sent-tags.ts";
import { tagsDescribed } from "#suites/service/judging/shown/tags-shown.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import type { Creatable } from "./creatable.ts";

interface MadeUntagged {
  readonly made: MadeResource;
  /** The input that the deleted one was created with, and that of the new one. */
  readonly before: JsonObject;
  readonly input: JsonObject;
}

/** Whether one that is made without tags has some of those that a deleted one of its name had; a read that is behind may show that one still. */
export async function judgeUntagged(
  session: ServiceSession,
  { resource, creating }: Creatable,
  { made, before, input }: MadeUntagged,
): Promise<void> {
  const sent = sentTags(resource, creating, input);
  const gone = Object.entries(sentTags(resource, creating, before)).filter(([key]) => !Object.hasOwn(sent, key));
  if (gone.length === 0) return;
  const kept = (reply: Reply): string[] => {
    const shown = tagsDescribed(session, made, reply) ?? {};
    return gone.flatMap(([key, value]) => (Object.hasOwn(shown, key) && shown[key] === value ? [key] : []));
  };
  const reply = await session.waitFor(
    { operation: creating.id, event: "is shown without the tags of a deleted one" },
    { read: () => session.describe(made), holds: (each) => isSuccess(each) && kept(each).length === 0 },
  );
  if (reply === undefined || tagsDescribed(session, made, reply) === undefined) return;
  const keys = kept(reply);
  const received = keys.length === 0 ? EXPECTED : `those at ${keys.join(", ")}`;
  session.judge(promiseId(creating, "tags.gone"), check(keys.length === 0, EXPECTED, received), reply.exchange);
}

const EXPECTED = "no tag of the deleted one";
