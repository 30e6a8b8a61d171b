import { gunzipSync } from "node:zlib";
import type { JsonObject } from "#spec/json/json.ts";
import { headerValue, type Header, type ReferenceRequest, type ReferenceResponse } from "#reference/message.ts";
import type { Reference } from "#reference/server/patched-reference.ts";

const JSON_HEADERS: readonly Header[] = [["content-type", "application/json"]];

/** A body that RegisterCluster must accept, with some of its members replaced. */
export function registration(name: string, changes: JsonObject = {}): JsonObject {
  const connectorConfig = { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" };
  return { name, connectorConfig, ...changes };
}

/** An answer with its body parsed. */
export interface Answer extends ReferenceResponse {
  readonly json: JsonObject;
  /** The error named by the header. */
  readonly error: string | undefined;
}

export async function send(reference: Reference, request: Partial<ReferenceRequest>): Promise<Answer> {
  const body = request.body ?? new Uint8Array();
  const response = await reference.handle({ method: "GET", path: "/", headers: [], ...request, body });
  const isCompressed = headerValue(response.headers, "content-encoding") === "gzip";
  const text = (isCompressed ? gunzipSync(response.body) : Buffer.from(response.body)).toString();
  const json = text === "" ? {} : (JSON.parse(text) as JsonObject);
  return { ...response, json, error: headerValue(response.headers, "x-amzn-errortype") };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** POSTs a body, JSON or text as it stands, to RegisterCluster. */
export function register(
  reference: Reference,
  body: JsonObject | string,
  headers: readonly Header[] = JSON_HEADERS,
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(reference, { method: "POST", path: "/cluster-registrations", headers, body: bytes(text) });
}

export function describeCluster(reference: Reference, name: string): Promise<Answer> {
  return send(reference, { path: `/clusters/${encodeURIComponent(name)}` });
}

export function deregister(reference: Reference, name: string): Promise<Answer> {
  return send(reference, { method: "DELETE", path: `/cluster-registrations/${encodeURIComponent(name)}` });
}

export function list(reference: Reference, query = ""): Promise<Answer> {
  return send(reference, { path: `/clusters${query}` });
}

/** The `cluster` of an answer. */
export function clusterOf(answer: Answer): JsonObject {
  return answer.json["cluster"] as JsonObject;
}

/** The `connectorConfig` of an answer's cluster. */
export function connectorOf(answer: Answer): JsonObject {
  return clusterOf(answer)["connectorConfig"] as JsonObject;
}

export function omit(object: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member));
}
