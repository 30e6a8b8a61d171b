import { encodeInput } from "../../../protocol/encode.ts";
import { isSuccess } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import { isJsonObject, type JsonObject } from "../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../spec/requirement.ts";
import type { Tagging } from "../../../spec/resources/resource-table.ts";
import type { ServiceSession } from "../service-session.ts";

/** Whether a case asks how many tags, or which, an operation takes that adds them to those that a resource has. */
export function addsTags(operation: Operation, { side, pointer }: Constraint, tagging: Tagging | undefined): boolean {
  if (tagging?.tag.operation !== operation.id || side !== "accept") return false;
  return pointerTokens(pointer)[1] === pointerTokens(tagging.tag.tags)[0];
}

/**
 * Takes all tags off the resource that an input adds some to, since a limit may count those that it has. Whether none is
 * left by what a list shows afterwards.
 */
export async function takeTagsOff(session: ServiceSession, input: JsonObject, tagging: Tagging): Promise<boolean> {
  const { contract } = session.context;
  const arn = valueAt(input, tagging.tag.arn) ?? null;
  const memberOf = (pointer: string): string => pointerTokens(pointer)[0] ?? "";
  const send = async (operation: string, sent: JsonObject) => {
    const request = encodeInput(contract.operation(operation), sent);
    return request === undefined ? undefined : session.send(request);
  };
  const keysOn = async (): Promise<string[] | undefined> => {
    const reply = await send(tagging.list.operation, { [memberOf(tagging.list.arn)]: arn });
    if (reply === undefined || !isSuccess(reply) || !isJsonObject(reply.json)) return undefined;
    const tags = valueAt(reply.json, tagging.list.shows) ?? {};
    return isJsonObject(tags) ? Object.keys(tags) : undefined;
  };
  const keys = await keysOn();
  if (keys === undefined || keys.length === 0) return keys !== undefined;
  await send(tagging.untag.operation, { [memberOf(tagging.untag.arn)]: arn, [memberOf(tagging.untag.keys)]: keys });
  return (await keysOn())?.length === 0;
}
