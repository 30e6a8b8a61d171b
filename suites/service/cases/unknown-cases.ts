import { uniqueValue } from "../../../generators/schema/fresh-value.ts";
import { encodeInput } from "../../../protocol/encode.ts";
import type { WireRequest } from "../../../protocol/exchange.ts";
import type { Reply } from "../../../protocol/answers/reply.ts";
import type { Operation } from "../../../spec/contract/operation.ts";
import type { JsonValue } from "../../../spec/json/json.ts";
import { promiseId } from "../../../spec/resources/promises/promise.ts";
import { lastResource, unknownError } from "../../../spec/resources/table-readings.ts";
import type { Resource } from "../../../spec/resources/resource-table.ts";
import { plainInput } from "../plain-input.ts";
import { judgeRefusal } from "../judge-plain.ts";
import { presenceOf } from "../presence.ts";
import type { ServiceCase } from "../service-case.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceSession } from "../service-session.ts";

/** Asks an operation for a resource that does not exist. */
export function* unknownCases({ table }: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const error = unknownError(operation, table);
  const resource = lastResource(operation.id, table);
  if (error === undefined || resource === undefined) return;
  const requirement = promiseId(operation, "unknown");
  yield {
    id: `${operation.prefix}/scenario/unknown`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a ${resource.name.replaceAll("-", " ")} that there is none of`,
    needs: [],
    run: async (session) => {
      const { context } = session;
      const instead = unknownIdentity(session, resource);
      const input = plainInput(context, { operation: operation.id }, { salt: session.salt(), instead });
      const request = input && encodeInput(operation, input);
      if (request === undefined) return;
      const reply = await session.send(request, "later");
      if (!(await isThere(session, operation, request, reply))) return;
      session.judgeInGeneral(request, reply);
      session.judge(requirement, judgeRefusal(reply, error, operation), reply.exchange);
    },
  };
}

/**
 * If an operation's plain request could not be tried, the answer to this one tells it from a path that does not exist.
 */
async function isThere(
  session: ServiceSession,
  { id }: Operation,
  request: WireRequest,
  reply: Reply,
): Promise<boolean> {
  const { presence } = session.context;
  const known = presence.get(id)?.status;
  if (known !== undefined && known !== "not-tried") return known !== "not-implemented";
  const found = await presenceOf(request, reply, (other) => session.send(other, "compared"));
  if (found.status === "not-implemented") presence.set(id, found);
  return found.status !== "not-implemented";
}

const NAME = { type: "string", maxLength: 40, pattern: "^[a-z][a-z0-9-]*[a-z0-9]$" } as const;

function unknownIdentity(session: ServiceSession, resource: Resource): Record<string, JsonValue> {
  const { generation, alive } = session.context;
  const id = resource.id.unknown ?? uniqueValue(NAME, generation, session.salt("unknown"));
  const there = alive.get(resource.name);
  const arn = there?.arn === undefined ? {} : { [`${resource.name}.arn`]: there.arn.replaceAll(there.id, id) };
  return { [resource.name]: id, ...arn };
}
