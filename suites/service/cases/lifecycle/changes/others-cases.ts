import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import { changingOneOfTwo, isOneOfSeveral } from "#spec/resources/promises/agreement-promises.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { changeOf } from "#suites/service/controls/applied-change.ts";
import { withMembers } from "#suites/service/inputs/members-within.ts";
import type { Optionals } from "#suites/service/inputs/optionals-of.ts";
import { notEchoed, type NotEchoed } from "#suites/service/judging/shown/echo.ts";
import { judgeUntouched } from "#suites/service/judging/shown/untouched.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { anotherOf, createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { type ChangesOf, changesOf, otherInput } from "./other-input.ts";

/** Two of a kind made alike, of which one is changed: what a server keeps once for all of them changes for both. */
export function* othersCases(context: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  for (const operation of changingOneOfTwo(context, resource)) {
    yield {
      id: `${operation.prefix}/scenario/others`,
      kind: "scenario",
      requirements: [promiseId(operation, "others")],
      summary: `two ${resource.name.replaceAll("-", " ")}s made alike, of which one is changed`,
      needs: [resource.create?.operation ?? "", operation.id],
      makes: { resource, count: 2, surely: true },
      run: (session) => changeOneOfTwo(session, operation, resource),
    };
  }
}

/** Three of a kind, the second with all that its creation takes: what a server keeps once for all of them shows with another. */
export function* createdBetweenCases(
  { operation, creates, shape, ...optionals }: Optionals,
  refused: ReadonlySet<string>,
): Iterable<ServiceCase> {
  const { input, members, others } = optionals;
  if (creates === undefined || !isOneOfSeveral(creates) || Object.keys({ ...members, ...others }).length === 0) return;
  yield {
    id: `${operation.prefix}/scenario/others`,
    kind: "scenario",
    requirements: [promiseId(operation, "others")],
    summary: `a plain ${creates.name.replaceAll("-", " ")} before and after one with every optional member`,
    needs: [operation.id],
    makes: { resource: creates, count: 3, surely: true },
    run: async (session) => {
      const asked = Object.entries(members).filter(([name]) => !refused.has(name));
      // What every case sends may be everywhere by now.
      const taken = Object.fromEntries(
        (asked.length > 0 ? asked : Object.entries(others)).map(([name, value]): [string, JsonValue] => {
          const schema = input.properties?.[name] ?? {};
          return [name, otherValue(value, schema, session.context.generation, session.salt(name)) ?? value];
        }),
      );
      const before = await anotherOf(session, creates, "before");
      const described = before && (await session.describe(before));
      const full = await createOneMore(session, creates, { slot: "full", change: (one) => withMembers(one, taken) });
      const after = await anotherOf(session, creates, "after");
      if (described === undefined || !isSuccess(described) || full === undefined || !isSuccess(full.reply)) return;
      for (const other of [before, after]) {
        if (other === undefined) continue;
        const unlike = (reply: Reply): NotEchoed[] => notEchoed(taken, session.shown(other, reply) ?? {}, shape);
        await judgeUntouched(session, promiseId(operation, "others"), { other, unlike, before: unlike(described) });
      }
    },
  };
}

async function changeOneOfTwo(session: ServiceSession, operation: Operation, resource: Resource): Promise<void> {
  const one = await anotherOf(session, resource, "one");
  const other = one && (await anotherOf(session, resource, "other"));
  const changes = one && changesOf(session, operation, one);
  if (one === undefined || other === undefined || changes === undefined) return;
  for await (const input of inputsOf(session, changes)) {
    const change = changeOf(session, operation, one, input);
    const before = await session.describe(other);
    if (change === undefined || before === undefined || !isSuccess(before)) continue;
    const unlike = (reply: Reply): NotEchoed[] =>
      notEchoed(change.sent, session.shown(other, reply) ?? {}, change.shape);
    if (unlike(before).length > 0 && (await isDone(session, operation, one, input)))
      return judgeUntouched(session, promiseId(operation, "others"), { other, unlike, before: unlike(before) });
  }
}

/** The plain change, and that of each member by itself to another value. */
async function* inputsOf(session: ServiceSession, changes: ChangesOf): AsyncIterable<JsonObject> {
  yield changes.plain;
  for (const member of changes.members) yield (await otherInput(session, changes, [member])).input;
}

async function isDone(
  session: ServiceSession,
  operation: Operation,
  one: MadeResource,
  input: JsonObject,
): Promise<boolean> {
  const request = encodeInput(operation, input);
  if (request === undefined || !isSuccess(await session.send(request))) return false;
  const changed = await untilReady(session, one, operation.id);
  return changed !== undefined && isSuccess(changed) && underWay(session, one, changed) === undefined;
}
