import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Constraint } from "#spec/requirement.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { intendedBy, madeBy } from "#suites/service/creating/made-by.ts";
import { judgeFound } from "#suites/service/judging/made/judge-found.ts";
import { judgeMade } from "#suites/service/judging/made/judge-made.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { askAgain } from "#suites/service/cases/lifecycle/names/taken-again.ts";
import { judgeAbsent } from "#suites/service/judging/made/judge-absent.ts";
import { judgeTagging } from "#suites/service/cases/tagging/judge-tagging.ts";

/** What was made under a name that is as short, or as long, as one may be. */
interface MadeAtLimit {
  readonly resource: Resource;
  readonly parent: MadeResource | undefined;
  readonly creating: Operation;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Whether a limit is that of the length of the name that a client chooses for what is made. */
export function limitsName({ pointer, keyword }: Constraint, { id, fixed }: Resource): boolean {
  const isLength = keyword === "minLength" || keyword === "maxLength";
  return isLength && !fixed && id.input !== undefined && pointer === id.input.replaceAll("/", "/properties/");
}

/**
 * A name at a limit must do wherever names stand, not only where it is given: what has it is described, listed, tagged, asked
 * for again and removed. Such a name cannot hold the run's id, so that nothing is done to what is not shown to be the run's.
 */
export async function judgeUnderName(session: ServiceSession, made: MadeAtLimit): Promise<void> {
  const { resource, creating, parent, input, reply } = made;
  const { contract, keeper, slowKinds } = session.context;
  const above = parent ?? session.parentOf(resource);
  const one = madeBy(resource, above, { reply, intended: intendedBy(resource, above, input) });
  // What takes its time to come takes its time to go.
  if (one === undefined || slowKinds.has(resource.name) || resource.stays !== undefined) return;
  await judgeMade(session, { made: one, input, reply });
  const described = await untilReady(session, one);
  if (described === undefined || !(await judgeFound(session, one, described))) return;
  if (!keeper.states.shows(one, described)) return;

  await judgeTagging(session, one, { creating, input, described });
  await askAgain(session, { resource, creating, parent }, { made: one, input, isOther: false });
  const deleting = resource.delete && contract.operation(resource.delete.operation);
  if (deleting === undefined || !isSuccess(described)) return;
  if (await session.removeNow(one)) await judgeAbsent(session, one, deleting);
}
