import { isDeepStrictEqual } from "node:util";
import type { OutputDocument } from "#reference/render/output-document.ts";
import type { ServiceCall } from "#reference/service/service-call.ts";
import type { StoredResource } from "#reference/service/store/resource.ts";
import { refuseInvalid } from "./refuse.ts";

/** What the request was answered when it came before, with this token. Throws where its input was another one. */
export function replayed(call: ServiceCall): OutputDocument | undefined {
  const key = keyOf(call);
  const remembered = key === undefined ? undefined : call.tokens.get(key);
  if (remembered === undefined || !call.store.has(remembered.resource)) return undefined;
  if (call.habits.hurries(call.operation) === "tokens" && call.seen?.has(remembered.resource) !== true)
    return undefined;
  if (isDeepStrictEqual(remembered.input, call.input)) return remembered.answer;
  throw refuseInvalid(call, `The ${tokenMember(call)} was used before, with other parameters.`);
}

/** Keeps the answer for when the request comes again; forgotten when the resource goes. */
export function remember(call: ServiceCall, resource: StoredResource, answer: OutputDocument): OutputDocument {
  const key = keyOf(call);
  if (key !== undefined) call.tokens.set(key, { input: call.input, answer, resource });
  return answer;
}

function keyOf(call: ServiceCall): string | undefined {
  const token = call.input[tokenMember(call) ?? ""];
  return typeof token === "string" ? `${call.operation.name} ${token}` : undefined;
}

function tokenMember({ operation }: ServiceCall): string | undefined {
  return operation.input.find(({ shape }) => shape.token)?.name;
}
