import { isMadeFrom } from "#custody/ownership/run-prefix.ts";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { status } from "#suites/record/condition.ts";
import { membersOfId } from "#suites/service/judging/answers/judge-success.ts";
import { intendedBy } from "#suites/service/creating/made-by.ts";
import { anotherId } from "#suites/service/creating/another-id.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** A creation that was asked for, and what was answered. */
export interface RefusedCreation {
  readonly input: JsonObject;
  /** What it would belong to: the shared resource of that kind, unless told. */
  readonly parent?: MadeResource | undefined;
  readonly reply: Reply;
}

/**
 * Whether what was refused was made all the same: its name, which nothing else of the run has, must not be described. What
 * is found is the case's to remove. A target that describes whatever it is asked for shows nothing.
 */
export async function judgeUndone(session: ServiceSession, resource: Resource, asked: RefusedCreation): Promise<void> {
  const { contract, generation, keeper, requirements } = session.context;
  const creating = resource.create && contract.operation(resource.create.operation);
  const { input, reply, parent = session.parentOf(resource) } = asked;
  const intended = intendedBy(resource, parent, input);
  const id = creating && promiseId(creating, "undone");
  if (id === undefined || intended === undefined || !requirements.has(id)) return;
  const isRefused = reply.status >= 400 && reply.status < 500 && reply.earlier.length === 0;
  const hadName = keeper.mayBeThere(intended) || keeper.states.hadLife(intended);
  if (!isRefused || !isMadeFrom(generation.prefix, intended.id) || hadName) return;
  const described = await session.describe(intended, "compared");
  if (described === undefined) return;
  const isThere = isSuccess(described) && nameShown(session, intended, described) === intended.id;
  // Somebody may have taken the name meanwhile.
  if (isThere && !keeper.states.shows(intended, described)) return;
  if (isThere) {
    keeper.created(intended);
    session.adopt(intended);
    if ((await session.describes({ ...intended, id: anotherId(intended.id) })) !== false) return;
  } else if (!(await session.isNone(intended, described))) return;
  const received = isThere ? `${resource.name.replaceAll("-", " ")} ${JSON.stringify(intended.id)}` : "none";
  const finding = check(!isThere, `none of the name, as its creation was answered ${reply.status}`, received);
  // What is described as a list of those asked for is answered with none of them.
  const isListed = /\/\d+$/.test(resource.describe?.shows ?? "");
  const judged = isListed ? finding : wanting(finding, { answers: [status(400, 499)] });
  session.judge(id, judged, described.exchange);
}

/** By whatever word the answer has for it. */
function nameShown(session: ServiceSession, made: MadeResource, described: Reply): unknown {
  const shown = session.shown(made, described) ?? {};
  return membersOfId(made.resource)
    .map((name) => ownMember(shown, name))
    .find((value) => value !== undefined);
}
