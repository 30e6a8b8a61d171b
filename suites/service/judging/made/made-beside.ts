import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { holderPointer, valueAt } from "#spec/json/json-pointer.ts";
import type { Resource, ResourceOperation } from "#spec/resources/resource-table.ts";
import { kindMadeBeside } from "#spec/resources/table-readings.ts";
import { ofKindId } from "#spec/resources/promises/promise.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { judgeFound } from "./judge-found.ts";
import { judgeReady } from "./judge-ready.ts";
import { judgeListed } from "./judge-listed.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";

/** A request that succeeded. */
interface Carried {
  readonly operation: Operation;
  readonly input: JsonObject;
  readonly reply: Reply;
}

/** Whether what an operation made beside what it is about, such as the update of a change, is listed and comes to its end. */
export async function judgeMadeBeside(session: ServiceSession, { operation, input, reply }: Carried): Promise<void> {
  const { context } = session;
  const kind = kindMadeBeside(context, operation);
  const at = kind?.made?.at;
  if (kind === undefined || at === undefined || !isJsonObject(reply.json)) return;
  const id = valueAt(reply.json, at);
  judgeNamed(session, { operation, kind, at, id, reply });
  if (typeof id !== "string") return;
  const made: MadeResource = { resource: askedFor(context, kind, input), id, parent: session.parentOf(kind) };
  // Each later description is compared with it.
  const shown = valueAt(reply.json, holderPointer(at));
  if (isJsonObject(shown)) context.asCreated.set(keyOf(made), { input: {}, shown });
  await judgeListed(session, made);
  const described = await untilReady(session, made, operation.id);
  if (described === undefined) return;
  await judgeFound(session, made, described);
  judgeReady(session, { creating: operation, made }, described);
}

interface AnsweredBeside {
  readonly operation: Operation;
  readonly kind: Resource;
  /** Where the answer has what identifies it, and what it has there. */
  readonly at: string;
  readonly id: JsonValue | undefined;
  readonly reply: Reply;
}

function judgeNamed(session: ServiceSession, { operation, kind, at, id, reply }: AnsweredBeside): void {
  const expected = `what identifies the ${kind.name.replaceAll("-", " ")} at ${at}`;
  const isThere = typeof id === "string";
  const difference = { at, expected: "a string", ...receivedValue(id) };
  const found = check(isThere, expected, isThere ? expected : `no string at ${at}`, isThere ? undefined : [difference]);
  const condition = { members: [{ at, present: true, types: ["string"] }] };
  session.judge(ofKindId(operation, "names", kind.name), wanting(found, condition), reply.exchange);
}

/** The kind as one is asked for that came of an input: by the members, too, that both have, as a node group's update is by its name. */
export function askedFor(context: ServiceContext, kind: Resource, input: JsonObject): Resource {
  const withShared = <One extends ResourceOperation>(one: One): One => {
    const plain = context.table.inputs[one.operation] ?? {};
    const { members } = context.contract.operation(one.operation);
    const shared = members.flatMap(({ name }): [string, JsonValue][] => {
      const value = input[name];
      return Object.hasOwn(plain, name) || typeof value !== "string" ? [] : [[name, value]];
    });
    return { ...one, input: { ...plain, ...Object.fromEntries(shared) } };
  };
  const { describe, list } = kind;
  return {
    ...kind,
    ...(describe === undefined ? {} : { describe: withShared(describe) }),
    ...(list === undefined ? {} : { list: withShared(list) }),
  };
}
