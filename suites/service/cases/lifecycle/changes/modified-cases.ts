import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { kindInWords, promiseId } from "#spec/resources/promises/promise.ts";
import { dated } from "#spec/resources/promises/time-promises.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { withSpare } from "#suites/service/inputs/plain-input.ts";
import { beforeChange, changeOf } from "#suites/service/controls/applied-change.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import { laterFinding, untilLater } from "#suites/service/judging/shown/times-shown.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { changesOf, otherInput } from "./other-input.ts";

/** A change of one more of a kind, once the endpoint's clock shows another time than that of its last change. */
export function* modifiedCases(context: ServiceContext, resource: Resource): Iterable<ServiceCase> {
  const at = context.table.modified;
  if (at === undefined) return;
  for (const operation of dated(context, resource)) {
    yield {
      id: `${operation.prefix}/scenario/modified`,
      kind: "scenario",
      requirements: [promiseId(operation, "modified")],
      summary: `${kindInWords(resource)}, changed a second later, and when that was`,
      needs: [resource.create?.operation ?? "", operation.id],
      makes: { resource, count: 1, surely: true },
      run: async (session) => {
        const change = (input: JsonObject): JsonObject => withSpare(session.context, input, resource);
        const made = (await createOneMore(session, resource, { change }))?.made;
        if (made !== undefined) await changeLater(session, { operation, made, at });
      },
    };
  }
}

interface LaterChange {
  readonly operation: Operation;
  readonly made: MadeResource;
  /** Where what is shown says when it was last changed. */
  readonly at: string;
}

async function changeLater(session: ServiceSession, { operation, made, at }: LaterChange): Promise<void> {
  const described = await untilReady(session, made);
  const timeIn = (reply: Reply) => valueAt(session.shown(made, reply) ?? {}, at);
  if (described === undefined || underWay(session, made, described) !== undefined) return;
  const before = timeIn(described);
  const waitMs = untilLater(described, before);
  if (waitMs === undefined) return;
  if (waitMs > 0) await session.context.clock.sleep(waitMs);
  if (!(await changeOnce(session, operation, made))) return;
  await untilReady(session, made, operation.id);
  const found = (reply: Reply) => laterFinding(before, timeIn(reply), `${made.resource.describe?.shows ?? ""}${at}`);
  const last = await session.waitFor(
    { operation: operation.id, event: "modified" },
    { read: () => session.describe(made), holds: (reply) => isSuccess(reply) && found(reply).grade === "met" },
  );
  if (last !== undefined && isSuccess(last))
    session.judge(promiseId(operation, "modified"), found(last), last.exchange);
}

/** Whether it is other than before: by the plain input, or by that of one member alone. */
async function changeOnce(session: ServiceSession, operation: Operation, made: MadeResource): Promise<boolean> {
  const changes = changesOf(session, operation, made);
  if (changes === undefined) return false;
  const carriedOut = async (input: JsonObject): Promise<boolean> => {
    const sent = changeOf(session, operation, made, input);
    const request = encodeInput(operation, input);
    if (sent === undefined || request === undefined || (await beforeChange(session, sent)).isMade) return false;
    return isSuccess(await session.send(request));
  };
  if (await carriedOut(changes.plain)) return true;
  for (const member of changes.members)
    if (await carriedOut((await otherInput(session, changes, [member])).input)) return true;
  return false;
}
