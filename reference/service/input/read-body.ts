import type { Call } from "../../behaviours.ts";
import { headerValue } from "../../message.ts";
import { Refusal } from "../../refusal.ts";
import { mediaType } from "../../wire/negotiation.ts";
import type { InputMember } from "../model/operation.ts";

const JSON_TYPE = "application/json";

/** The members of the body by their names in it. Throws SerializationException and UnsupportedMediaTypeException. */
export function readBody(call: Call, input: readonly InputMember[]): Readonly<Record<string, unknown>> {
  const { behaviours, request } = call;
  const inBody = input.filter(({ binding }) => binding.in === "body" || binding.in === "payload");
  const [only] = inBody;
  if (only === undefined) return refuseBody(call);
  if (request.body.length === 0 && !inBody.some(({ required }) => required)) return {};
  const { binding } = only;
  requireType(call, binding.in === "payload" ? binding.mediaType : JSON_TYPE);
  const text = behaviours.decodeText(request.body, call);
  if (binding.in !== "payload") return behaviours.readDocument(behaviours.parseJson(text, call), call);
  return { [binding.name]: binding.mediaType === JSON_TYPE ? behaviours.parseJson(text, call) : text };
}

function refuseBody({ request }: Call): Record<string, never> {
  if (request.body.length === 0) return {};
  throw new Refusal("UnsupportedMediaTypeException", "This operation takes no request body.");
}

function requireType({ request }: Call, wanted: string): void {
  if (request.body.length === 0) return;
  const type = headerValue(request.headers, "content-type");
  if (type !== undefined && mediaType(type) === wanted) return;
  throw new Refusal("UnsupportedMediaTypeException", `The request body must be declared as ${wanted}.`);
}
