import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonValue } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { placeholdersIn } from "#spec/resources/placeholders.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { lastResource, toldUnknown } from "#spec/resources/table-readings.ts";
import { plainInput, tryOf } from "#suites/service/inputs/plain-input.ts";
import { judgeMadeBeside } from "#suites/service/judging/made/made-beside.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { inOwnState, noteNeverIn, noteTaken } from "#suites/service/states/own-state.ts";
import { beforeChange, changeOf, judgeApplied } from "./applied-change.ts";
import { lackingForInput, notePresence } from "./note-presence.ts";
import { judgeRefusedControl } from "./refused-though-valid.ts";
import { saysUnknown } from "#custody/looking/absence.ts";
import type { WaitedFor } from "#suites/session/patience.ts";
import type { ServiceRound } from "#suites/service/service-round.ts";

/** Asks again where what was made a moment ago is unknown yet, as long as that may take to show: reads may be behind. */
function untilKnown<Answer extends Reply | undefined>(
  session: ServiceRound,
  what: WaitedFor,
  read: () => Promise<Answer>,
): Promise<Answer> {
  const unknown = toldUnknown(session.context.table);
  return session.waitFor(what, { read, holds: (reply) => !saysUnknown(reply, unknown) });
}

/** Sends an operation's plain request once, and checks whether an update took effect. */
export function plainControl(operation: Operation, resource: Resource | undefined): ServiceCase {
  return {
    id: `${operation.prefix}/control`,
    kind: "control",
    requirements: [promiseId(operation, "valid")],
    summary: "a plain, valid request",
    needs: [],
    run: async (session) => {
      if (await tryPlain(session, operation, resource && session.context.alive.get(resource.name))) return;
      // Refused by the state that the shared resource was made in, maybe: then it is asked of another one.
      if (!noteNeverIn(session.context, operation)) return judgeRefusedControl(session, operation, undefined);
      await inOwnState(session, operation, async (own) => own && (await tryPlain(session, operation, own, own)));
    },
  };
}

/** Whether it was taken, or there is no such request, whichever value of the table it is sent with. */
async function tryPlain(
  session: ServiceSession,
  operation: Operation,
  about: MadeResource | undefined,
  own?: MadeResource,
): Promise<boolean> {
  const { context } = session;
  const before = new Map(context.tries);
  for (const attempt of attempts(context, operation.id)) {
    for (const [name, index] of attempt)
      for (const key of [name, tryOf(operation.id, name)]) context.tries.set(key, index);
    const input = plainInput(context, { operation: operation.id }, { salt: session.salt(own?.id), made: own });
    const request = input && encodeInput(operation, input);
    if (input === undefined || request === undefined) {
      context.presence.set(operation.id, lackingForInput(context, operation.id));
      return true;
    }
    const change = changeOf(session, operation, about, input);
    const shown = change && (await beforeChange(session, change));
    if (attempt.length > 0 && shown?.isMade === true) continue;
    const reply = await onceMadeIsKnown(session, operation, request);
    await notePresence(session, { operation, request, reply });
    if (!isSuccess(reply)) continue;
    context.control.passed = true;
    // What is made beside is looked for where the shared resources are.
    if (own === undefined) {
      noteMade(session, operation, reply);
      await judgeMadeBeside(session, { operation, input, reply });
    }
    if (shown !== undefined) await judgeApplied(session, operation, shown, reply);
    if (own !== undefined) noteTaken(session, operation);
    return true;
  }
  // What was taken of another operation is still the best known.
  for (const [name, index] of before) context.tries.set(name, index);
  return false;
}

/** Sends it, until it finds what it is about and the run made. */
async function onceMadeIsKnown(session: ServiceSession, { id }: Operation, request: WireRequest): Promise<Reply> {
  const { table, alive } = session.context;
  const named = lastResource(id, table);
  const making = named !== undefined && alive.has(named.name) ? named.create?.operation : undefined;
  const read = (): Promise<Reply> => session.send(request, { purpose: "observed" });
  if (making === undefined) return read();
  return untilKnown(session, { operation: making, event: "is known to others" }, read);
}

/** The values to try, one after the other: an input has at most one such value, so there are no combinations. */
function attempts({ table }: ServiceContext, operation: string): (readonly (readonly [string, number])[])[] {
  const name = placeholdersIn(table.inputs[operation] ?? {}).find((each) => (table.values[each]?.length ?? 0) > 1);
  if (name === undefined) return [[]];
  return (table.values[name] ?? []).map((_, index) => [[name, index] as const]);
}

/** What an operation's answer says about a resource that no operation creates. */
function noteMade(session: ServiceSession, operation: Operation, { json }: Reply): void {
  const { table, alive } = session.context;
  for (const resource of table.resources) {
    if (resource.made?.operation !== operation.id || alive.has(resource.name)) continue;
    const id: JsonValue | undefined = isJsonObject(json) ? valueAt(json, resource.made.at) : undefined;
    if (typeof id === "string") alive.set(resource.name, { resource, id, parent: session.parentOf(resource) });
  }
}
