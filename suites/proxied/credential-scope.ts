import { headerValue } from "#protocol/headers.ts";
import type { WireRequest } from "#protocol/exchange.ts";

/** What a request is signed for; undefined where it is not signed in its headers. */
export function credentialScope({
  headers,
}: Pick<WireRequest, "headers">): { readonly region: string; readonly service: string } | undefined {
  // No key id has a sign of equality: from each `Credential=` only as far as the next.
  const scope = /Credential=[^/=,\s]+\/\d{8}\/([^/]+)\/([^/]+)\//.exec(headerValue(headers, "authorization") ?? "");
  return scope === null ? undefined : { region: scope[1] ?? "", service: scope[2] ?? "" };
}
