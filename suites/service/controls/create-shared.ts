import { encodeInput } from "#protocol/encode.ts";
import { isSuccess } from "#protocol/answers/reply.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isUnnamedKind } from "#spec/resources/table-readings.ts";
import { plainInput } from "#suites/service/inputs/plain-input.ts";
import { withTags } from "#suites/service/inputs/sent-tags.ts";
import { tagsOfShared } from "#suites/service/inputs/tags-of-shared.ts";
import { judgeMade, type Made } from "#suites/service/judging/made/judge-made.ts";
import { judgeMadeBeside } from "#suites/service/judging/made/made-beside.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { lackingForInput, notePresence } from "./note-presence.ts";
import { judgeRefusedControl } from "./refused-though-valid.ts";

/** Creates the resource that the cases about its kind work on, and looks at it; again where it made room, or was lost. */
export function creationControl(resource: Resource, operation: Operation, again = 0): ServiceCase {
  return {
    id: `${operation.prefix}/control/${resource.name}${again === 0 ? "" : `/again-${again}`}`,
    kind: "control",
    requirements: [promiseId(operation, "valid")],
    summary: `a plain ${resource.name.replaceAll("-", " ")}, described and listed`,
    needs: [],
    run: async (session) => {
      const { context } = session;
      for (const attempt of creationTries(resource, operation)) {
        const made = await tryCreation(session, resource, operation, attempt);
        if (made === "another's") return;
        if (made === undefined) continue;
        context.alive.set(resource.name, made.made);
        context.control.passed = true;
        await judgeMade(session, made);
        await judgeMadeBeside(session, { operation, ...made });
        return;
      }
      await judgeRefusedControl(session, operation, resource);
    },
  };
}

/** The same once more, under another name than before; none where no operation creates it. */
export function controlsAnew({ contract, createdAnew }: ServiceContext, resource: Resource): ServiceCase[] {
  const { name, create } = resource;
  if (create === undefined) return [];
  const times = (createdAnew.get(name) ?? 0) + 1;
  createdAnew.set(name, times);
  return [creationControl(resource, contract.operation(create.operation), times)];
}

interface CreationTry {
  /** Tells its name from those of the others. */
  readonly slot: string;
  /** Beside the plain input. */
  readonly more: JsonObject;
}

/** With tags, and plainly. Where tags alone will show what is the run's, one refusal is not the last word on them. */
function creationTries(resource: Resource, operation: Operation): CreationTry[] {
  const plain = { slot: "", more: {} };
  if (resource.tags === undefined) return [plain];
  const more = withTags(resource, operation, {}, tagsOfShared(resource));
  const slots = isUnnamedKind(resource) ? ["tagged", "tagged again"] : ["tagged"];
  return [...slots.map((slot) => ({ slot, more })), plain];
}

async function tryCreation(
  session: ServiceSession,
  resource: Resource,
  operation: Operation,
  { slot, more }: CreationTry,
): Promise<Made | "another's" | undefined> {
  const { context } = session;
  const base = plainInput(context, { operation: operation.id }, { salt: session.salt(slot) });
  const request = base && encodeInput(operation, { ...base, ...more });
  if (base === undefined || request === undefined) {
    context.presence.set(operation.id, lackingForInput(context, operation.id));
    return undefined;
  }
  const input = { ...base, ...more };
  const { reply, made, isOthers } = await session.create(resource, request, { input, purpose: "observed" });
  if (isOthers === true) {
    session.judgeInGeneral(request, reply);
    return "another's";
  }
  await notePresence(session, { operation, request, reply });
  if (context.presence.get(operation.id)?.isNowhere === true) context.keeper.unserved(resource);
  if (made === undefined || !isSuccess(reply)) return undefined;
  session.release(made);
  return { made, input, reply };
}
