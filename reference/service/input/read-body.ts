import type { Call } from "#reference/behaviours.ts";
import { JSON_MEDIA_TYPE, noBody, otherThan } from "#reference/wire/negotiation.ts";
import type { Unread } from "#reference/service/habits.ts";
import type { InputMember } from "#reference/service/model/operation.ts";

/** The members of the body by their names in it. Throws SerializationException and UnsupportedMediaTypeException. */
export function readBody(
  call: Call,
  input: readonly InputMember[],
  unread?: Unread,
): Readonly<Record<string, unknown>> {
  const { behaviours, request } = call;
  const inBody = input.filter(({ binding }) => binding.in === "body" || binding.in === "payload");
  const [only] = inBody;
  if (only === undefined && request.body.length === 0) return {};
  if (only === undefined) throw noBody();
  if (request.body.length === 0 && !inBody.some(({ required }) => required)) return {};
  const { binding } = only;
  const type = binding.in === "payload" ? binding.mediaType : JSON_MEDIA_TYPE;
  const refusal = unread === "any type" || request.body.length === 0 ? undefined : otherThan(type, call);
  if (refusal !== undefined) throw refusal;
  const text = behaviours.decodeText(request.body, call);
  if (binding.in !== "payload") {
    const read = (json: string) => behaviours.readDocument(behaviours.parseJson(json, call), call);
    return unread === undefined ? read(text) : readAnyhow(text, read, unread);
  }
  return { [binding.name]: binding.mediaType === JSON_MEDIA_TYPE ? behaviours.parseJson(text, call) : text };
}

type Members = Readonly<Record<string, unknown>>;
type ReadText = (json: string) => Members;

function readAnyhow(text: string, read: ReadText, unread: Unread): Members {
  try {
    return read(text);
  } catch (error) {
    if (unread === "no members") return {};
    if (unread === "crash") throw new Error("The body could not be read.", { cause: error });
    const begun = unread === "text after it" ? beginningOf(text, read) : undefined;
    if (begun === undefined) throw error;
    return begun;
  }
}

/** The members of the object that the text begins with. */
function beginningOf(text: string, read: ReadText): Members | undefined {
  const ends = [...text.matchAll(/\}/g)].map(({ index }) => text.slice(0, index + 1));
  return ends.map((beginning) => quietly(beginning, read)).find((members) => members !== undefined);
}

function quietly(text: string, read: ReadText): Members | undefined {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}
