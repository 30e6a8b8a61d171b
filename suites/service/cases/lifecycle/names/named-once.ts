import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { otherValue } from "#generators/schema/other-value.ts";
import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { noteAsCreated } from "#suites/service/creating/as-created.ts";
import { judgeItem, otherThanCreated } from "#suites/service/judging/made/judge-item.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { isComparedAsCreated } from "#spec/resources/promises/item-promises.ts";
import { isSetAnew, namedOnceId } from "#spec/resources/promises/again-promises.ts";
import { kindInWords, ofKindId, promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { membersNamingNothing, shownSchema } from "#spec/resources/table-readings.ts";
import { check, settling } from "#suites/oracles/finding.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { answeredFinding } from "#suites/service/judging/answers/agreement.ts";
import { isEchoed } from "#suites/service/judging/shown/echo.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** Of a kind whose names no operation says are taken: the shared one is asked for a second time, and is still one. */
export function* namedOnceCases(
  context: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const { list, id } = resource;
  const requirement = namedOnceId(context, resource);
  if (requirement === undefined || list === undefined || id.input === undefined) return;
  const at = pointerTokens(id.input);
  const agrees = ofKindId(context.contract.operation(list.operation), "agrees.members", resource.name);
  yield {
    id: `${creating.prefix}/scenario/once`,
    kind: "scenario",
    requirements: [
      requirement,
      ...(isSetAnew(context, resource) ? [promiseId(creating, "anew")] : []),
      ...(isComparedAsCreated(resource) ? [agrees] : []),
    ],
    summary: `${kindInWords(resource)} asked for again, and how it is listed, and how often`,
    needs: [creating.id, list.operation],
    run: async (session) => {
      const there = await session.shared(resource);
      const plain = plainInput(session.context, { operation: creating.id }, { salt: session.salt() });
      if (there === undefined || plain === undefined) return;
      const base = withValue(plain, at, there.id);
      const times = async (): Promise<number | undefined> => {
        const listing = await session.list(there, list);
        return listing?.complete === true ? listing.ids.filter((one) => one === there.id).length : undefined;
      };
      // It exists already, and stays the run's, whatever this request does.
      if ((await times()) !== 1) return;
      const judgeAnew = anewJudge(session, creating, there);
      let isAgain = false;
      // With another value, where it is taken, and at last as it was.
      for (const input of [...otherInputs(session.context, resource, creating, base), base]) {
        const request = encodeInput(creating, input);
        const reply = request && (await session.send(request));
        if (reply === undefined || !isSuccess(reply)) continue;
        isAgain = true;
        judgeAnew(input, reply);
        // It may be another one by now, in the place of the first.
        noteAsCreated(session.context, { made: there, wasThere: false, input, reply });
        const listing = await session.waitFor(
          { operation: creating.id, event: "is listed as set anew" },
          {
            read: () => session.list(there, list),
            holds: (seen) => otherThanCreated(session, there, { list, listing: seen }).length === 0,
          },
        );
        if (listing !== undefined) judgeItem(session, there, { list, listing });
      }
      const count = isAgain ? await times() : undefined;
      if (count === undefined || count === 0) return;
      const finding = settling(check(count === 1, "once", `${count} times`));
      session.judge(requirement, finding, session.lastExchange);
    },
  };
}

/** Judges whether an answer shows what was sent, of the members that the first one showed as they were sent. */
function anewJudge(
  session: ServiceSession,
  creating: Operation,
  there: MadeResource,
): (input: JsonObject, reply: Reply) => void {
  const { context } = session;
  const { create } = there.resource;
  const first = context.asCreated.get(keyOf(there));
  if (create?.shows === undefined || first === undefined || !isSetAnew(context, there.resource)) return () => undefined;
  const { shows } = create;
  const shape = shownSchema(creating, create) ?? {};
  const told = membersNamingNothing(context.table, creating.id, there.resource).filter((name) =>
    isEchoed(first.input[name] ?? null, first.shown[name]),
  );
  return (input, reply) => {
    const sent = Object.fromEntries(told.map((name) => [name, input[name] ?? null]));
    const finding = answeredFinding(reply, { sent, shape, shows });
    if (finding !== undefined) session.judge(promiseId(creating, "anew"), finding, reply.exchange);
  };
}

/** The same but for one member, or one within a member: each of them in turn. */
function otherInputs(
  { table, generation }: ServiceContext,
  resource: Resource,
  { id, input: schema }: Operation,
  base: JsonObject,
): JsonObject[] {
  return membersNamingNothing(table, id, resource).flatMap((name) => {
    const value = base[name];
    if (schema.properties?.[name] === undefined || value === undefined) return [];
    const inner = isJsonObject(value) ? Object.keys(value).map((member) => [name, member]) : [[name]];
    return inner.flatMap((path) => {
      const pointer = `/${path.join("/")}`;
      const other = otherValue(
        valueAt(base, pointer) ?? null,
        memberSchema(schema, pointer) ?? {},
        generation,
        pointer,
      );
      return other === undefined ? [] : [withValue(base, path, other)];
    });
  });
}
