import { encodeInput } from "../../protocol/encode.ts";
import { describeReply } from "../../protocol/describe-reply.ts";
import { isSuccess, type Reply } from "../../protocol/reply.ts";
import type { Operation } from "../../spec/contract/operation.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../spec/json/json.ts";
import { pointerTokens, valueAt } from "../../spec/json/json-pointer.ts";
import { uuidOf } from "../../generators/schema/fresh-value.ts";
import { promiseId, takenError, tokenOf } from "../../spec/resources/resource-requirements.ts";
import type { Resource } from "../../spec/resources/resource-table.ts";
import { check } from "../oracles/finding.ts";
import { baseInput } from "./base-input.ts";
import { judgeRefusal } from "./judge-plain.ts";
import type { ServiceCase } from "./service-case.ts";
import type { ServiceContext } from "./service-context.ts";

/** What becomes of a name that is taken, and of a request that comes twice. */
export function* nameCases({ contract, table }: ServiceContext, resources: readonly Resource[]): Iterable<ServiceCase> {
  for (const resource of resources) {
    const creating = resource.create && contract.operation(resource.create.operation);
    if (creating === undefined || resource.id.input === undefined || resource.fixed) continue;
    const taken = takenCase(resource, creating, table);
    if (taken !== undefined) yield taken;
    const token = tokenOf(creating);
    if (token !== undefined) yield tokenCase(resource, creating, token);
  }
}

function takenCase(resource: Resource, creating: Operation, table: ServiceContext["table"]): ServiceCase | undefined {
  const error = takenError(creating, table);
  const at = resource.id.input;
  if (error === undefined || at === undefined) return undefined;
  const requirement = promiseId(creating, "taken");
  return {
    id: `${creating.prefix}/scenario/taken`,
    kind: "scenario",
    requirements: [requirement],
    summary: `a second ${resource.name.replaceAll("-", " ")} of one name`,
    needs: [creating.id],
    run: async (session) => {
      const there = session.context.standing.get(resource.name);
      const base = baseInput(session.context, { operation: creating.id }, { salt: session.salt() });
      if (there === undefined || base === undefined) return;
      const request = encodeInput(creating, withValue(base, pointerTokens(at), there.id));
      if (request === undefined) return;
      // It is there already, and stays the run's own, whatever becomes of this.
      const reply = await session.send(request);
      session.judge(requirement, judgeRefusal(reply, error, creating), reply.exchange);
    },
  };
}

function tokenCase(resource: Resource, creating: Operation, token: string): ServiceCase {
  const requirement = promiseId(creating, "token");
  return {
    id: `${creating.prefix}/scenario/token`,
    kind: "scenario",
    requirements: [requirement],
    summary: "one request twice, with the same client token",
    needs: [creating.id],
    run: async (session) => {
      const base = baseInput(session.context, { operation: creating.id }, { salt: session.salt() });
      if (base === undefined) return;
      const input = { ...base, [token]: uuidOf("client token", session.context.generation.prefix, session.salt()) };
      const request = encodeInput(creating, input);
      if (request === undefined) return;
      const first = await session.create(resource, request, { input });
      if (!isSuccess(first.reply)) return;
      const again = await session.send(request);
      const same = isSuccess(again) && identifies(resource, first.reply) === identifies(resource, again);
      const received = isSuccess(again) && !same ? "another one" : describeReply(again);
      session.judge(requirement, check(same, "the same one again", received), again.exchange);
    },
  };
}

/** What tells two resources of one name apart, where it is shown: the ARN and the day of its making. */
function identifies({ create, arn = "/arn" }: Resource, { json }: Reply): string {
  const shown = create?.shows === undefined || !isJsonObject(json) ? undefined : valueAt(json, create.shows);
  return shown === undefined ? "" : JSON.stringify([valueAt(shown, arn), valueAt(shown, "/createdAt")]);
}

function withValue(value: JsonObject, [next, ...rest]: readonly string[], id: JsonValue): JsonObject {
  if (next === undefined) return value;
  const inner = value[next];
  return { ...value, [next]: rest.length === 0 || !isJsonObject(inner) ? id : withValue(inner, rest, id) };
}
