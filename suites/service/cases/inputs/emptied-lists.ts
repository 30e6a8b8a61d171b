import type { MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { childPointer, pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { tokenMemberOf } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import { common, isHeld, isPlainValue } from "#suites/service/inputs/held-as-sent.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { underWay } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { sendOnceIdle } from "./send-once-idle.ts";

/** A list with something in it, which may be sent empty as well. */
interface ListWithin {
  /** JSON pointer to it. */
  readonly at: string;
  readonly value: readonly JsonValue[];
}

/** The lists of plain values that the members of a value are, but for those within another list, whose items may be merged. */
export function listsWithin(value: JsonValue, schema: JsonSchema, at = ""): ListWithin[] {
  if (Array.isArray(value)) {
    return value.every(isPlainValue) && value.length > 0 && (schema.minItems ?? 0) === 0 ? [{ at, value }] : [];
  }
  if (!isJsonObject(value) || schema["x-union"] === true) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    listsWithin(member, schema.properties?.[name] ?? { minItems: 1 }, childPointer(at, name)),
  );
}

interface Filled {
  /** What the operation changes, and what a description has a place for. */
  readonly operation: Operation;
  readonly shape: JsonSchema;
  /** What it was sent, and the description that was read then. */
  readonly input: JsonObject;
  readonly made: MadeResource;
  readonly described: Reply;
}

/**
 * Sends lists that a change has filled once more, empty: they are no longer as they were, whatever stands there then.
 * Whether that is accepted is not judged.
 */
export async function judgeEmptied(session: ServiceSession, filled: Filled): Promise<void> {
  const { operation, shape, input, made } = filled;
  const isShown = ({ at, value }: ListWithin, described: Reply): boolean =>
    isHeld([...value], valueAt(session.shown(made, described) ?? {}, at));
  const lists = listsWithin(common(input, operation.input, shape) ?? {}, operation.input).filter((list) =>
    isShown(list, filled.described),
  );
  if (lists.length === 0) return;
  const token = tokenMemberOf(operation);
  const fresh = Object.fromEntries(Object.entries(input).filter(([name]) => name !== token));
  const emptied = lists.reduce<JsonObject>((one, { at }) => withValue(one, pointerTokens(at), []), fresh);
  const request = encodeInput(operation, emptied);
  const reply = request && (await sendOnceIdle(session, operation, request));
  if (reply === undefined || !isSuccess(reply)) return;
  const keptIn = (described: Reply): ListWithin[] => lists.filter((list) => isShown(list, described));
  const described = await session.waitFor(
    { operation: operation.id, event: "lists are emptied" },
    { read: () => session.describe(made), holds: (each) => isSuccess(each) && keptIn(each).length === 0 },
  );
  if (described === undefined || !isSuccess(described)) return;
  const kept = keptIn(described);
  if (kept.length > 0 && underWay(session, made, described) !== undefined) return;
  const expected = `another ${lists.map(({ at }) => at).join(" and ")} than before: an empty list was sent`;
  const received = kept.length === 0 ? expected : `${kept.map(({ at }) => at).join(" and ")} as before`;
  session.judge(
    promiseId(operation, "applied.optional"),
    check(kept.length === 0, expected, received),
    described.exchange,
  );
}
