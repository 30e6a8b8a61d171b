import { keyOf, type MadeResource } from "#custody/resources/made-resource.ts";
import { encodeInput } from "#protocol/encode.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { uuidOf } from "#generators/schema/fresh-value.ts";
import { kindInWords, promiseId, takenByOtherId } from "#spec/resources/promises/promise.ts";
import {
  hasAnother,
  kindsOfOneNameSpace,
  takenError,
  tokenMemberOf,
  uniqueMembers,
  updateToken,
  type UpdateToken,
} from "#spec/resources/table-readings.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { check, wanting } from "#suites/oracles/finding.ts";
import { objectWith } from "#suites/record/condition.ts";
import { unlessUninformative } from "#suites/oracles/uninformative.ts";
import { plainInput, withSpare } from "#suites/service/inputs/plain-input.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import { identifying, isAt } from "#suites/service/judging/answers/identifying.ts";
import { judgeRefusal } from "#suites/service/judging/answers/judge-plain.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { askForSecond } from "./ask-for-second.ts";
import { namedOnceCases } from "./named-once.ts";

/** What happens to a name that is taken, and to a request that is sent twice. */
export function* nameCases(context: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  const { contract, table } = context;
  for (const resource of resources) {
    const creating = resource.create && contract.operation(resource.create.operation);
    if (creating !== undefined) {
      yield* takenCases(resource, creating, table);
      for (const other of kindsOfOneNameSpace(resource, table)) yield* takenByOtherCases(context, resource, other);
      yield* tokenCases(resource, creating);
      yield* namedOnceCases(context, resource, creating);
    }
    for (const id of resource.updates) yield* updateTokenCases(context, contract.operation(id));
  }
}

function* takenCases(resource: Resource, creating: Operation, table: ServiceContext["table"]): Iterable<ServiceCase> {
  const error = takenError(creating, table);
  const unique = uniqueMembers(resource);
  if (error === undefined || unique.length === 0) return;
  const requirement = promiseId(creating, "taken");
  const members = unique.map((at) => pointerTokens(at).join("."));
  const what = resource.id.input === undefined ? members.join(" and ") : "name";
  yield {
    id: `${creating.prefix}/scenario/taken`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a second ${resource.name.replaceAll("-", " ")} of one ${what}`,
    needs: [creating.id],
    run: async (session) => {
      const there = await session.shared(resource);
      const base = plainInput(session.context, { operation: creating.id }, { salt: session.salt() });
      const named = there && namedAs(session, there);
      if (there === undefined || base === undefined || named === undefined) return;
      const input = Object.entries(named).reduce((one, [at, value]) => withValue(one, pointerTokens(at), value), base);
      const reply = await askForSecond(session, there, creating, input);
      if (reply !== undefined)
        session.judge(requirement, judgeRefusal(reply, { error, operation: creating, table }), reply.exchange);
    },
  };
}

/** What no other below its parent may have, as it has it: by pointer into the input that created it. */
function namedAs({ context }: ServiceSession, there: MadeResource): Readonly<Record<string, JsonValue>> | undefined {
  const { input, unique = [] } = there.resource.id;
  if (input !== undefined) return { [input]: there.id };
  const sent = context.asCreated.get(keyOf(there))?.input;
  return sent && Object.fromEntries(unique.map((at) => [at, valueAt(sent, at) ?? null]));
}

/** Two resources of the case's own, since one might replace the other; the shared ones are left alone. */
function* takenByOtherCases(
  { contract, table }: ServiceContext,
  resource: Resource,
  other: Resource,
): Iterable<ServiceCase> {
  if (resource.create === undefined || other.create === undefined) return;
  const [creating, holding] = [resource, other].map(({ create }) => contract.operation(create?.operation ?? ""));
  const error = creating && takenError(creating, table);
  if (creating === undefined || holding === undefined || error === undefined) return;
  const requirement = takenByOtherId(creating, other);
  yield {
    id: `${creating.prefix}/scenario/taken-by-${other.name}`,
    kind: "scenario",
    requirements: [requirement],
    summary: `${kindInWords(resource)} of the name of ${kindInWords(other)}`,
    needs: [creating.id, holding.id],
    makes: { resource: other, count: 2, surely: true },
    run: async (session) => {
      const held = plainInput(session.context, { operation: holding.id }, { salt: session.salt("held") });
      const base = plainInput(session.context, { operation: creating.id }, { salt: session.salt() });
      const name = held && valueAt(held, other.id.input ?? "");
      if (held === undefined || base === undefined || typeof name !== "string") return;
      const input = withValue(base, pointerTokens(resource.id.input ?? ""), name);
      const [first, second] = [encodeInput(holding, held), encodeInput(creating, input)];
      if (first === undefined || second === undefined) return;
      if (!isSuccess((await session.create(other, first, { input: held })).reply)) return;
      const { reply } = await session.create(resource, second, { input });
      session.judge(requirement, judgeRefusal(reply, { error, operation: creating, table }), reply.exchange);
    },
  };
}

function* tokenCases(resource: Resource, creating: Operation): Iterable<ServiceCase> {
  const token = tokenMemberOf(creating);
  if (token === undefined || !hasAnother(resource)) return;
  const requirement = promiseId(creating, "token");
  yield {
    id: `${creating.prefix}/scenario/token`,
    kind: "scenario",
    requirements: [requirement],
    summary: "one request twice, with the same client token",
    needs: [creating.id],
    makes: { resource, count: 1, surely: true },
    run: async (session) => {
      const plain = withToken(session, creating, token);
      const input = plain && withSpare(session.context, plain, resource);
      const request = input && encodeInput(creating, input);
      if (input === undefined || request === undefined) return;
      const first = await session.create(resource, request, { input });
      if (!isSuccess(first.reply)) return;
      const again = await askForSecond(session, { resource, parent: undefined }, creating, input);
      if (again !== undefined) judgeSameAgain(session, { resource, creating, first: first.reply, again });
    },
  };
}

interface SentTwice {
  readonly resource: Resource;
  readonly creating: Operation;
  readonly first: Reply;
  readonly again: Reply;
}

/** Whether a creation that was sent again with its client token answers with what the first one made. */
export function judgeSameAgain(session: ServiceSession, { resource, creating, first, again }: SentTwice): void {
  const members = identifying(session.context, resource, first);
  const same = isSuccess(again) && members.every((form) => isAt(again, form));
  const received = isSuccess(again) && !same ? "another one" : describeReply(again);
  const found = check(same, "the same one again", received);
  session.judge(
    promiseId(creating, "token"),
    unlessUninformative(again, wanting(found, { answers: [objectWith(200, 299)], members })),
    again.exchange,
  );
}

/** One change sent twice is told from two changes by the id that each change has. */
function* updateTokenCases(context: ServiceContext, update: Operation): Iterable<ServiceCase> {
  const token = updateToken(context, update);
  if (token === undefined) return;
  const requirement = promiseId(update, "token");
  yield {
    id: `${update.prefix}/scenario/token`,
    kind: "scenario",
    requirements: [requirement],
    summary: "one change twice, with the same client token",
    needs: [update.id],
    run: async (session) => {
      const input = withToken(session, update, token.member);
      const request = input && encodeInput(update, input);
      if (request === undefined) return;
      const [first, again] = [await session.send(request), await session.send(request)];
      judgeSameChange(session, update, { token, first, again });
    },
  };
}

interface ChangedTwice {
  readonly token: UpdateToken;
  readonly first: Reply;
  readonly again: Reply;
}

/** Whether a change that was sent again with its client token answers with the change that the first one began. */
export function judgeSameChange(
  session: ServiceSession,
  update: Operation,
  { token: { at }, first, again }: ChangedTwice,
): void {
  const ids = [first, again].map((reply) => isSuccess(reply) && isJsonObject(reply.json) && valueAt(reply.json, at));
  if (typeof ids[0] !== "string") return;
  const received = isSuccess(again) ? `${at} is ${JSON.stringify(ids[1])}` : describeReply(again);
  const found = check(ids[1] === ids[0], `the same ${at} again`, received);
  const members = [{ at, equals: JSON.stringify(ids[0]) }];
  session.judge(
    promiseId(update, "token"),
    unlessUninformative(again, wanting(found, { answers: [objectWith(200, 299)], members })),
    again.exchange,
  );
}

function withToken(session: ServiceSession, { id }: Operation, token: string): JsonObject | undefined {
  const base = plainInput(session.context, { operation: id }, { salt: session.salt() });
  return base && { ...base, [token]: uuidOf("client token", session.context.generation.prefix, session.salt()) };
}
