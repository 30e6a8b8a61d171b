import type { WireRequest } from "#protocol/exchange.ts";
import { createHttpTarget, type HttpTarget, type HttpTargetOptions } from "#endpoint/sending/http-target.ts";
import { onCleanUp } from "#tests/helpers/servers/loopback.ts";

/** A target that `closeOpened` closes. */
export function openTarget(endpoint: string, options: Partial<HttpTargetOptions> = {}): HttpTarget {
  const target = createHttpTarget({ endpoint, region: "us-east-1", ...options });
  onCleanUp(() => target.close());
  return target;
}

export const REGISTER: WireRequest = {
  method: "POST",
  path: "/cluster-registrations",
  headers: [["content-type", "application/json"]],
  body: Buffer.from('{"name":"a"}'),
};

export const LIST: WireRequest = { method: "GET", path: "/clusters?include=all", headers: [] };
