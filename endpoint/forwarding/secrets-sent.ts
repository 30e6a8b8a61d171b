import type { WireRequest } from "../../protocol/exchange.ts";
import { headerValue } from "../../protocol/headers.ts";

/** What a signed request tells of its caller that nobody else should see: the access key's id and the session token. */
export function secretsSent({ headers, path }: WireRequest): string[] {
  const authorization = headerValue(headers, "authorization") ?? "";
  const query = new URLSearchParams(/\?(.*)/.exec(path)?.[1] ?? "");
  const credential = /Credential=([^/,\s]+)\//.exec(authorization)?.[1] ?? query.get("X-Amz-Credential")?.split("/")[0];
  const token = headerValue(headers, "x-amz-security-token") ?? query.get("X-Amz-Security-Token");
  return [credential, token].flatMap((secret) => secret ?? []);
}
