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
  const name = places.header ?? places.code ?? places.type;
  const same = (place: string | undefined): boolean => place === undefined || place === name;
  return { ...places, name, agrees: same(places.code) && same(places.type) };
}

function sanitise(raw: JsonValue | undefined): string | undefined {
  if (typeof raw !== "string") return undefined;
  const uri = raw.indexOf(":");
  const beforeUri = uri < 0 ? raw : raw.slice(0, uri);
  const name = beforeUri.slice(beforeUri.indexOf("#") + 1).trim();
  return name === "" ? undefined : name;
}
