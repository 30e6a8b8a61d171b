import type { MadeResource } from "#custody/resources/made-resource.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { isSuccess, type Reply } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { pointerTokens, valueAt } from "#spec/json/json-pointer.ts";
import { memberSchema } from "#spec/resources/member-schema.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isDistinguished, takenError } from "#spec/resources/table-readings.ts";
import { check } from "#suites/oracles/finding.ts";
import { withValue } from "#suites/service/inputs/with-value.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { createOneMore } from "#suites/service/cases/lifecycle/another-of.ts";
import { namesOfTwoCases } from "#suites/service/inputs/looks-of-names.ts";

/** Two of a kind side by side whose names differ in case only: each is there, and is found by its own name. */
export function* otherNameCases(
  { contract, table, generation }: ServiceContext,
  resource: Resource,
  creating: Operation,
): Iterable<ServiceCase> {
  const schema = memberSchema(creating.input, resource.id.input ?? "");
  if (!isDistinguished(table, resource) || schema === undefined) return;
  const error = takenError(contract.operation(creating.id), table);
  yield {
    id: `${creating.prefix}/scenario/names-case`,
    kind: "scenario",
    requirements: [promiseId(creating, "names.distinct")],
    summary: `two ${resource.name.replaceAll("-", " ")}s with names that differ in case only`,
    needs: [creating.id],
    makes: { resource, count: 2, surely: true },
    run: async (session) => {
      const names = namesOfTwoCases(schema, generation, session.salt());
      if (names === undefined) return;
      const first = await createNamed(session, resource, names[0]);
      const second = first?.made && (await createNamed(session, resource, names[1]));
      if (first?.made === undefined || second === undefined) return;
      // What is refused for another reason says nothing of the name.
      if (!isSuccess(second.reply) && second.reply.error.name !== error?.name) return;
      const isFound =
        second.made !== undefined && (await isOwn(session, first.made)) && (await isOwn(session, second.made));
      const received = isSuccess(second.reply) ? "one for both" : describeReply(second.reply);
      const found = check(isFound, EXPECTED, isFound ? EXPECTED : received);
      session.judge(promiseId(creating, "names.distinct"), found, second.reply.exchange);
    },
  };
}

const EXPECTED = "another one";

function createNamed(session: ServiceSession, resource: Resource, name: string): ReturnType<typeof createOneMore> {
  const change = (input: JsonObject): JsonObject => withValue(input, pointerTokens(resource.id.input ?? ""), name);
  return createOneMore(session, resource, { slot: name, change });
}

/** It is described under its own name, as soon as a read shows it, or nothing tells. */
async function isOwn(session: ServiceSession, made: MadeResource): Promise<boolean> {
  const { name: kind, create, id } = made.resource;
  const holds = (reply: Reply): boolean =>
    isSuccess(reply) && (valueAt(session.shown(made, reply) ?? {}, id.input ?? "") ?? made.id) === made.id;
  const awaited = { operation: create?.operation ?? "", event: `${kind} of its own name` };
  const described = await session.waitFor(awaited, { read: () => session.describe(made), holds });
  return described === undefined || holds(described);
}
