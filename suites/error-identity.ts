import { isJsonObject, type JsonValue } from "../spec/json.ts";

/**
 * The error type of a response as the AWS SDKs find it. Source: restJson1, operation error serialization: the
 * X-Amzn-Errortype header, then the body's `code`, then `__type`; cut before the first `:`, then after the first `#`.
 */
export interface ErrorIdentity {
  readonly name: string | undefined;
  readonly header: string | undefined;
  readonly code: string | undefined;
  readonly type: string | undefined;
  /** Every place that names a type names the same one. */
  readonly agrees: boolean;
}

export function errorIdentity(header: string | undefined, body: JsonValue | undefined): ErrorIdentity {
  const members = isJsonObject(body) ? body : {};
  const places = {
    header: sanitise(header),
    code: sanitise(members["code"] ?? members["Code"]),
    type: sanitise(members["__type"]),
  };
  const named = [places.header, places.code, places.type].filter((name) => name !== undefined);
  return { ...places, name: named[0], agrees: new Set(named).size <= 1 };
}

function sanitise(raw: JsonValue | undefined): string | undefined {
  if (typeof raw !== "string") return undefined;
  const beforeUri = raw.split(":", 1)[0] ?? "";
  const name = beforeUri.slice(beforeUri.indexOf("#") + 1).trim();
  return name === "" ? undefined : name;
}
