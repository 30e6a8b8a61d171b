import type { Operation } from "../../../../spec/contract/operation.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../../../spec/json/json-pointer.ts";
import type { Constraint } from "../../../../spec/requirement.ts";
import type { Tagging } from "../../../../spec/resources/resource-table.ts";
import type { ServiceSession } from "../../service-session.ts";
import { listedTags, untag } from "./tag-requests.ts";

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
  const arn = valueAt(input, tagging.tag.arn) ?? null;
  const keysOn = async (): Promise<string[] | undefined> => {
    const { shown } = await listedTags(session, tagging, arn);
    return shown && Object.keys(shown);
  };
  const keys = await keysOn();
  if (keys === undefined || keys.length === 0) return keys !== undefined;
  await untag(session, tagging, arn, keys);
  return (await keysOn())?.length === 0;
}
