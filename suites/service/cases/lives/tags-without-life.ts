import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import { describesTags } from "#spec/resources/promises/tagging-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { hasAnother } from "#spec/resources/table-readings.ts";
import { tagsToSend } from "#suites/service/inputs/particulars.ts";
import { judgeMade } from "#suites/service/judging/made/judge-made.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import { TAGS_TELL } from "./life-of-kind.ts";
import { createParticular } from "./particular-creation.ts";

/** What a service may keep has no whole lives: one of it with each of the tags that tell whether their texts come back. */
export function* tagsWithoutLife(resource: Resource, creating: Operation): Iterable<ServiceCase> {
  if (resource.stays === undefined || !describesTags(resource) || !hasAnother(resource)) return;
  for (const tags of tagsToSend(creating, resource)) {
    if (tags.tells === undefined) continue;
    yield {
      id: `${creating.prefix}/lives/${tags.id}`,
      kind: "scenario",
      requirements: [promiseId(creating, TAGS_TELL[tags.tells])],
      summary: `${kindInWords(resource)} with ${tags.words}, created and described`,
      needs: [creating.id],
      makes: { resource, count: 1, surely: true },
      run: async (session) => {
        const created = await createParticular(session, { resource, creating }, { tags, token: false });
        if (created?.made === undefined || !isSuccess(created.reply)) return;
        await judgeMade(session, { made: created.made, input: created.input, reply: created.reply });
      },
    };
  }
}
