import { isSuccess } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { absenceIds } from "#spec/resources/promises/deletion-promises.ts";
import { kindInWords, listedId, promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { hasAnother, tokenMemberOf, uniqueMembers } from "#spec/resources/table-readings.ts";
import { judgeFound } from "#suites/service/judging/made/judge-found.ts";
import { judgeMade } from "#suites/service/judging/made/judge-made.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { anotherOf } from "#suites/service/cases/lifecycle/another-of.ts";
import { deleteTwice, makeAgain } from "./again-after-life.ts";
import type { Creatable } from "./creatable.ts";
import { createParticular } from "./particular-creation.ts";
import { judgeSameAgain } from "#suites/service/cases/lifecycle/names/name-cases.ts";
import { judgeAbsent } from "#suites/service/judging/made/judge-absent.ts";
import { judgeTagging } from "#suites/service/cases/tagging/judge-tagging.ts";
import { askAgain } from "#suites/service/cases/lifecycle/names/taken-again.ts";
import { askedIn, keyOfLife, type LifeOf, lifeInWords, livesOf, type OneLife, WHOLE } from "./life-of-kind.ts";
import { askInVain, changeInVain, changeOnce, createInVain, inputOn, useOnce } from "./asked-in-life.ts";

/** What the lives of a kind so far teach about the next. */
interface LivesSoFar {
  /** It took a value that breaks a limit: what comes of that is no life. */
  isLax: boolean;
}

/**
 * Whole lives of a kind: created, described, listed, tagged, changed, asked for again under its name, deleted, gone, and
 * asked for in vain. Each with another look of its name, other tags, with and without a client token, and the first below
 * another parent; every answer is judged as each success is. What is refused is tried with less: a name may be refused for what it means.
 */
export function* wholeLives(context: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const { contract, table } = context;
  const { create, describe, list, stays } = resource;
  if (
    create === undefined ||
    describe === undefined ||
    resource.delete === undefined ||
    stays !== undefined ||
    !hasAnother(resource)
  )
    return;
  const creating = contract.operation(create.operation);
  const describing = contract.operation(describe.operation);
  const deleting = contract.operation(resource.delete.operation);
  const above = table.resources.find(({ name, create, fixed }) => name === resource.parent && create && !fixed);
  const kind: LifeOf = { resource, creating, describing, deleting, above };
  const listing = list && contract.operation(list.operation);
  const soFar: LivesSoFar = { isLax: false };
  for (const life of livesOf(context, kind)) {
    yield {
      id: `${creating.prefix}/lives/${keyOfLife(life)}`,
      kind: "scenario",
      requirements: [
        promiseId(describing, "valid"),
        ...Object.values(absenceIds(context, resource, deleting)),
        ...askedIn(context, kind, life),
        ...(listing === undefined ? [] : [listedId(listing, resource.name)]),
      ],
      summary: `${kindInWords(resource)}${lifeInWords(life)}: created, described, listed, changed, deleted`,
      needs: [creating.id, describing.id],
      makes:
        life.isElsewhere && above !== undefined
          ? { resource: above, count: 1, surely: true, beside: true }
          : { resource, count: 1, surely: true },
      run: (session) => live(session, kind, life, soFar),
    };
  }
}

async function live(session: ServiceSession, kind: LifeOf, asked: OneLife, soFar: LivesSoFar): Promise<void> {
  const { resource, above, creating, deleting } = kind;
  const { slowKinds } = session.context;
  // What takes its time to come takes its time to go.
  if (slowKinds.has(resource.name) && asked.turn >= WHOLE) return;
  const parent = asked.isElsewhere && above !== undefined ? await anotherOf(session, above, "above") : undefined;
  if (asked.isElsewhere && parent === undefined) return;
  const created = await createParticular(session, { resource, creating, parent }, asked);
  if (created?.made === undefined || !isSuccess(created.reply)) return;
  const { made, input, reply, particulars: life } = created;
  const wasLax = soFar.isLax;
  await judgeMade(session, { made, input, reply });
  const described = await untilReady(session, made);
  if (described === undefined || !(await judgeFound(session, made, described))) return;
  if (life.token && resource.id.input !== undefined && tokenMemberOf(kind.creating) !== undefined) {
    const request = encodeInput(kind.creating, input);
    const again = request && (await session.send(request, { mayChangeState: false }));
    if (again !== undefined) judgeSameAgain(session, { resource, creating: kind.creating, first: reply, again });
  }
  const isWhole = life.turn < WHOLE;
  // Each change may take as long as it takes to make one.
  const isQuick = !slowKinds.has(resource.name);
  const isUsed = isQuick || life.turn === 0;
  if (isWhole && isUsed) await useOnce(session, made, life);
  if (isUsed) await judgeTagging(session, made, { creating, input, described });
  if (isWhole && isUsed) await changeOnce(session, made, life);
  const one: Creatable = { resource, creating, parent };
  await askAgain(session, one, { made, input, isOther: life.asks.has("otherTags") });
  if (isWhole && isQuick && !soFar.isLax) soFar.isLax = !(await changeInVain(session, made, life));
  if (soFar.isLax && !wasLax) return;
  const last = resource.delete && inputOn(session, resource.delete, { made, life });
  const request = last && encodeInput(deleting, last);
  if (request === undefined || !isSuccess(await session.send(request))) return;
  await judgeAbsent(session, made, deleting);
  if (!isWhole || (await session.describes(made)) !== false) return;
  await askInVain(session, made);
  if (life.asks.has("deletedTwice")) await deleteTwice(session, one, made);
  if (isQuick && uniqueMembers(resource).length > 0 && life.asks.has("again"))
    await makeAgain(session, one, { input, reply });
  if (!soFar.isLax) soFar.isLax = !(await createInVain(session, kind, life, parent));
}
