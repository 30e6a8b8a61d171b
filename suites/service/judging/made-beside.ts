import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../spec/json/json.ts";
import { holderPointer, valueAt } from "../../../spec/json/json-pointer.ts";
import type { Resource, ResourceOperation } from "../../../spec/resources/resource-table.ts";
import { kindMadeBeside } from "../../../spec/resources/table-readings.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";
import { changedMembers } from "./agreement.ts";
import { judgeFound } from "./judge-found.ts";
import { judgeListed, judgeReady, untilReady } from "./judge-made.ts";

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
  const id: JsonValue | undefined =
    kind?.made === undefined || !isJsonObject(reply.json) ? undefined : valueAt(reply.json, kind.made.at);
  if (kind === undefined || typeof id !== "string") return;
  const made: MadeResource = { resource: askedFor(context, kind, input), id, parent: session.parentOf(kind) };
  await judgeListed(session, made);
  const described = await untilReady(session, made, operation.id);
  if (described === undefined) return;
  await judgeFound(session, made, described);
  judgeReady(session, { creating: operation, made }, described);
  judgeSameSaid(session, made, { reply, described });
}

/** Whether its description says of it what the answer did that it was made with. */
function judgeSameSaid(
  session: ServiceSession,
  made: MadeResource,
  { reply, described }: { readonly reply: Reply; readonly described: Reply },
): void {
  const { describe, made: making, ready } = made.resource;
  const [said, shown] = [valueAt(reply.json ?? {}, holderPointer(making?.at ?? "")), session.shown(made, described)];
  if (describe === undefined || !isJsonObject(said) || shown === undefined) return;
  const finding = changedMembers(said, shown, { shows: describe.shows ?? "", passing: ready?.at });
  const requirement = promiseId(session.context.contract.operation(describe.operation), "agrees.members");
  if (finding !== undefined) session.judge(requirement, finding, described.exchange);
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
