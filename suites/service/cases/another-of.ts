import type { MadeResource } from "../../../custody/resources/made-resource.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { plainInput } from "../inputs/plain-input.ts";
import { untilReady } from "../judging/judge-made.ts";
import type { ServiceSession } from "../service-session.ts";

/** Creates one more of a kind with the plain input, and waits until it is ready; undefined where none comes of it. */
export async function anotherOf(
  session: ServiceSession,
  resource: Resource,
  slot: string,
): Promise<MadeResource | undefined> {
  const { context } = session;
  const creating = resource.create && context.contract.operation(resource.create.operation);
  if (creating === undefined || resource.fixed) return undefined;
  const input = plainInput(context, { operation: creating.id }, { salt: session.salt(slot) });
  const request = input && encodeInput(creating, input);
  if (input === undefined || request === undefined) return undefined;
  const { made } = await session.create(resource, request, { input });
  if (made !== undefined) await untilReady(session, made);
  return made;
}
