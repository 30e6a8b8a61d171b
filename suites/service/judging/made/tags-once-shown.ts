import type { MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { type TagsInAnswer, tagsShownFindings } from "#suites/service/judging/shown/tags-shown.ts";
import { untilMet } from "#suites/service/judging/waiting/until-met.ts";

/** Whether a description shows the tags that a resource was created with, which may show later than the rest of it. */
export async function judgeTagsOnceShown(
  session: ServiceSession,
  made: MadeResource,
  { reply: first, ...tagged }: TagsInAnswer,
): Promise<void> {
  const findings = (reply: Reply) => tagsShownFindings(session, { ...tagged, reply });
  const last = await untilMet(session, made, { operation: tagged.creating.id, first, findings });
  for (const [id, finding] of findings(last)) session.judge(id, finding, last.exchange);
}
