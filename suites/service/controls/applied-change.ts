import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { isSuccess, lostReply, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { ownMember } from "#spec/json/own-member.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import { showsOwn, shownSchema, tokenMemberOf } from "#spec/resources/table-readings.ts";
import { wanting } from "#suites/oracles/finding.ts";
import { asSent } from "#suites/service/inputs/member-forms.ts";
import { answeredFinding } from "#suites/service/judging/answers/agreement.ts";
import { comparable, echoFinding, notEchoed, type NotEchoed } from "#suites/service/judging/shown/echo.ts";
import { readinessFinding } from "#suites/service/judging/made/judge-ready.ts";
import { underWay, untilReady } from "#suites/service/judging/waiting/until-ready.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

interface SentChange {
  readonly made: MadeResource;
  readonly sent: JsonObject;
  readonly notEchoedIn: (reply: Reply) => readonly NotEchoed[];
  /** What the resource was created with and this change does not name, but for what may change along with it. */
  readonly unnamed: JsonObject;
  readonly shape: JsonSchema;
  /** Whether it shows is not for this promise to say. */
  readonly isOptional?: boolean;
}

/** The resource before a change. */
interface BeforeChange extends SentChange {
  readonly shown: JsonObject;
  /** It is as the change would have it already: that it shows afterwards would prove nothing. */
  readonly isMade: boolean;
}

/** How the shown resource differs from what a change sent; undefined if the two have no member in common. */
export function changeOf(
  session: ServiceSession,
  operation: Operation,
  made: MadeResource | undefined,
  input: JsonObject,
): SentChange | undefined {
  const { contract, table } = session.context;
  const describe = made?.resource.updates.includes(operation.id) === true ? made.resource.describe : undefined;
  if (made === undefined || describe === undefined) return undefined;
  const shape = shownSchema(contract.operation(describe.operation), describe) ?? {};
  // A client token is about the request, not about what is changed, even where a resource shows one.
  const token = tokenMemberOf(operation);
  const inBody = operation.members.flatMap(({ in: place, name }) => (place === "body" && name !== token ? [name] : []));
  const sent = Object.fromEntries(Object.entries(input).filter(([name]) => inBody.includes(name)));
  if (comparable(sent, shape).length === 0) return undefined;
  const created = session.context.asCreated.get(keyOf(made))?.input ?? {};
  const doubted = table.doubts[operation.id] ?? [];
  const unnamed = Object.fromEntries(
    comparable(without(created, input), shape).filter(([name]) => !doubted.includes(name)),
  );
  return {
    made,
    sent,
    unnamed,
    shape,
    notEchoedIn: (reply) => notEchoed(sent, session.shown(made, reply) ?? {}, shape),
  };
}

/** A value without the members that another one names, too; of objects that both name, what is in them. */
function without(value: JsonObject, named: JsonObject): JsonObject {
  const kept = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
    if (!Object.hasOwn(named, name)) return [[name, member]];
    const other = named[name];
    return isJsonObject(member) && isJsonObject(other) ? [[name, without(member, other)]] : [];
  });
  return Object.fromEntries(kept);
}

/** What is shown at the places of a value. */
export function atPlacesOf(value: JsonObject, shown: JsonObject): JsonObject {
  const there = Object.entries(value).flatMap(([name, member]): [string, JsonValue][] => {
    const own = ownMember(shown, name) ?? null;
    if (own === null) return [];
    return [[name, isJsonObject(member) && isJsonObject(own) ? atPlacesOf(member, own) : own]];
  });
  return Object.fromEntries(there);
}

/** Looks at the resource before it is changed. */
export async function beforeChange(session: ServiceSession, change: SentChange): Promise<BeforeChange> {
  const reply = await session.describe(change.made);
  const described = reply !== undefined && isSuccess(reply) ? reply : undefined;
  const isMade = described !== undefined && change.notEchoedIn(described).length === 0;
  return { ...change, isMade, shown: session.shown(change.made, described) ?? {} };
}

/** Whether the resource, once it is ready, shows the change, and everything else as it was. `answer`: what the change got. */
export async function judgeApplied(
  session: ServiceSession,
  operation: Operation,
  change: BeforeChange,
  answer: Reply,
): Promise<void> {
  const { made, notEchoedIn, unnamed, shape, isOptional = false } = change;
  const before = atPlacesOf(unnamed, change.shown);
  const lostIn = (reply: Reply) => notEchoed(before, session.shown(made, reply) ?? {}, shape);
  const first = await untilReady(session, made, operation.id);
  if (first === undefined || !(isSuccess(first) || lostReply(first))) return;
  const reply = await session.waitFor(
    { operation: operation.id, event: isOptional ? "keeps the rest" : "applied" },
    {
      read: () => session.describe(made),
      holds: (each) => isSuccess(each) && (isOptional || notEchoedIn(each).length === 0) && lostIn(each).length === 0,
    },
  );
  if (reply === undefined || !isSuccess(reply)) return;
  const found = notEchoedIn(reply);
  const status = underWay(session, made, reply);
  judgeSettled(session, operation, change, reply);
  if (found.length === 0) judgeAnswered(session, operation, change, answer);
  if (!isOptional && found.length > 0 && status !== undefined) {
    const received = `not exercised: it is still ${status}`;
    const finding = { grade: "unclear", expected: "as it was changed", received } as const;
    return session.judge(promiseId(operation, "applied"), finding, reply.exchange);
  }
  const shows = made.resource.describe?.shows ?? "";
  const condition = asSent(found, shows);
  if (!isOptional)
    session.judge(
      promiseId(operation, "applied"),
      wanting(echoFinding(found, "as it was changed", shows), condition && { ...condition, settles: true }),
      reply.exchange,
    );
  if (comparable(before, shape).length === 0 || status !== undefined) return;
  const lost = lostIn(reply);
  const kept = asSent(lost, shows);
  session.judge(
    promiseId(operation, "keeps"),
    wanting(echoFinding(lost, "as it was before", shows), kept && { ...kept, settles: true }),
    reply.exchange,
  );
}

/** Whether what could be used before can be used again. */
function judgeSettled(session: ServiceSession, operation: Operation, change: BeforeChange, reply: Reply): void {
  const { ready } = change.made.resource;
  if (ready === undefined || valueAt(change.shown, ready.at) !== ready.is) return;
  const finding = readinessFinding(session, change.made, reply);
  if (finding !== undefined) session.judge(promiseId(operation, "settled"), finding, reply.exchange);
}

/** Whether the answer to a change that shows by now says of it what was sent, as far as it says anything. */
function judgeAnswered(session: ServiceSession, operation: Operation, change: BeforeChange, answer: Reply): void {
  const { describe } = change.made.resource;
  const one = { operation: operation.id, ...(describe?.shows === undefined ? {} : { shows: describe.shows }) };
  if (!showsOwn(operation, one)) return;
  const finding = answeredFinding(answer, { sent: change.sent, shape: change.shape, shows: one.shows ?? "" });
  if (finding !== undefined) session.judge(promiseId(operation, "answered"), finding, answer.exchange);
}
