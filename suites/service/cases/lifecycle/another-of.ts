import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { CreationAsSent } from "#suites/service/creating/after-success.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface OneMore {
  /** Tells its fresh values from those of the others that the case creates. */
  readonly slot?: string;
  /** What it belongs to: the shared resource of that kind, unless told. */
  readonly parent?: MadeResource | undefined;
  /** What is other about the plain input. */
  readonly change?: (input: JsonObject) => JsonObject;
  /** It is about how many tags there are. */
  readonly keepsCount?: boolean;
}

/** Asks for one more of a kind with the plain input, or a change of it; undefined where there is no such request. */
export async function createOneMore(
  session: ServiceSession,
  resource: Resource,
  { slot = "", parent, change = (input) => input, keepsCount = false }: OneMore,
): Promise<CreationAsSent | undefined> {
  const { context } = session;
  const creating = resource.create && context.contract.operation(resource.create.operation);
  const plain = creating && plainInput(context, { operation: creating.id }, { made: parent, salt: session.salt(slot) });
  if (creating === undefined || plain === undefined) return undefined;
  const input = change(plain);
  const request = encodeInput(creating, input);
  return request && session.create(resource, request, { input, parent, keepsCount });
}

/** Creates one more of a kind with the plain input, and waits until it is ready; undefined where none comes of it. */
export async function anotherOf(
  session: ServiceSession,
  resource: Resource,
  slot: string,
): Promise<MadeResource | undefined> {
  const made = resource.fixed ? undefined : (await createOneMore(session, resource, { slot }))?.made;
  if (made !== undefined) await untilReady(session, made);
  return made;
}
