import { isJsonObject, type JsonValue } from "#spec/json/json.ts";

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
  const inHeader = sanitise(header);
  const code = isJsonObject(body) ? sanitise(body["code"] ?? body["Code"]) : undefined;
  const type = isJsonObject(body) ? sanitise(body["__type"]) : undefined;
  const name = inHeader ?? code ?? type;
  const agrees = (code ?? name) === name && (type ?? name) === name;
  return { name, header: inHeader, code, type, agrees };
}

function sanitise(raw: JsonValue | undefined): string | undefined {
  if (typeof raw !== "string") return undefined;
  const uri = raw.indexOf(":");
  const beforeUri = uri < 0 ? raw : raw.slice(0, uri);
  const name = beforeUri.slice(beforeUri.indexOf("#") + 1).trim();
  return name === "" ? undefined : name;
}
