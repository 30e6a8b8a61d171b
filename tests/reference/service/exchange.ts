import type { JsonObject } from "#spec/json/json.ts";
import type { Reference } from "#reference/server/patched-reference.ts";
import { bytes, send, type Answer } from "#tests/reference/requests.ts";

export function get(reference: Reference, path: string): Promise<Answer> {
  return send(reference, { path });
}

export function remove(reference: Reference, path: string): Promise<Answer> {
  return send(reference, { method: "DELETE", path });
}

export function post(reference: Reference, path: string, body: JsonObject | string): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(reference, { method: "POST", path, headers: [["content-type", "application/json"]], body: bytes(text) });
}

export const CLUSTER = { roleArn: "arn:aws:iam::111122223333:role/r", resourcesVpcConfig: {} };
export const NODEGROUP = { subnets: [], nodeRole: "arn:aws:iam::111122223333:role/n" };

/** A server with a cluster called c. */
export async function withCluster(reference: Reference): Promise<Reference> {
  await post(reference, "/clusters", { ...CLUSTER, name: "c" });
  return reference;
}
