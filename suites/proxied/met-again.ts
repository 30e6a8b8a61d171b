import { createHash } from "node:crypto";
import type { WireRequest } from "../../protocol/exchange.ts";

/** Requests remembered, so that memory does not grow with a server that always fails. */
const KEPT = 1_000;

/**
 * Whether the same request was noted in `met` before, and notes it: a client that tries again sends the same method,
 * path and body.
 */
export function metAgain(met: Set<string>, { method, path, body = new Uint8Array() }: WireRequest): boolean {
  const key = createHash("sha256").update(`${method} ${path}\n`).update(body).digest("base64");
  const isAgain = met.has(key);
  if (met.size < KEPT) met.add(key);
  return isAgain;
}
