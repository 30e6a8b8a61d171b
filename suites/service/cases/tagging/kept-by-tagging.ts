import type { MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens } from "#spec/json/json-pointer.ts";
import { jsonText } from "#spec/json/json-text.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { sortedText } from "#spec/json/sorted-text.ts";
import { check, type Finding, settling, wanting } from "#suites/oracles/finding.ts";
import { receivedValue } from "#suites/oracles/member-finding.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/** A finding about a description, and the answer that it is about. */
interface KeptShown {
  readonly finding: Finding;
  readonly reply: Reply;
}

/**
 * Remembers what two descriptions in a row show alike; the function that it resolves to tells, after a change of tags,
 * whether all of that is as it was, to the last digit. Undefined where no description shows anything.
 */
export async function rememberShown(
  session: ServiceSession,
  made: MadeResource,
): Promise<(() => Promise<KeptShown | undefined>) | undefined> {
  const before = await shownOf(session, made);
  const again = before && (await shownOf(session, made));
  if (before === undefined || again === undefined) return undefined;
  const lasting = membersThatStay(session, made).filter(
    (name) => Object.hasOwn(before.shown, name) && isSame(before.shown, again.shown, name),
  );
  return async () => {
    const after = await shownOf(session, made);
    if (after === undefined) return undefined;
    const differing = lasting.filter((name) => !isSame(before.shown, after.shown, name));
    const at = (name: string): string => `${made.resource.describe?.shows ?? ""}/${name}`;
    const differences = differing.map((name) => ({
      at: at(name),
      expected: jsonText(before.shown[name] ?? null),
      ...receivedValue(after.shown[name], jsonText),
    }));
    const expected = "all but the tags as before";
    const received = differing.length === 0 ? expected : `otherwise at ${differing.map(at).join(", ")}`;
    const members = lasting.map((name) => ({ at: at(name), equals: jsonText(before.shown[name] ?? null) }));
    const found = check(differing.length === 0, expected, received, differences);
    return { finding: settling(wanting(found, { members })), reply: after.reply };
  };
}

async function shownOf(session: ServiceSession, made: MadeResource) {
  const reply = await session.describe(made);
  const shown = reply && isSuccess(reply) ? session.shown(made, reply) : undefined;
  return reply && shown && { reply, shown };
}

/** Neither the tags, nor when it was changed, nor how far it is. */
function membersThatStay({ context: { contract, table } }: ServiceSession, { resource }: MadeResource): string[] {
  const { describe, tags, ready } = resource;
  const passing = [tags?.shown, table.modified, ready?.at].map((at) => pointerTokens(at ?? "")[0]);
  const schema = describe && contract.operation(describe.operation).success.schema;
  const shown = schema && memberSchema(schema, describe.shows ?? "");
  return Object.keys(shown?.properties ?? {}).filter((name) => !passing.includes(name));
}

function isSame(one: JsonObject, other: JsonObject, name: string): boolean {
  return sortedText(one[name] ?? null) === sortedText(other[name] ?? null);
}
