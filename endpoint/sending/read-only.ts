import type { WireRequest } from "../../protocol/exchange.ts";
import { TargetGone } from "./target-gone.ts";

/** Throws `TargetGone`, which ends the run, for whatever is no plain GET. */
export function requireRead({ method, path, body }: WireRequest): void {
  if (method === "GET" && (body === undefined || body.length === 0)) return;
  throw new TargetGone({ cause: "useless", reason: `${method} ${path} is not sent: this run only reads` });
}
